/**
 * Plans and graphs written by hand in a few lines, for tests. All numbers of a plan are made by walking every step,
 * slowly and plainly, so that they are a second opinion on the planner's and on the checker's.
 */

import type {
  Gap,
  GraphDocument,
  NodeSpec,
  PlanArena,
  PlanBuffer,
  PlanDocument,
  PlanStorage,
  PlanTensor,
  Role,
  ShareRight,
  TensorSpec,
} from "../document.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const STORAGE = /^(\S+) \[(\d+),(\d+)\) (\d+) @(\d+)((?: \w+=\S+)*)(?: : (.*))?$/;
const TENANT = /^(\S+) \[(\d+),(\d+)\) (\d+)(?: \+(\d+))?$/;

/**
 * A line each: `order n0 n1`, `arena sram 16 128` (alignment, capacity), and storages as
 * `a [0,2) 64 @0 arena=sram buffer=B0 align=64 scratch=n0 gaps=0-1,1-2@0:32 : a [0,1) 64, v [1,2) 32 +32`, where all after `@0` may be
 * absent: then the first arena, its alignment, one buffer an offset, and a tensor of the storage's own name.
 */
export function textPlan(text: string, settings: PlanDocument["settings"] = {}): PlanDocument {
  const arenas: Writable<PlanArena>[] = [];
  const storages: Writable<PlanStorage>[] = [];
  const tensors: Record<string, PlanTensor> = {};
  let order: string[] = [];
  for (const line of text.split("\n").map((l) => l.trim())) {
    const [word = "", ...rest] = line.split(" ");
    if (word === "") continue;
    if (word === "order") {
      order = rest;
    } else if (word === "arena") {
      const [id = "", alignment = "1", capacity] = rest;
      const most = capacity === undefined ? null : Number(capacity);
      arenas.push({
        id,
        alignment: Number(alignment),
        capacity: most,
        peak: 0,
        lowerBound: 0,
        optimal: true,
      });
    } else {
      if (arenas.length === 0)
        arenas.push({ id: "ram", alignment: 1, capacity: null, peak: 0, lowerBound: 0, optimal: true });
      readStorage(line, arenas, storages, tensors);
    }
  }
  const buffers = makeBuffers(arenas, storages);
  const kind = storages.length > 0 && order.length === 0 ? "lifetimes" : "graph";
  return {
    format: "memplan",
    version: 1,
    kind: "plan",
    name: "by hand",
    source: { name: "by hand", kind, sha256: "" },
    settings,
    order,
    storages,
    tensors,
    buffers,
    ...countAll(arenas, storages, buffers.length),
    diagnostics: [],
    producer: { name: "hand", version: "1" },
  };
}

function readStorage(
  line: string,
  arenas: readonly PlanArena[],
  storages: PlanStorage[],
  tensors: Record<string, PlanTensor>,
): void {
  const [, id = "", start, end, bytes, offset, words = "", tenants] = STORAGE.exec(line) ?? fail(line);
  const said = new Map(
    words
      .trim()
      .split(" ")
      .map((w) => w.split("=") as [string, string | undefined]),
  );
  const arena = arenas.find((a) => a.id === said.get("arena")) ?? arenas[0];
  const place = { arena: arena?.id ?? "", buffer: said.get("buffer") ?? `${arena?.id}@${offset}` };
  const scratch = said.get("scratch");
  const gaps = said.get("gaps")?.split(",").map(readGap);
  const ids: string[] = [];
  const own = scratch === undefined ? `${id} [${start},${end}) ${bytes}` : "";
  for (const tenant of (tenants ?? own).split(", ").filter((t) => t !== "")) {
    const [, name = "", from, to, size, shift = "0"] = TENANT.exec(tenant) ?? fail(tenant);
    ids.push(name);
    tensors[name] = {
      storage: id,
      ...place,
      offset: Number(offset) + Number(shift),
      bytes: Number(size),
      start: Number(from),
      end: Number(to),
    };
  }
  storages.push({
    id,
    tensors: ids,
    bytes: Number(bytes),
    alignment: Number(said.get("align") ?? arena?.alignment ?? 1),
    start: Number(start),
    end: Number(end),
    ...place,
    offset: Number(offset),
    ...(scratch === undefined ? {} : { workspaceOf: scratch }),
    ...(gaps === undefined ? {} : { gaps }),
  });
}

function readGap(text: string): Gap {
  const [start = 0, end = 0, low, high] = text.split(/[-@:]/).map(Number);
  return { start, end, ...(low === undefined || high === undefined ? {} : { window: [low, high] }) };
}

function makeBuffers(arenas: readonly PlanArena[], storages: readonly PlanStorage[]): PlanBuffer[] {
  const byId = new Map<string, PlanStorage[]>();
  for (const s of storages) byId.set(s.buffer, [...(byId.get(s.buffer) ?? []), s]);
  return [...byId].map(([id, tenants]) => {
    const inTime = tenants.toSorted((a, b) => a.start - b.start);
    const [first = fail(id)] = inTime;
    const bytes = Math.max(...inTime.map((s) => padded(s, arenas)));
    return { id, arena: first.arena, offset: first.offset, bytes, storages: inTime.map((s) => s.id) };
  });
}

