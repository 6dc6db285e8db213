/** A graph as boxes and lines: what layouts place and the graph pane draws. Nodes first, then values, outputs and folded groups. */

import { BOX_KINDS, boxKey } from "./box-key.ts";
import { type DrawnGroup, ROLES } from "./document.ts";
import type { Graph } from "./graph.ts";
import { groupBy, rowOf } from "./lists.ts";
import { spread } from "./port-places.ts";

/** `Skeleton.kind` of each kind of box. */
export const NODE = BOX_KINDS.indexOf("node");
export const VALUE = BOX_KINDS.indexOf("value");
export const OUTPUT = BOX_KINDS.indexOf("output");
export const GROUP = BOX_KINDS.indexOf("group");

/** Columns of boxes (`count` rows) and lines (as many as `from` has). */
export interface Skeleton {
  readonly count: number;
  /** Index into BOX_KINDS. */
  readonly kind: Uint8Array;
  /** Index of the node, of the tensor (of a value or output), or of the group in the drawing. */
  readonly item: Int32Array;
  /** Box of each node: its own, or that of the folded group that hides it. */
  readonly boxOfNode: Int32Array;
  /** Box of each tensor that no node makes; −1 where there is none. */
  readonly boxOfValue: Int32Array;
  /** Box of the final output that each tensor is; −1 where it is none. */
  readonly boxOfOutput: Int32Array;
  /** Box of each group of the drawing; −1 of one that is unfolded. */
  readonly boxOfGroup: Int32Array;
  /** Ports along the top and along the bottom of each box. */
  readonly ins: Int32Array;
  readonly outs: Int32Array;
  /** Pixels from the left side of box i to its port p at the top: at inX[inFrom[i] + p]. */
  readonly inFrom: Int32Array;
  readonly inX: Float32Array;
  /** Box and port that each line leaves. */
  readonly from: Int32Array;
  readonly fromPort: Int32Array;
  /** Box and port that each line enters: one line to each input position of a node, one a tensor to a folded group. */
  readonly to: Int32Array;
  readonly toPort: Int32Array;
  /** Tensor that each line carries. */
  readonly tensor: Int32Array;
  /** Step of each box; a value is half a step before its first reader, an output half a step after its producer. */
  readonly step: Float32Array;
  /** Of each box, in graph pixels. */
  readonly width: Float32Array;
  readonly height: Float32Array;
}

/** Vertical runs that lines keep to on their way: line i passes runs from[i] … from[i + 1] − 1 in order. */
export interface Runs {
  readonly from: Int32Array;
  /** Of run r: x at [3 r], where it begins and ends in y at [3 r + 1] and [3 r + 2]. */
  readonly at: Float32Array;
}

/** Where everything is drawn, in graph pixels, y downwards. */
export interface Placing {
  /** Top-left corner of box i at [2 i], [2 i + 1]. */
  readonly at: Float32Array;
  readonly runs: Runs;
}

type Size = readonly [width: number, height: number];
export interface BoxSizes {
  /** The least; boxes of many ports are wider. */
  readonly node: Size;
  readonly value: Size;
  readonly output: Size;
  readonly group: Size;
}

export interface NodePortCount {
  readonly ins: number;
  readonly outs: number;
  /** Input ports that are free and may stay so. */
  readonly spare: readonly number[];
}

export interface SkeletonOptions {
  /** Step of each node; null: by index. */
  readonly step: Int32Array | null;
  /** Whether constants have boxes that nobody placed by hand. */
  readonly constants: boolean;
  /** Ports that a node has at least beside those that are connected, and those of the former that it can do without. */
  readonly ports?: ((node: number) => NodePortCount) | undefined;
  readonly sizes: BoxSizes;
}

/** Pixels between two ports at least, and the widest box that is made for it. */
const PORT_PITCH = 11;
const WIDTH_MOST = 480;
const CONSTANT = ROLES.indexOf("constant");

/** Group that hides each node; −1 where none does. */
function hiding(graph: Graph, groups: readonly DrawnGroup[]): Int32Array {
  const by = new Int32Array(graph.nodes).fill(-1);
  groups.forEach((group, g) => {
    if (group.collapsed !== true) return;
    for (const id of group.nodes) {
      const n = graph.nodeIndex.get(id);
      if (n !== undefined) by[n] = g;
    }
  });
  return by;
}

