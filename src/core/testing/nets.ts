/** Seeded graphs in the shapes of networks, for orders: cells wired at random, chains, residual nets, U-nets, transformer blocks. */

import type { GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import { Random } from "./random.ts";

/** Collects nodes that make one tensor each, of the same name. */
class Net {
  readonly nodes: NodeSpec[] = [];
  readonly tensors: TensorSpec[] = [];

  input(id: string, bytes: number): string {
    this.tensors.push({ id, bytes, role: "input" });
    return id;
  }

  /** `inplace` lets the result be written over the first thing it reads. */
  add(op: string, bytes: number, inputs: readonly string[], inplace = false): string {
    const id = `${op}${this.nodes.length}`;
    this.tensors.push({ id, bytes });
    const mayShare = inplace ? { mayShare: [{ output: 0, input: 0, how: "inplace" as const }] } : {};
    this.nodes.push({ id, op, inputs, outputs: [id], ...mayShare });
    return id;
  }

  done(outputs: readonly string[]): GraphDocument {
    const { nodes, tensors } = this;
    return { format: "memplan", version: 1, kind: "graph", name: "net", tensors, nodes, outputs };
  }
}

/** Watts and Strogatz: a ring in which each of n is joined to its k nearest, then each edge's far end rewired with chance p. Pairs from low to high. */
export function smallWorld(random: Random, n: number, k: number, p: number): [number, number][] {
  const joined = Array.from({ length: n }, () => new Set<number>());
  const join = (a: number, b: number) => {
    joined[a]?.add(b);
    joined[b]?.add(a);
  };
  for (let j = 1; j <= k / 2; j++) for (let a = 0; a < n; a++) join(a, (a + j) % n);
  for (let j = 1; j <= k / 2; j++) {
    for (let a = 0; a < n; a++) {
      const old = (a + j) % n;
      if (!random.chance(p) || (joined[a]?.size ?? 0) >= n - 1) continue;
      let fresh = random.integer(0, n - 1);
      while (fresh === a || joined[a]?.has(fresh)) fresh = random.integer(0, n - 1);
      joined[a]?.delete(old);
      joined[old]?.delete(a);
      join(a, fresh);
    }
  }
  return joined.flatMap((others, a) =>
    [...others]
      .filter((b) => b > a)
      .sort((b, c) => b - c)
      .map((b): [number, number] => [a, b]),
  );
}

export interface RandWire {
  readonly n: number;
  /** Cells one after another. */
  readonly cells?: number;
  /** Every result 100 bytes, or 20 … 199. */
  readonly varied: boolean;
  readonly seed: number;
}

/** RandWire-like: an input of 200 bytes, a node that spreads it, n nodes wired as a small world (k = 4, p = 0.75) from low to high, a node that gathers what nobody reads. */
export function randWire({ n, cells = 1, varied, seed }: RandWire): GraphDocument {
  const random = new Random(seed);
  const net = new Net();
  const size = () => (varied ? random.integer(20, 199) : 100);
  let from = net.input("x", 200);
  for (let cell = 0; cell < cells; cell++) {
    const spread = net.add("spread", 200, [from]);
    const edges = smallWorld(random, n, 4, 0.75);
    const names: string[] = [];
    const read = new Set<number>();
    for (let v = 0; v < n; v++) {
      const inputs = edges.filter(([, to]) => to === v).map(([a]) => a);
      for (const a of inputs) read.add(a);
      names.push(net.add("node", size(), inputs.length === 0 ? [spread] : inputs.map((a) => names[a] ?? "")));
    }
    from = net.add(
      "gather",
      size(),
      names.filter((_, v) => !read.has(v)),
    );
  }
  return net.done([from]);
}

export function chain(n: number): GraphDocument {
  const net = new Net();
  let from = net.input("x", 64);
  for (let i = 0; i < n; i++) from = net.add("conv", 32 + ((i * 7) % 50), [from]);
  return net.done([from]);
}

/** Blocks of two convolutions beside a short cut, written in place at the end. */
export function residual(blocks: number): GraphDocument {
  const net = new Net();
  let from = net.input("x", 100);
  for (let i = 0; i < blocks; i++) {
    const a = net.add("conv", 150, [from]);
    const b = net.add("relu", 150, [a], true);
    const c = net.add("conv", 100, [b]);
    const short = i % 4 === 0 ? net.add("project", 100, [from]) : from;
    from = net.add("add", 100, [c, short], true);
  }
  return net.done([from]);
}

/** Half the depth down, each level kept for the way up. */
export function unet(depth: number): GraphDocument {
  const net = new Net();
  let from = net.input("x", 1000);
  const skips: string[] = [];
  for (let d = 0; d < depth; d++) {
    const a = net.add("conv", 1000 + (d % 7), [from]);
    skips.push(a);
    from = net.add("pool", 500, [a]);
  }
  for (const skip of skips.reverse()) {
    const up = net.add("up", 600, [from]);
    from = net.add("concat", 1100, [up, skip]);
    from = net.add("conv", 500, [from]);
  }
  return net.done([from]);
}

/** Attention with `heads` branches, then a wide feed-forward part; two rotary tables made first are read in every block. */
export function transformer(blocks: number, heads: number): GraphDocument {
  const net = new Net();
  let from = net.input("x", 256);
  const positions = net.input("positions", 16);
  const cos = net.add("cos", 32, [positions]);
  const sin = net.add("sin", 32, [positions]);
  for (let i = 0; i < blocks; i++) {
    const norm = net.add("norm", 256, [from]);
    const results: string[] = [];
    for (let h = 0; h < heads; h++) {
      const q = net.add("q", 64, [norm]);
      const k = net.add("k", 64, [norm]);
      const v = net.add("v", 64, [norm]);
      const qr = net.add("rope", 64, [q, cos, sin], true);
      const kr = net.add("rope", 64, [k, cos, sin], true);
      const score = net.add("score", 400, [qr, kr]);
      const soft = net.add("softmax", 400, [score], true);
      results.push(net.add("mix", 64, [soft, v]));
    }
    const whole = net.add("concat", 64 * heads, results);
    const out = net.add("out", 256, [whole]);
    const sum = net.add("add", 256, [out, from], true);
    const second = net.add("norm", 256, [sum]);
    const gate = net.add("gate", 700, [second]);
    const up = net.add("up", 700, [second]);
    const act = net.add("silu", 700, [gate], true);
    const product = net.add("mul", 700, [act, up], true);
    const down = net.add("down", 256, [product]);
    from = net.add("add", 256, [down, sum], true);
  }
  return net.done([from]);
}

/** `branches` chains of `length` nodes side by side from one input to one end. */
export function wide(branches: number, length: number, seed: number): GraphDocument {
  const random = new Random(seed);
  const net = new Net();
  const x = net.input("x", 100);
  const ends: string[] = [];
  for (let b = 0; b < branches; b++) {
    let from = x;
    for (let i = 0; i < length; i++) from = net.add("op", random.integer(20, 199), [from]);
    ends.push(from);
  }
  return net.done([net.add("gather", 50, ends)]);
}

/** Cells that read the two cells before them, as searched architectures (DARTS, NASNet) have: no node stands alone between two cells. */
export function searched(cells: number, seed: number): GraphDocument {
  const random = new Random(seed);
  const net = new Net();
  const x = net.input("x", 300);
  let [older, newer] = [net.add("stem", 300, [x]), net.add("stem", 300, [x])];
  for (let c = 0; c < cells; c++) {
    const states = [net.add("pre", 100, [older]), net.add("pre", 100, [newer])];
    for (let i = 0; i < 4; i++) {
      const branch = () => {
        let from = random.pick(states);
        if (random.chance(0.3)) return from;
        for (let l = random.integer(1, 3); l > 0; l--) from = net.add("sep", 100, [from]);
        return from;
      };
      states.push(net.add("add", 100, [branch(), branch()]));
    }
    [older, newer] = [newer, net.add("concat", 400, states.slice(2))];
  }
  return net.done([net.add("head", 10, [older, newer])]);
}

/** A step of training: values kept for the way back, and a gradient of each layer that stays to the end. */
export function training(layers: number, weight: number): GraphDocument {
  const net = new Net();
  const acts = [net.input("x", 100)];
  for (let l = 0; l < layers; l++) acts.push(net.add("layer", 80 + ((l * 37) % 60), [acts[l] ?? ""]));
  let back = net.add("loss", 50, [acts[layers] ?? ""]);
  const gradients: string[] = [];
  for (let l = layers - 1; l >= 0; l--) {
    const act = acts[l] ?? "";
    gradients.push(net.add("dw", weight + ((l * 53) % 90), [back, act]));
    if (l > 0) back = net.add("dx", 80 + ((l * 37) % 60), [back, act]);
  }
  return net.done(gradients);
}
