/** A small square in the colour of what a tile is there for. */

import { fillOf, scratchpadFills } from "../../draw/scratchpad/fills.ts";
import css from "./RoleSwatch.module.css";

const LIGHT = scratchpadFills("light");
const DARK = scratchpadFills("dark");

/** Both schemes at once; `buffer`: the generation, −1 when there is none. */
export function roleColour(role: number, buffer = -1): string {
  const fill = fillOf(role, buffer);
  return `light-dark(${LIGHT[fill] ?? "gray"}, ${DARK[fill] ?? "gray"})`;
}

export function RoleSwatch(props: { role: number; buffer?: number }) {
  return (
    <span
      className={css.swatch}
      style={{ backgroundColor: roleColour(props.role, props.buffer) }}
      aria-hidden="true"
    />
  );
}
