/** A plan document back into columns: its own numbers are kept as they are, for the checker to judge. */

import { alignUp } from "./align.ts";
import { liveCurve } from "./bound.ts";
import { isCount } from "./bytes.ts";
import type { PlanDocument } from "./document.ts";
import { Findings } from "./findings.ts";
import { rowsOf } from "./lists.ts";
import { faultOfGaps, gapColumns, piecesIn } from "./needs.ts";
import type {
  BufferColumns,
  NodeColumns,
  Plan,
  Search,
  StorageColumns,
  TensorColumns,
} from "./plan.types.ts";
import { fail, ok, type Result } from "./result.ts";
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from "./settings.ts";

const MOST_STEPS = 2 ** 31 - 1;

/** Turns names into positions and notes those that name nothing, and those given twice. */
class Names {
  readonly #kind: string;
  readonly #findings: Findings;
  readonly #index = new Map<string, number>();

  constructor(kind: string, ids: readonly string[], findings: Findings) {
    this.#kind = kind;
    this.#findings = findings;
    ids.forEach((id, i) => {
      if (this.#index.has(id)) this.#wrong(`The plan has two ${kind}s called ${JSON.stringify(id)}`, id);
      else this.#index.set(id, i);
    });
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  of(id: string, who: string): number {
    const found = this.#index.get(id);
    if (found === undefined)
      this.#wrong(`${who} names the ${this.#kind} ${JSON.stringify(id)}, which the plan lacks`, id);
    return found ?? 0;
  }

  #wrong(message: string, id: string): void {
    const help = "The file was changed or cut; export the plan again.";
    this.#findings.add(fail("broken-plan", `${message}.`, { at: [`${this.#kind}:${id}`], help }).problem);
  }
}

/**
 * The plan in a document, for showing: nodes in the order of their steps, tensors as the document lists them. Fails with
 * "broken-plan" when its parts name what is not there or hold numbers that no column can take.
 */
export function fromPlanDocument(document: PlanDocument): Result<Plan> {
  const findings = new Findings();
  checkNumbers(document, findings);
  const names = {
    arena: new Names(
      "arena",
      document.arenas.map((a) => a.id),
      findings,
    ),
    buffer: new Names(
      "buffer",
      document.buffers.map((b) => b.id),
      findings,
    ),
    storage: new Names(
      "storage",
      document.storages.map((s) => s.id),
      findings,
    ),
    tensor: new Names("tensor", Object.keys(document.tensors), findings),
    node: new Names("node", document.order, findings),
  };
  const storages = readStorages(document, names);
  const tensors = readTensors(document, names);
  const buffers = readBuffers(document, names);
  const antichains = antichainsIn(document, names);
  const problem = findings.problem;
  if (problem !== undefined) return { ok: false, problem };
  const steps = storages.end.reduce((most, end) => Math.max(most, end), document.order.length);
  const needs = piecesIn({ storages, arenas: document.arenas });
  return ok({
    name: document.name,
    kind: document.source.kind === "lifetimes" ? "lifetimes" : "graph",
    settings: settingsIn(document.settings),
    steps,
    nodes: readNodes(document.order),
    tensors,
    storages,
    buffers,
    arenas: document.arenas,
    live: document.arenas.map((_, a) =>
      liveCurve({ ...needs, bytes: needs.bytes.map((b, k) => (needs.arena[k] === a ? b : 0)) }, steps),
    ),
    antichains,
    conflicts: null,
    search: searchIn(document),
    stats: document.stats,
    diagnostics: document.diagnostics,
    ...(document.fifos === undefined ? {} : { fifos: document.fifos }),
    imported: true,
  });
}

type AllNames = Readonly<Record<"arena" | "buffer" | "storage" | "tensor" | "node", Names>>;

/** What the columns cannot hold: negative or inexact sizes, steps beyond 32 bits, lives that end before they begin. */
function checkNumbers(document: PlanDocument, findings: Findings): void {
  const check = (fine: boolean, what: string, at: string) => {
    if (fine) return;
    const help = "The file was changed or cut; export the plan again.";
    findings.add(fail("broken-plan", `${what} of ${at} cannot be.`, { at: [at], help }).problem);
  };
  const lives = (x: { start: number; end: number }) =>
    isCount(x.start) && isCount(x.end) && x.start <= x.end && x.end <= MOST_STEPS;
  const lies = (x: { offset: number; bytes: number }) =>
    isCount(x.offset) && isCount(x.bytes) && isCount(x.offset + x.bytes);
  for (const s of document.storages) {
    check(lives(s), "The steps", `storage:${s.id}`);
    check(lies(s), "The address or size", `storage:${s.id}`);
    check(faultOfGaps(s, s.gaps ?? []) === undefined, "The gaps", `storage:${s.id}`);
    check(isCount(s.alignment) && s.alignment > 0, "The alignment", `storage:${s.id}`);
  }
  for (const [id, t] of Object.entries(document.tensors)) {
    check(lives(t), "The steps", `tensor:${id}`);
    check(lies(t), "The address or size", `tensor:${id}`);
  }
  for (const b of document.buffers) check(lies(b), "The address or size", `buffer:${b.id}`);
  for (const a of document.arenas) {
    check(isCount(a.alignment) && a.alignment > 0, "The alignment", `arena:${a.id}`);
  }
}

function readStorages(document: PlanDocument, names: AllNames): StorageColumns {
  const list = document.storages;
  const arena = Int32Array.from(list, (s) => names.arena.of(s.arena, `Storage ${JSON.stringify(s.id)}`));
  const bytes = Float64Array.from(list, (s) => s.bytes);
  return {
    count: list.length,
    id: list.map((s) => s.id),
    start: Int32Array.from(list, (s) => s.start),
    end: Int32Array.from(list, (s) => s.end),
    bytes,
    padded: bytes.map((b, i) => alignUp(b, document.arenas[arena[i] ?? 0]?.alignment ?? 1)),
    alignment: Float64Array.from(list, (s) => s.alignment),
    arena,
    offset: Float64Array.from(list, (s) => s.offset),
    buffer: Int32Array.from(list, (s) => names.buffer.of(s.buffer, `Storage ${JSON.stringify(s.id)}`)),
    tensor: Int32Array.from(list, (s) => {
      const [first = s.id] = s.tensors;
      const own = s.tensors.includes(s.id) ? s.id : first;
      return s.tensors.length > 0 && names.tensor.has(own) ? names.tensor.of(own, "") : -1;
    }),
    workspaceOf: Int32Array.from(list, (s) =>
      s.workspaceOf === undefined ? -1 : names.node.of(s.workspaceOf, `Storage ${JSON.stringify(s.id)}`),
    ),
    tensors: rowsOf(list, (s) =>
      s.tensors.map((id) => names.tensor.of(id, `Storage ${JSON.stringify(s.id)}`)),
    ),
    gaps: gapColumns(list.map((s) => s.gaps)),
  };
}

function readTensors(document: PlanDocument, names: AllNames): TensorColumns {
  const list = Object.entries(document.tensors);
  const storage = Int32Array.from(list, ([id, t]) =>
    names.storage.of(t.storage, `Tensor ${JSON.stringify(id)}`),
  );
  return {
    count: list.length,
    id: list.map(([id]) => id),
    storage,
    byteOffset: Float64Array.from(
      list,
      ([, t], i) => t.offset - (document.storages[storage[i] ?? 0]?.offset ?? 0),
    ),
    bytes: Float64Array.from(list, ([, t]) => t.bytes),
    start: Int32Array.from(list, ([, t]) => t.start),
    end: Int32Array.from(list, ([, t]) => t.end),
  };
}

function readBuffers(document: PlanDocument, names: AllNames): BufferColumns {
  const list = document.buffers;
  return {
    count: list.length,
    id: list.map((b) => b.id),
    arena: Int32Array.from(list, (b) => names.arena.of(b.arena, `Buffer ${JSON.stringify(b.id)}`)),
    offset: Float64Array.from(list, (b) => b.offset),
    bytes: Float64Array.from(list, (b) => b.bytes),
    storages: rowsOf(list, (b) =>
      b.storages.map((id) => names.storage.of(id, `Buffer ${JSON.stringify(b.id)}`)),
    ),
  };
}

/** Null unless every arena names one. */
function antichainsIn(document: PlanDocument, names: AllNames): Int32Array[] | null {
  const lists = document.arenas.flatMap(({ id, antichain }) =>
    antichain === undefined
      ? []
      : [Int32Array.from(antichain, (s) => names.storage.of(s, `Arena ${JSON.stringify(id)}`))],
  );
  return lists.length > 0 && lists.length === document.arenas.length ? lists : null;
}

function searchIn(document: PlanDocument): Search {
  const { search, settings } = document;
  return {
    placeSteps: search?.placeSteps ?? 0,
    orderSteps: search?.orderSteps ?? 0,
    orderProven: search?.orderOptimal ?? false,
    orderBound: search?.orderBound ?? 0,
    ...(search?.way === undefined ? {} : { way: search.way }),
    endedEarly: Object.hasOwn(settings, "endedEarly") && settings.endedEarly === true,
  };
}

function readNodes(order: readonly string[]): NodeColumns {
  const steps = Int32Array.from(order, (_, s) => s);
  return { count: order.length, id: order, order: steps, step: steps.slice() };
}

/** Other planners have other settings: what we do not know stays as it is by default. */
function settingsIn(given: PlanDocument["settings"]): Settings {
  const known = SETTINGS.flatMap((setting) => {
    const value = Object.hasOwn(given, setting.name) ? given[setting.name] : undefined;
    const mayBeNull = setting.kind === "bytes" || setting.kind === "seconds";
    const fitting = typeof value === typeof setting.initial || (mayBeNull && typeof value === "number");
    return fitting || (mayBeNull && value === null) ? [[setting.name, value] as const] : [];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(known) };
}
