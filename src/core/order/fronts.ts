/** The ends from which a cell can be searched. */

import type { Cell } from "./cell.ts";
import type { Front } from "./front.ts";
import { Prefix } from "./prefix.ts";
import { growsBack, Suffix } from "./suffix.ts";

export function frontsOf(cell: Cell): Front[] {
  return growsBack(cell) ? [new Prefix(cell), new Suffix(cell)] : [new Prefix(cell)];
}