/** 1 for each tensor that gets a box of its own: those from outside, and the constants that are to be seen. */
export function valuesDrawn(graph: Graph, constants: boolean): Uint8Array {
  const { tensors, drawing } = graph.document;
  const drawn = new Uint8Array(graph.tensors);
  for (let t = 0; t < graph.tensors; t++) {
    if ((graph.producer[t] ?? -1) >= 0) continue;
    const seen = constants || graph.role[t] !== CONSTANT;
    drawn[t] = seen || drawing?.at?.[boxKey("value", tensors[t]?.id ?? "")] !== undefined ? 1 : 0;
  }
  return drawn;
}

/** A folded group hides the constants that only it reads. */
function hideConstants(graph: Graph, drawn: Uint8Array, hidden: Int32Array): void {
  for (let t = 0; t < graph.tensors; t++) {
    if (drawn[t] === 0 || graph.role[t] !== CONSTANT) continue;
    const readers = rowOf(graph.readers, t);
    const group = hidden[readers[0] ?? -1] ?? -1;
    if (group >= 0 && readers.every((n) => hidden[n] === group)) drawn[t] = 0;
  }
}

/** Boxes as they are made, a row each. */
class Rows {
  readonly kind: number[] = [];
  readonly item: number[] = [];

  add(kind: number, item: number): number {
    this.item.push(item);
    return this.kind.push(kind) - 1;
  }
}

