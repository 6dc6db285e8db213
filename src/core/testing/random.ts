/** Seeded random documents for tests: the same seed gives the same document on every machine. */

import type {
  ArenaSpec,
  Dim,
  DType,
  Gap,
  GraphDocument,
  LifetimeSpec,
  LifetimesDocument,
  NodeSpec,
  ShareRight,
  TensorSpec,
} from "../document.ts";

/** A stream of numbers in [0, 1) from a 32-bit seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer in [least, most]. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new Error("pick from nothing");
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}

const HEAD = { format: "memplan", version: 1, name: "random" } as const;
const RANDOM_DTYPES: readonly DType[] = ["float32", "int8", "int4", "int2", "uint4", "bool", "complex128"];

/** Bits of the dtypes above, said again here so that tests do not trust the planner's table. */
const BITS: Partial<Record<DType, number>> = {
  float32: 32,
  int8: 8,
  int4: 4,
  int2: 2,
  uint4: 4,
  bool: 8,
  complex128: 128,
};

interface Growing {
  readonly random: Random;
  readonly tensors: TensorSpec[];
  readonly bytes: Map<string, number>;
  readonly arenas: readonly ArenaSpec[];
}

/**
 * A sound graph with up to `most` nodes and everything the model knows: views, chains of them, rights to write in place,
 * workspaces, several arenas, alignments, zero-byte and sub-byte tensors, symbols, constants, state, values nobody reads,
 * outputs in odd places, documents out of order with and without a given order.
 */
export function randomGraph(seed: number, most = 14): GraphDocument {
  const random = new Random(seed);
  const arenas = randomArenas(random);
  const growing: Growing = { random, tensors: [], bytes: new Map(), arenas };
  const readable: string[] = [];
  for (let i = random.integer(0, 4); i > 0; i--) {
    const role = random.pick(["input", "input", "constant", "state"] as const);
    readable.push(addTensor(growing, { id: `${role[0]}${i}`, role }));
  }
  if (random.chance(0.1)) addTensor(growing, { id: "untouched" });
  const nodes: NodeSpec[] = [];
  for (let n = random.integer(0, most); n > 0; n--) {
    const node = randomNode(growing, `n${n}`, readable);
    nodes.push(node);
    readable.push(...node.outputs);
  }
  const outputs = readable.filter(() => random.chance(0.15));
  const last = readable.at(-1);
  if (last !== undefined && !outputs.includes(last) && random.chance(0.8)) outputs.push(last);
  const order = nodes.map((n) => n.id);
  return {
    ...HEAD,
    kind: "graph",
    tensors: random.chance(0.3) ? random.shuffled(growing.tensors) : growing.tensors,
    nodes: random.chance(0.3) ? random.shuffled(nodes) : nodes,
    outputs,
    ...(random.chance(0.3) ? { order } : {}),
    ...(arenas.length > 0 ? { arenas } : {}),
  };
}

function randomArenas(random: Random): ArenaSpec[] {
  return ["sram", "dtcm", "dram"].slice(0, random.integer(0, 3)).map((id) => ({
    id,
    ...(random.chance(0.5) ? { capacity: random.integer(0, 600) } : {}),
    ...(random.chance(0.5) ? { alignment: random.pick([1, 4, 16, 24]) } : {}),
  }));
}

function addTensor(growing: Growing, spec: TensorSpec, shape = randomShape(growing.random)): string {
  const { random, tensors, arenas } = growing;
  const dtype = random.pick(RANDOM_DTYPES);
  const elements = shape.reduce<number>(
    (product, dim) => product * (typeof dim === "number" ? dim : dim.max),
    1,
  );
  const counted = random.chance(0.2);
  const bytes = counted ? random.integer(0, 90) : Math.ceil((elements * (BITS[dtype] ?? 0)) / 8);
  const arena = arenas.length > 0 && random.chance(0.3) ? random.pick(arenas).id : undefined;
  tensors.push({
    ...spec,
    ...(counted ? { bytes } : { dtype, shape }),
    ...(random.chance(0.15) ? { alignment: random.pick([2, 8, 12, 64]) } : {}),
    ...(arena === undefined ? {} : { arena }),
  });
  growing.bytes.set(spec.id, bytes);
  return spec.id;
}

