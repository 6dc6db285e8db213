/** What keys do in the table of arms besides walking. */

import { changeBuffer } from "../../core/dialects/arms/edit/buffers.ts";
import { relateArms } from "../../core/dialects/arms/edit/relations.ts";
import { FIXED, type Spot } from "../../look/arms/walk.ts";
import { showArm, showBuffer } from "../../store/arms.ts";
import {
  addArmAt,
  addBufferBelow,
  dropArm,
  dropBuffer,
  exchange,
  toggleParallel,
} from "../../store/arms-doings.ts";
import { editArms } from "../../store/arms-editing.ts";
import { choiceOfKey, choose } from "./choices.ts";
import { type ArmsModel, neighboursOf } from "./model.ts";

export type Editing =
  /** `typed`: what the field begins with, in place of what is there. */
  | { readonly kind: "name" | "bytes"; readonly row: number; readonly typed?: string }
  | { readonly kind: "arm"; readonly arm: number };

/** What is to have the focus once the table is drawn anew. */
export type Follow = { readonly arm: string } | { readonly buffer: string };

export interface Hands {
  readonly edit: (what: Editing) => void;
  readonly menu: (spot: Spot) => void;
  readonly follow: (what: Follow) => void;
}

/** The arm at a place, by position; −1 in the fixed columns. */
export function armAt({ places }: ArmsModel, { column, lane }: Spot): number {
  return column < FIXED ? -1 : (places.columns[column - FIXED]?.arms[lane] ?? -1);
}

export interface GridKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

function inHead(model: ArmsModel, arm: number, { key, altKey, shiftKey }: GridKey, hands: Hands): boolean {
  const id = model.report.arms[arm]?.id;
  if (id === undefined) return false;
  const { before, after } = neighboursOf(model, arm);
  const other = (at: number) => model.report.arms[at]?.id;
  if (altKey) {
    const swap = key === "ArrowLeft" ? other(before) : key === "ArrowRight" ? other(after) : undefined;
    if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
    if (swap !== undefined && exchange(id, swap)) hands.follow({ arm: id });
    return true;
  }
  switch (key.toLowerCase()) {
    case "enter":
    case " ":
      showArm(id);
      return true;
    case "f2":
      hands.edit({ kind: "arm", arm });
      return true;
    case "delete":
    case "backspace":
      dropArm(id);
      return true;
    case "n": {
      const made = addArmAt(id, shiftKey ? "beside" : "after");
      if (made !== undefined) hands.follow({ arm: made });
      return true;
    }
    case "p":
    case "x": {
      const neighbour = other(before) ?? other(after);
      if (neighbour === undefined) return true;
      if (key.toLowerCase() === "p") toggleParallel(id, neighbour);
      else editArms((document) => relateArms(document, id, neighbour, "exclusive"));
      hands.follow({ arm: id });
      return true;
    }
    default:
      return false;
  }
}

function inFixed(model: ArmsModel, spot: Spot, { key, shiftKey }: GridKey, hands: Hands): boolean {
  const row = model.rows[spot.row];
  if (row === undefined) return false;
  const { id, liveOut } = row.buffer;
  const bytes = spot.column === 1;
  if (bytes && /^\d$/.test(key)) {
    hands.edit({ kind: "bytes", row: spot.row, typed: key });
    return true;
  }
  switch (key.toLowerCase()) {
    case "f2":
      hands.edit({ kind: bytes ? "bytes" : "name", row: spot.row });
      return true;
    case "enter":
    case " ":
      if (bytes) hands.edit({ kind: "bytes", row: spot.row });
      else showBuffer(id);
      return true;
    case "delete":
    case "backspace":
      dropBuffer(id);
      return true;
    case "n": {
      const made = shiftKey ? undefined : addBufferBelow(id);
      if (made !== undefined) hands.follow({ buffer: made });
      return !shiftKey;
    }
    case "o":
      editArms((document) => changeBuffer(document, id, { liveOut: liveOut !== true }));
      return true;
    default:
      return false;
  }
}

/** Whether the key was for the table. */
export function pressed(model: ArmsModel, spot: Spot, press: GridKey, hands: Hands): boolean {
  const arm = armAt(model, spot);
  if (spot.row < 0) return inHead(model, arm, press, hands);
  if (arm < 0) return press.altKey ? false : inFixed(model, spot, press, hands);
  if (press.altKey) return false;
  if (press.key === "Enter" || press.key === " ") {
    hands.menu(spot);
    return true;
  }
  const choice = choiceOfKey(press.key);
  const [id, buffer] = [model.report.arms[arm]?.id, model.rows[spot.row]?.buffer.id];
  if (choice === undefined || id === undefined || buffer === undefined) return false;
  choose(id, buffer, choice);
  return true;
}