/** The boxes and lines of a graph. Time is linear in the size of the graph. */
export function skeletonOf(graph: Graph, { step, constants, ports, sizes }: SkeletonOptions): Skeleton {
  const { nodes, drawing } = graph.document;
  const groups = drawing?.groups ?? [];
  const hidden = hiding(graph, groups);
  const drawn = valuesDrawn(graph, constants);
  if (hidden.some((g) => g >= 0)) hideConstants(graph, drawn, hidden);

  const rows = new Rows();
  const boxOfNode = new Int32Array(graph.nodes);
  const boxOfValue = new Int32Array(graph.tensors).fill(-1);
  const boxOfOutput = new Int32Array(graph.tensors).fill(-1);
  const boxOfGroup = new Int32Array(groups.length).fill(-1);
  for (let n = 0; n < graph.nodes; n++) if ((hidden[n] ?? -1) < 0) boxOfNode[n] = rows.add(NODE, n);
  for (let t = 0; t < graph.tensors; t++) if (drawn[t] === 1) boxOfValue[t] = rows.add(VALUE, t);
  for (let t = 0; t < graph.tensors; t++) if (graph.output[t] === 1) boxOfOutput[t] = rows.add(OUTPUT, t);
  groups.forEach((group, g) => {
    if (group.collapsed === true) boxOfGroup[g] = rows.add(GROUP, g);
  });
  for (let n = 0; n < graph.nodes; n++) {
    const g = hidden[n] ?? -1;
    if (g >= 0) boxOfNode[n] = boxOfGroup[g] ?? 0;
  }

  const count = rows.kind.length;
  const ins = new Int32Array(count);
  const outs = new Int32Array(count);
  const spare: (readonly number[])[] = [];
  for (let box = 0; box < count; box++) {
    const kind = rows.kind[box];
    const node = kind === NODE ? (rows.item[box] ?? 0) : -1;
    const spec = nodes[node];
    if (spec === undefined) {
      ins[box] = kind === OUTPUT ? 1 : 0;
      outs[box] = kind === VALUE ? 1 : 0;
      continue;
    }
    const known = ports?.(node);
    spare[box] = known?.spare ?? [];
    ins[box] = Math.max(known?.ins ?? 0, spec.inputs.length, ...(spec.drawn?.ports ?? []).map((p) => p + 1));
    outs[box] = Math.max(known?.outs ?? 0, spec.outputs.length);
  }

  const from: number[] = [];
  const fromPort: number[] = [];
  const to: number[] = [];
  const toPort: number[] = [];
  const tensor: number[] = [];
  const at = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  const stepOf = (n: number) => step?.[n] ?? n;

  const { from: firstInput, items: inputs } = graph.inputs;
  const nodeOf = new Int32Array(inputs.length);
  for (let n = 0; n < graph.nodes; n++) nodeOf.fill(n, firstInput[n], firstInput[n + 1]);
  const positions = groupBy(
    graph.tensors,
    inputs,
    inputs.map((_, i) => i),
  );
  const portOfOutput = new Int32Array(graph.tensors);
  for (let n = 0; n < graph.nodes; n++)
    rowOf(graph.outputs, n).forEach((t, port) => {
      portOfOutput[t] = port;
    });

  for (let t = 0; t < graph.tensors; t++) {
    const producer = graph.producer[t] ?? -1;
    const source = producer >= 0 ? (boxOfNode[producer] ?? -1) : (boxOfValue[t] ?? -1);
    if (source < 0) continue;
    // a folded group gets a port for each tensor that leaves it, once one does
    let port = rows.kind[source] === GROUP ? -1 : (portOfOutput[t] ?? 0);
    const draw = (target: number, entry: number) => {
      if (port < 0) {
        port = outs[source] ?? 0;
        outs[source] = port + 1;
      }
      from.push(source);
      fromPort.push(port);
      to.push(target);
      toPort.push(entry);
      tensor.push(t);
    };
    let entered: Set<number> | undefined;
    for (const position of rowOf(positions, t)) {
      const reader = nodeOf[position] ?? 0;
      const target = boxOfNode[reader] ?? 0;
      if (producer < 0) at[source] = Math.min(at[source] ?? 0, stepOf(reader) - 0.5);
      if (target === source) continue;
      if (rows.kind[target] === GROUP) {
        entered ??= new Set();
        if (entered.has(target)) continue;
        entered.add(target);
        const entry = ins[target] ?? 0;
        ins[target] = entry + 1;
        draw(target, entry);
      } else {
        const input = position - (firstInput[reader] ?? 0);
        draw(target, nodes[reader]?.drawn?.ports?.[input] ?? input);
      }
    }
    const pill = boxOfOutput[t] ?? -1;
    if (pill >= 0) draw(pill, 0);
  }

  for (let n = 0; n < graph.nodes; n++) {
    const box = boxOfNode[n] ?? 0;
    at[box] = Math.min(at[box] ?? 0, stepOf(n));
  }
  for (let t = 0; t < graph.tensors; t++) {
    const pill = boxOfOutput[t] ?? -1;
    if (pill >= 0) at[pill] = stepOf(Math.max(0, graph.producer[t] ?? 0)) + 0.5;
  }
  const width = new Float32Array(count);
  const height = new Float32Array(count);
  for (let box = 0; box < count; box++) {
    if (at[box] === Number.POSITIVE_INFINITY) at[box] = -0.5;
    const [w, h] = sizes[BOX_KINDS[rows.kind[box] ?? 0] ?? "node"];
    const most = Math.max(ins[box] ?? 0, outs[box] ?? 0);
    width[box] = Math.max(w, Math.min(WIDTH_MOST, (most + 1) * PORT_PITCH));
    height[box] = h;
  }
  const entered = rows.kind.map(() => new Set<number>());
  to.forEach((box, line) => {
    entered[box]?.add(toPort[line] ?? 0);
  });
  const inFrom = new Int32Array(count + 1);
  const inX: number[] = [];
  for (let box = 0; box < count; box++) {
    const node = nodes[rows.kind[box] === NODE ? (rows.item[box] ?? 0) : -1];
    const seen = entered[box] ?? new Set();
    const taken = (node?.inputs ?? []).map((_, i) => node?.drawn?.ports?.[i] ?? i);
    const aside = new Set([...taken, ...(spare[box] ?? [])].filter((port) => !seen.has(port)));
    for (const x of spread(ins[box] ?? 0, aside, width[box] ?? 0)) inX.push(x);
    inFrom[box + 1] = inX.length;
  }
  return {
    count,
    inFrom,
    inX: Float32Array.from(inX),
    kind: Uint8Array.from(rows.kind),
    item: Int32Array.from(rows.item),
    boxOfNode,
    boxOfValue,
    boxOfOutput,
    boxOfGroup,
    ins,
    outs,
    from: Int32Array.from(from),
    fromPort: Int32Array.from(fromPort),
    to: Int32Array.from(to),
    toPort: Int32Array.from(toPort),
    tensor: Int32Array.from(tensor),
    step: at,
    width,
    height,
  };
}
