/** The name of a tensor; a click shows it in every pane. */

import { useStore } from "zustand";
import { outcomeStore } from "../../store/outcome.ts";
import { goTo, placeOf } from "../../store/places.ts";
import { request } from "../../store/requests.ts";
import { point } from "../../store/session.ts";
import css from "./SizesPane.module.css";

export function TensorLink({ id }: { id: string }) {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const place = picture === null ? undefined : placeOf(picture, `tensor:${id}`);
  if (place === undefined || place.kind === "step") return <span className={css.note}>{id}</span>;
  return (
    <button
      type="button"
      className={css.link}
      title="Show in every pane"
      onClick={() => {
        goTo(place);
        request({ kind: "reveal", target: place });
      }}
      onPointerEnter={() => point(place)}
      onPointerLeave={() => point(null)}
    >
      {id}
    </button>
  );
}
