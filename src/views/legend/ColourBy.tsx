/** What colour stands for: a small list to choose from. */

import { useStore } from "zustand";
import type { ColourBy as By } from "../../look/look.types.ts";
import { COLOURINGS, colouringOf } from "../../look/tints.ts";
import { colourBy } from "../../store/legend.ts";
import { sessionStore } from "../../store/session.ts";
import css from "./ColourBy.module.css";

export function ColourBy() {
  const by = useStore(sessionStore, (s) => s.colourBy);
  return (
    <label className={css.whole} title={colouringOf(by).says}>
      <span>Colour</span>
      <select
        className={css.choice}
        aria-label="Colour by"
        value={by}
        onChange={(event) => colourBy(event.target.value as By)}
      >
        {COLOURINGS.map(({ id, title, says }) => (
          <option key={id} value={id} title={says}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
