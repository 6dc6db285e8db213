/** A small square in the colour of what a tile is there for. */

import { fillOf, scratchpadFills } from "../../draw/scratchpad/fills.ts";
import { Swatch } from "../../ui/Swatch.tsx";

const LIGHT = scratchpadFills("light");
const DARK = scratchpadFills("dark");

/** Both schemes at once; `buffer`: the generation, −1 when there is none. */
export function roleColour(role: number, buffer = -1): string {
  const fill = fillOf(role, buffer);
  return `light-dark(${LIGHT[fill] ?? "gray"}, ${DARK[fill] ?? "gray"})`;
}

export function RoleSwatch(props: { role: number; buffer?: number }) {
  const fill = fillOf(props.role, props.buffer ?? -1);
  return <Swatch light={LIGHT[fill] ?? "gray"} dark={DARK[fill] ?? "gray"} />;
}
