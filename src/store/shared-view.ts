/**
 * How a picture is looked at, as JSON that other plans of the same document, and other versions, can take up: things by id,
 * not by number. What is not understood is left out.
 */

import type { Plan } from "../core/plan.types.ts";
import { EXPLAINED, GHOSTS } from "../look/layers.ts";
import { COLOUR_BY, HEAT_MODES } from "../look/look.types.ts";
import { ROW_KINDS, ROW_SORTS } from "../look/rows.ts";
import {
  type Area,
  type LowerPane,
  type SessionState,
  type Spot,
  sessionStore,
  type Target,
  type Window,
} from "./session.ts";

const COLUMNS = { storage: "storages", buffer: "buffers", tensor: "tensors", node: "nodes" } as const;
const LOWER: readonly LowerPane[] = [
  "none",
  "table",
  "problems",
  "settings",
  "planners",
  "freedom",
  "sizes",
  "compare",
  "arms",
  "methods",
  "dataflow",
];

type Json = Readonly<Record<string, unknown>>;

function idOf(plan: Plan, target: Target | null): Json | null {
  if (target === null) return null;
  return { kind: target.kind, id: plan[COLUMNS[target.kind]].id[target.index] ?? "" };
}

/** The view of the page on `plan`. */
export function viewOf(plan: Plan, s: SessionState = sessionStore.getState()): Json {
  const arena = (index: number) => plan.arenas[index]?.id ?? "";
  return {
    selection: idOf(plan, s.selection),
    second: idOf(plan, s.second),
    cursor: s.cursor,
    time: s.time,
    addresses: s.addresses,
    arena: arena(s.arena),
    rows: s.timelineRows,
    sort: s.rowSort,
    down: s.rowsDown,
    folded: s.foldedRows === null ? null : [...s.foldedRows],
    colourBy: s.colourBy,
    only: s.onlyClasses,
    heat: s.heat,
    find: s.find,
    area: s.area === null ? null : { ...s.area, arena: arena(s.area.arena) },
    marks: s.marks,
    spot: s.spot === null ? null : { ...s.spot, arena: arena(s.spot.arena) },
    lanes: s.lanes,
    ghosts: s.ghosts,
    explained: s.explained,
    lower: s.lowerPane,
  };
}

/** Undefined: not understood. */
type Read<T> = (value: unknown) => T | undefined;

const truth: Read<boolean> = (v) => (typeof v === "boolean" ? v : undefined);
const text: Read<string> = (v) => (typeof v === "string" ? v : undefined);
const finite: Read<number> = (v) => (typeof v === "number" && Number.isFinite(v) ? v : undefined);

function orNull<T>(read: Read<T>): Read<T | null> {
  return (v) => (v === null ? null : read(v));
}

function oneOf<T extends string>(words: readonly T[]): Read<T> {
  return (v) => words.find((w) => w === v);
}

/** Entries that are not understood are left out. */
function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (v) =>
    Array.isArray(v)
      ? v.flatMap((item) => {
          const known = read(item);
          return known === undefined ? [] : [known];
        })
      : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

const windowIn: Read<Window> = (v) => {
  if (!Array.isArray(v)) return undefined;
  const [from, to] = [finite(v[0]), finite(v[1])];
  return from === undefined || to === undefined || from >= to ? undefined : [from, to];
};

function readers(plan: Plan) {
  const arena: Read<number> = (v) => {
    const index = plan.arenas.findIndex(({ id }) => id === v);
    return index < 0 ? undefined : index;
  };
  const step: Read<number> = (v) => {
    const n = finite(v);
    return n === undefined || !Number.isInteger(n) || n < 0 || n >= plan.steps ? undefined : n;
  };
  const target: Read<Target> = (v) => {
    const kind = oneOf(["storage", "tensor", "node", "buffer"] as const)(field(v, "kind"));
    const index = kind === undefined ? -1 : plan[COLUMNS[kind]].id.indexOf(String(field(v, "id")));
    return kind === undefined || index < 0 ? undefined : { kind, index };
  };
  const area: Read<Area> = (v) => {
    const [where, steps] = [arena(field(v, "arena")), windowIn(field(v, "steps"))];
    const addresses = orNull(windowIn)(field(v, "addresses"));
    if (where === undefined || steps === undefined || addresses === undefined) return undefined;
    return { arena: where, steps, addresses };
  };
  const spot: Read<Spot> = (v) => {
    const [where, address, at] = [
      arena(field(v, "arena")),
      finite(field(v, "address")),
      step(field(v, "step")),
    ];
    if (where === undefined || address === undefined || at === undefined) return undefined;
    return { arena: where, address, step: at };
  };
  return { arena, step, target, area, spot };
}

/** What of `view` the page can show on `plan`, and the names of its parts that it cannot. */
export function readView(
  view: unknown,
  plan: Plan,
): { readonly state: Partial<SessionState>; readonly dropped: readonly string[] } {
  const state: Record<string, unknown> = {};
  if (typeof view !== "object" || view === null || Array.isArray(view)) return { state, dropped: ["all"] };
  const on = readers(plan);
  const folded: Read<ReadonlySet<string>> = (v) => {
    const ids = listOf(text)(v);
    return ids && new Set(ids);
  };
  const marks: Read<readonly number[]> = (v) => listOf(on.step)(v)?.toSorted((a, b) => a - b);
  const parts: Readonly<Record<string, readonly [name: keyof SessionState, read: Read<unknown>]>> = {
    selection: ["selection", orNull(on.target)],
    second: ["second", orNull(on.target)],
    cursor: ["cursor", orNull(on.step)],
    time: ["time", orNull(windowIn)],
    addresses: ["addresses", orNull(windowIn)],
    arena: ["arena", on.arena],
    rows: ["timelineRows", oneOf(ROW_KINDS)],
    sort: ["rowSort", oneOf(ROW_SORTS)],
    down: ["rowsDown", truth],
    folded: ["foldedRows", orNull(folded)],
    colourBy: ["colourBy", oneOf(COLOUR_BY)],
    only: ["onlyClasses", listOf(text)],
    heat: ["heat", oneOf(HEAT_MODES)],
    find: ["find", text],
    area: ["area", orNull(on.area)],
    marks: ["marks", marks],
    spot: ["spot", orNull(on.spot)],
    lanes: ["lanes", truth],
    ghosts: ["ghosts", listOf(oneOf(GHOSTS))],
    explained: ["explained", listOf(oneOf(EXPLAINED))],
    lower: ["lowerPane", oneOf(LOWER)],
  };
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(view)) {
    const [into, read] = Object.hasOwn(parts, name) ? (parts[name] ?? []) : [];
    const known = read?.(value);
    if (into === undefined || known === undefined) dropped.push(name);
    else state[into] = known;
  }
  // a second is beside a selection
  if (state.selection === undefined || state.selection === null) delete state.second;
  return { state: state as Partial<SessionState>, dropped };
}
