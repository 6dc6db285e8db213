/** The arm that is looked at: its name, what it does statement by statement, and its order to the others. */

import { useStore } from "zustand";
import { armPlaces } from "../../core/dialects/arms/edit/order.ts";
import { armsStore } from "../../store/arms.ts";
import { dropArm, nameArm } from "../../store/arms-doings.ts";
import { Field } from "./Field.tsx";
import type { ArmsModel } from "./model.ts";
import { Relations } from "./Relations.tsx";
import css from "./Side.module.css";
import { Statements } from "./Statements.tsx";

export function ArmSide(props: { model: ArmsModel }) {
  const { model } = props;
  const shown = useStore(armsStore, (s) => s.arm);
  const places = armPlaces(model.document.body);
  const place = places.find(({ id }) => id === shown) ?? places[0];
  if (place === undefined) return <p className={css.quietly}>No arm is there yet.</p>;
  const { id, region } = place;
  return (
    <>
      <div className={css.fields}>
        <Field key={`arm ${id}`} label="arm" value={region.arm} onGive={(text) => nameArm(id, text).ok} />
        <button type="button" className={css.button} onClick={() => dropArm(id)}>
          remove
        </button>
      </div>
      <Statements model={model} place={place} />
      <Relations model={model} arm={id} />
    </>
  );
}
