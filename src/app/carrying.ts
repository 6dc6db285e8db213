/** Carries what a person looks at over to a new picture: things are found again by their ids. */

import { chooseWire, chosenStore } from "../store/chosen.ts";
import type { Picture } from "../store/outcome.ts";
import { type Area, type SessionState, sessionStore, type Target } from "../store/session.ts";
import { notify } from "../store/shell.ts";

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

/** What is left of an area in a plan: in the arena of its id, as far as its steps go; null when nothing is. */
function areaIn(area: Area, id: string, { plan }: Picture): Area | null {
  const arena = plan.arenas.findIndex((one) => one.id === id);
  const [from, to] = [area.steps[0], Math.min(area.steps[1], plan.steps)];
  if (arena < 0 || from >= to) return null;
  return to === area.steps[1] && arena === area.arena ? area : { ...area, arena, steps: [from, to] };
}

type Measures = Pick<SessionState, "area" | "marks">;

/** What somebody measured and marked, and what an edit left of it: an undo brings all of it back. */
let cut: { readonly asked: Measures; readonly arena: string; readonly left: Measures } | undefined;

/** Area and marks in a new plan of the same document; says when the area went. */
function carriedMeasures(now: Measures, before: Picture, after: Picture): Measures {
  // what somebody has measured or marked since stands for itself
  const asked: Measures = {
    area: cut !== undefined && cut.left.area === now.area ? cut.asked.area : now.area,
    marks: cut !== undefined && cut.left.marks === now.marks ? cut.asked.marks : now.marks,
  };
  const shown = asked.area === now.area ? before.plan.arenas[now.area?.arena ?? 0]?.id : cut?.arena;
  const arena = shown ?? "";
  const there = (step: number) => step < after.plan.steps;
  const left: Measures = {
    area: asked.area === null ? null : areaIn(asked.area, arena, after),
    marks: asked.marks.every(there) ? asked.marks : asked.marks.filter(there),
  };
  cut = { asked, arena, left };
  if (now.area !== null && left.area === null)
    notify("The steps of the measured area are gone; undo brings them and the area back.");
  return left;
}

/** Before the picture itself is replaced: nothing of the session may point at what is not there. */
export function carrySession(before: Picture | null, after: Picture): void {
  if (before === null || before.opening !== after.opening) {
    cut = undefined;
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
      ...carriedMeasures(s, before, after),
    };
  });
}
