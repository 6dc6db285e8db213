/** Keys of a focused canvas: neighbours of what is selected, in time and address or in the rows; steps when nothing is. */

import { zoomToArea } from "./area.ts";
import { rowsNow } from "./looks.ts";
import { goToMark } from "./marks.ts";
import { atSameAddresses, besideAt, inNextRow, inSameRow, type Turn, uppermostAt } from "./neighbours.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { request } from "./requests.ts";
import { select, sessionStore, setCursor } from "./session.ts";
import { speak } from "./spoken.ts";
import { arenaShown, cursorStep, selectedStorage, stepBy, stepToEvent } from "./walk.ts";

/** By their names in draw/focus.ts; false leaves the key to the page. */
export type CanvasKeys = Readonly<Record<string, () => boolean>>;

/** Selects a neighbour and brings it into view, with the cursor in its life; or says that there is none. */
function goTo(now: Picture, s: number, none: string): true {
  if (s < 0) {
    speak(none);
    return true;
  }
  const { start, end } = now.plan.storages;
  const cursor = cursorStep(now);
  const born = start[s] ?? 0;
  if (cursor < born || cursor >= (end[s] ?? 0)) setCursor(born);
  const target = { kind: "storage", index: s } as const;
  select(target);
  request({ kind: "reveal", target });
  return true;
}

/** What a key does with the selected storage (−1: none); false when there is no picture. */
function withSelected(act: (now: Picture, s: number) => boolean): () => boolean {
  return () => {
    const { picture } = outcomeStore.getState();
    return picture !== null && act(picture, selectedStorage(picture, sessionStore.getState().selection));
  };
}

function always(act: () => void): () => boolean {
  return () => {
    act();
    return true;
  };
}

const NOBODY: Record<Turn, string> = {
  before: "Nobody before it.",
  after: "Nobody after it.",
  first: "",
  last: "",
};

/** A turn in time; without a selection the cursor moves by a step. */
function inTime(turn: Turn, find: (now: Picture, s: number) => number): () => boolean {
  return withSelected((now, s) => {
    if (s >= 0) return goTo(now, find(now, s), NOBODY[turn]);
    if (turn === "first" || turn === "last") return false;
    stepBy(turn === "before" ? -1 : 1);
    return true;
  });
}

/** The area first: it is what somebody has just drawn. */
function zoom(): boolean {
  const { selection } = sessionStore.getState();
  if (zoomToArea()) return true;
  if (selection === null) return false;
  request({ kind: "zoom-to", target: selection });
  return true;
}

const BOTH: CanvasKeys = {
  "Shift+ArrowLeft": always(() => stepBy(-10)),
  "Shift+ArrowRight": always(() => stepBy(10)),
  "Control+ArrowLeft": always(() => stepToEvent(-1)),
  "Control+ArrowRight": always(() => stepToEvent(1)),
  "Alt+ArrowLeft": () => goToMark(-1),
  "Alt+ArrowRight": () => goToMark(1),
  Enter: zoom,
};

function atAddresses(turn: Turn): () => boolean {
  return inTime(turn, ({ plan }, s) => atSameAddresses(plan, s, turn));
}

function inAddress(direction: 1 | -1): () => boolean {
  return withSelected((now, s) => {
    const next = besideAt(now.plan, arenaShown(now), cursorStep(now), s, direction);
    return goTo(now, next, direction > 0 ? "Nobody above it." : "Nobody below it.");
  });
}

/** Left and right: who lived at these addresses before and after. Up and down: the next in address at the cursor. */
export const ARENA_KEYS: CanvasKeys = {
  ...BOTH,
  ArrowLeft: atAddresses("before"),
  ArrowRight: atAddresses("after"),
  Home: atAddresses("first"),
  End: atAddresses("last"),
  ArrowUp: inAddress(1),
  ArrowDown: inAddress(-1),
};

function inRow(turn: Turn): () => boolean {
  return inTime(turn, (now, s) => {
    const rows = rowsNow(now, arenaShown(now));
    return rows === undefined ? -1 : inSameRow(rows, s, turn);
  });
}

function acrossRows(by: 1 | -1): () => boolean {
  return withSelected((now, s) => {
    const rows = rowsNow(now, arenaShown(now));
    if (rows === undefined) return true;
    const step = cursorStep(now);
    const next = s < 0 ? uppermostAt(now.plan, rows, step) : inNextRow(now.plan, rows, s, step, by);
    return goTo(now, next, by > 0 ? "No row below it." : "No row above it.");
  });
}

/** Left and right: the tenant before and after in the row. Up and down: the row above and below. */
export const TIMELINE_KEYS: CanvasKeys = {
  ...BOTH,
  ArrowLeft: inRow("before"),
  ArrowRight: inRow("after"),
  Home: inRow("first"),
  End: inRow("last"),
  ArrowUp: acrossRows(-1),
  ArrowDown: acrossRows(1),
};