function randomShape(random: Random): Dim[] {
  return Array.from({ length: random.integer(0, 3) }, () => {
    const size = random.chance(0.06) ? 0 : random.integer(1, 6);
    return random.chance(0.1) ? { symbol: "T", max: size } : size;
  });
}

function randomNode(growing: Growing, id: string, readable: readonly string[]): NodeSpec {
  const { random, bytes } = growing;
  const inputs: string[] = [];
  for (let i = random.integer(0, 3); i > 0 && readable.length > 0; i--) {
    inputs.push(
      random.chance(0.6)
        ? (readable.at(-random.integer(1, Math.min(4, readable.length))) ?? "")
        : random.pick(readable),
    );
  }
  const outputs: string[] = [];
  const mayShare: ShareRight[] = [];
  for (let output = 0; output < random.integer(0, 2) || (output === 0 && random.chance(0.9)); output++) {
    const tensor = `${id}o${output}`;
    addTensor(growing, { id: tensor });
    outputs.push(tensor);
    for (let input = 0; input < inputs.length; input++) {
      if (random.chance(0.35)) mayShare.push({ output, input, how: "inplace" });
      const room = (bytes.get(inputs[input] ?? "") ?? 0) - (bytes.get(tensor) ?? 0);
      if (room >= 0 && random.chance(0.4)) {
        const byteOffset = random.integer(0, room);
        mayShare.push({ output, input, how: "view", ...(byteOffset > 0 ? { byteOffset } : {}) });
      }
    }
  }
  return {
    id,
    op: random.pick(["Add", "Relu", "Reshape", "Split"]),
    inputs,
    outputs,
    ...(random.chance(0.2) ? { workspace: random.integer(0, 64) } : {}),
    ...(mayShare.length > 0 ? { mayShare } : {}),
  };
}

export interface LifetimesShape {
  readonly count: number;
  readonly steps: number;
  /** Longest lifetime, in steps. */
  readonly longest: number;
  readonly largest: number;
  /** Share of the buffers that have gaps, dead times and windows; absent: none. */
  readonly gapped?: number;
}

/** Lifetimes only, sizes from 0 to `largest`. */
export function randomLifetimes(seed: number, shape: LifetimesShape): LifetimesDocument {
  const random = new Random(seed);
  const buffers = Array.from({ length: shape.count }, (_, i): LifetimeSpec => {
    const start = random.integer(0, shape.steps - 1);
    const end = start + random.integer(1, shape.longest);
    return { id: `b${i}`, start, end, bytes: random.integer(0, shape.largest) };
  });
  // after the rest, so that lists without gaps stay what they were
  const { gapped = 0 } = shape;
  const cut = gapped === 0 ? buffers : buffers.map((b) => (random.chance(gapped) ? withGaps(random, b) : b));
  return { ...HEAD, kind: "lifetimes", buffers: cut };
}

/** Gaps apart from each other, touching or not, listed in any order. */
function withGaps(random: Random, buffer: LifetimeSpec): LifetimeSpec {
  const gaps: Gap[] = [];
  let now = buffer.start + random.integer(0, 2);
  while (now < buffer.end && gaps.length < 4) {
    const end = Math.min(buffer.end, now + random.integer(1, 4));
    const low = random.integer(0, buffer.bytes);
    const window = [low, random.integer(low, buffer.bytes)] as const;
    gaps.push({ start: now, end, ...(random.chance(0.5) ? { window } : {}) });
    now = end + random.integer(0, 3);
  }
  if (gaps.length === 0) return buffer;
  return { ...buffer, gaps: random.chance(0.2) ? random.shuffled(gaps) : gaps };
}
