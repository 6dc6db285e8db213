/** Arrow keys on the focused timeline: steps along, neighbours by address up and down. */

import { shownArena } from "../../draw/arena-layout.ts";
import { neighbour } from "../../draw/pick.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { select, sessionStore } from "../../store/session.ts";
import { cursorStep, selectedStorage, stepBy } from "../../store/walk.ts";

function selectBeside(direction: 1 | -1): void {
  const { picture } = outcomeStore.getState();
  if (picture === null) return;
  const { selection, arena } = sessionStore.getState();
  const from = selectedStorage(picture, selection);
  const next = neighbour(picture.plan, shownArena(picture.plan, arena), cursorStep(picture), from, direction);
  if (next >= 0) select({ kind: "storage", index: next });
}

export const KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => stepBy(-1),
  ArrowRight: () => stepBy(1),
  ArrowUp: () => selectBeside(1),
  ArrowDown: () => selectBeside(-1),
};