function padded(storage: PlanStorage, arenas: readonly PlanArena[]): number {
  const unit = arenas.find((a) => a.id === storage.arena)?.alignment ?? 1;
  return Math.ceil(storage.bytes / unit) * unit;
}

/** Padded bytes that a storage needs at a step of its life. */
function neededAt(storage: PlanStorage, step: number, arenas: readonly PlanArena[]): number {
  const gap = storage.gaps?.find((g) => g.start <= step && step < g.end);
  if (gap === undefined) return padded(storage, arenas);
  const [low, high] = gap.window ?? [0, 0];
  const unit = arenas.find((a) => a.id === storage.arena)?.alignment ?? 1;
  return low === high ? 0 : Math.ceil(high / unit) * unit - Math.floor(low / unit) * unit;
}

function countAll(
  arenas: readonly PlanArena[],
  storages: readonly PlanStorage[],
  buffers: number,
): Pick<PlanDocument, "arenas" | "stats"> {
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const sizes = (list: readonly PlanStorage[]) => list.map((s) => padded(s, arenas));
  const aliveAt = (step: number) => storages.filter((s) => s.start <= step && step < s.end);
  const allSteps = Array.from({ length: Math.max(1, ...storages.map((s) => s.end)) }, (_, step) => step);
  const counted = arenas.map((arena) => {
    const mine = (list: readonly PlanStorage[]) => list.filter((s) => s.arena === arena.id && s.bytes > 0);
    const peak = Math.max(0, ...mine(storages).map((s) => s.offset + padded(s, arenas)));
    const lowerBound = Math.max(
      ...allSteps.map((step) => sum(mine(aliveAt(step)).map((s) => neededAt(s, step, arenas)))),
    );
    return { ...arena, peak, lowerBound, optimal: peak === lowerBound };
  });
  const live = allSteps.map((step) => sum(aliveAt(step).map((s) => neededAt(s, step, arenas))));
  const totalBytes = sum(sizes(storages));
  const peakBytes = sum(counted.map((a) => a.peak));
  const lowerBoundBytes = sum(counted.map((a) => a.lowerBound));
  return {
    arenas: counted,
    stats: {
      totalBytes,
      peakBytes,
      lowerBoundBytes,
      peakStep: live.indexOf(Math.max(...live)),
      fragmentationBytes: peakBytes - lowerBoundBytes,
      paddingBytes: totalBytes - sum(storages.map((s) => s.bytes)),
      buffers,
      storages: storages.length,
      fits: counted.every((a) => a.capacity === null || a.peak <= a.capacity),
    },
  };
}

const GRAPH_NODE =
  /^(\S+)(?: scratch=(\d+))?: (.*?) ?-> (.*?)((?: (?:view|inplace) \d+ (?:of|over) \d+(?: \+\d+)?)*)$/;
const RIGHT = /(view|inplace) (\d+) (?:of|over) (\d+)(?: \+(\d+))?/g;

/**
 * A line each: `tensor x 64 input align=64 arena=dtcm`, `outputs y z`, and nodes as
 * `n0 scratch=16: x w -> y view 0 of 1 +32 inplace 0 over 0` (output 0 of input 1). Tensors not said have 64 bytes.
 */
export function textGraph(text: string, more: Partial<GraphDocument> = {}): GraphDocument {
  const tensors = new Map<string, TensorSpec>();
  const nodes: NodeSpec[] = [];
  let outputs: string[] = [];
  for (const line of text.split("\n").map((l) => l.trim())) {
    const [word = "", id = "", ...rest] = line.split(" ");
    if (word === "") continue;
    if (word === "outputs") outputs = [id, ...rest].filter((o) => o !== "");
    else if (word === "tensor") tensors.set(id, readTensor(id, rest));
    else nodes.push(readNode(line));
  }
  for (const id of nodes.flatMap((n) => [...n.inputs, ...n.outputs])) {
    if (!tensors.has(id)) tensors.set(id, { id, bytes: 64 });
  }
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "by hand",
    tensors: [...tensors.values()],
    nodes,
    outputs,
    ...more,
  };
}

function readTensor(id: string, words: readonly string[]): TensorSpec {
  const tensor: Writable<TensorSpec> = { id };
  for (const word of words) {
    const [name, value = ""] = word.split("=");
    if (name === "align") tensor.alignment = Number(value);
    else if (name === "arena") tensor.arena = value;
    else if (/^\d+$/.test(word)) tensor.bytes = Number(word);
    else tensor.role = word as Role;
  }
  return tensor;
}

function readNode(line: string): NodeSpec {
  const [, id = "", scratch, inputs = "", outputs = "", rights = ""] = GRAPH_NODE.exec(line) ?? fail(line);
  const list = (text: string) => text.split(" ").filter((t) => t !== "");
  const mayShare = [...rights.matchAll(RIGHT)].map(([, how, output, input, byteOffset]): ShareRight => {
    const right = { how: how as ShareRight["how"], output: Number(output), input: Number(input) };
    return byteOffset === undefined ? right : { ...right, byteOffset: Number(byteOffset) };
  });
  return {
    id,
    op: "Op",
    inputs: list(inputs),
    outputs: list(outputs),
    ...(scratch === undefined ? {} : { workspace: Number(scratch) }),
    ...(mayShare.length === 0 ? {} : { mayShare }),
  };
}

function fail(line: string): never {
  throw new Error(`cannot read ${JSON.stringify(line)}`);
}
