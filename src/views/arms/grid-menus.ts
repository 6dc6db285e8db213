/** Which menu a place of the table has. */

import type { Spot } from "../../look/arms/walk.ts";
import type { MenuGroup } from "../../ui/Menu.tsx";
import { cellGroups } from "./choices.ts";
import { armAt, type Editing } from "./grid-keys.ts";
import { armGroups, bufferGroups } from "./head-menus.ts";
import { type ArmsModel, neighboursOf } from "./model.ts";

export interface AskedMenu {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
}

/** Undefined in cells of statements outside the arms, which have no names to be edited by. */
export function menuOf(model: ArmsModel, spot: Spot, edit: (what: Editing) => void): AskedMenu | undefined {
  const { report, rows } = model;
  const arm = armAt(model, spot);
  const id = report.arms[arm]?.id ?? "";
  const buffer = rows[spot.row]?.buffer.id ?? "";
  if (spot.row < 0) {
    const rename = () => edit({ kind: "arm", arm });
    return { label: `Arm ${id}`, groups: armGroups(report, arm, neighboursOf(model, arm), rename) };
  }
  if (arm < 0) {
    const rename = () => edit({ kind: "name", row: spot.row });
    return { label: `Buffer ${buffer}`, groups: bufferGroups(buffer, rename) };
  }
  if (report.arms[arm]?.stray === true) return undefined;
  return { label: `${buffer} in ${id}`, groups: cellGroups(id, buffer) };
}
