/** Carries what a person looks at over to a new picture: things are found again by their ids. */

import { chooseWire, chosenStore } from "../store/chosen.ts";
import type { Picture } from "../store/outcome.ts";
import { sessionStore, type Target } from "../store/session.ts";

const COLUMNS = { storage: "storages", buffer: "buffers", tensor: "tensors", node: "nodes" } as const;

/** The same thing in a new plan of the same document, found again by its id. */
function carried(target: Target | null, before: Picture, after: Picture): Target | null {
  if (target === null) return null;
  const columns = COLUMNS[target.kind];
  const fixed = columns === "tensors" || columns === "nodes";
  if (fixed && before.document === after.document) return target;
  const index = after.plan[columns].id.indexOf(before.plan[columns].id[target.index] ?? "");
  return index < 0 ? null : { kind: target.kind, index };
}

function carrySelection(before: Picture, after: Picture): void {
  sessionStore.setState((s) => {
    const selection = carried(s.selection, before, after);
    return {
      selection,
      second: selection === null ? null : carried(s.second, before, after),
      pairing: s.pairing && selection !== null,
    };
  });
}

/** Before the picture itself is replaced: nothing of the session may point at what is not there. */
export function carrySession(before: Picture | null, after: Picture): void {
  if (before === null || before.opening !== after.opening) {
    sessionStore.setState({
      selection: null,
      second: null,
      pairing: false,
      hover: null,
      cursor: null,
      time: null,
      addresses: null,
      arena: 0,
      area: null,
      marks: [],
      playing: false,
      spot: null,
    });
    return;
  }
  const { keys, wire } = chosenStore.getState();
  const { selection } = sessionStore.getState();
  if (wire !== null) chooseWire(wire, carried(selection, before, after));
  // boxes that are chosen lead the selection to the new plan themselves, by their keys
  else if (keys.length === 0) carrySelection(before, after);
  else if (keys.length === 1) sessionStore.setState((s) => ({ second: carried(s.second, before, after) }));
  sessionStore.setState((s) => {
    const { steps } = after.plan;
    return {
      // what is pointed at stays so while better plans come
      hover: carried(s.hover, before, after),
      arena: Math.min(s.arena, after.plan.arenas.length - 1),
      // an edit may have left fewer steps, or more: a window on all of them stays one
      cursor: s.cursor !== null && s.cursor >= steps ? null : s.cursor,
      time: s.time !== null && s.time[1] > steps ? null : s.time,
      area: s.area !== null && s.area.steps[1] > steps ? null : s.area,
      marks: s.marks.every((step) => step < steps) ? s.marks : s.marks.filter((step) => step < steps),
    };
  });
}
