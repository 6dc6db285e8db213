/** Lowering: the nodes of a graph, in order, as products and element-wise operations on tiles. What cannot be lowered is said. */

import type { GraphDocument, NodeSpec } from "../../document.ts";
import { isElementwise } from "../../explain/elementwise.ts";
import { type Graph, readGraph } from "../../graph.ts";
import { givenOrder } from "../../order/given.ts";
import { fail, ok, type Result } from "../../result.ts";
import { type Cut, Matrices, product } from "./matrices.ts";
import { operatorName, productOf } from "./operators.ts";
import type { TiledOp, TiledProgram, TileSettings } from "./program.types.ts";
import { type Nest, stepsOf } from "./steps.ts";

/** A node with what was fused into it. */
interface Fused {
  readonly node: NodeSpec;
  readonly followers: readonly NodeSpec[];
}

/** The tensor that it makes in the end. */
function resultOf({ node, followers }: Fused): string {
  return (followers.at(-1) ?? node).outputs[0] ?? "";
}

/** The node that alone reads what `node` makes, when it works on nothing else, element by element. */
function followerOf(graph: Graph, node: NodeSpec, original: boolean): NodeSpec | undefined {
  const [made, ...others] = node.outputs;
  const t = graph.tensorIndex.get(made ?? "") ?? -1;
  if (made === undefined || others.length > 0) return undefined;
  // the original knows no outputs of a graph, and no other follower
  if (graph.output[t] === 1 && !original) return undefined;
  const from = graph.readers.from[t] ?? 0;
  if ((graph.readers.from[t + 1] ?? 0) - from !== 1) return undefined;
  const reader = graph.document.nodes[graph.readers.items[from] ?? -1];
  const alone = reader?.inputs.length === 1 && reader.outputs.length === 1;
  const may = original ? operatorName(reader?.op ?? "") === "relu" : isElementwise(reader?.op ?? "");
  return alone && may ? reader : undefined;
}

/** Products with their followers, where they may be fused; the rest as it is. In the order that the document gives. */
function fuse(graph: Graph, { fuse: wanted, original }: TileSettings): readonly Fused[] {
  const gone = new Set<string>();
  const list: Fused[] = [];
  for (const index of givenOrder(graph)) {
    const node = graph.document.nodes[index];
    if (node === undefined || gone.has(node.id)) continue;
    const followers: NodeSpec[] = [];
    if (wanted && productOf(node) !== undefined) {
      let next = followerOf(graph, node, original);
      while (next !== undefined) {
        followers.push(next);
        gone.add(next.id);
        next = original ? undefined : followerOf(graph, next, original);
      }
    }
    list.push({ node, followers });
  }
  return list;
}

function stuck(node: NodeSpec, why: string): ReturnType<typeof fail> {
  return fail("not-lowered", `${JSON.stringify(node.id)} (${node.op}) ${why}.`, {
    at: [`node:${node.id}`],
    help: "Only products of matrices and operations on each element can be tiled; take the rest out of the graph.",
  });
}

function titleOf({ node, followers }: Fused): string {
  return [node, ...followers].map(({ id }) => id).join(" + ");
}

/** A product: operands as they are stored, turned or not, and the loops over them. */
function lowerProduct(fused: Fused, matrices: Matrices, [high, wide]: Cut): Result<Nest> {
  const { node } = fused;
  const form = productOf(node);
  const [a = "", b = "", bias] = node.inputs;
  const [shapeA, shapeB] = [matrices.shape(a), matrices.shape(b)];
  if (form === undefined || node.inputs.length < 2 || node.inputs.length > 3)
    return stuck(node, "is not a product of two matrices");
  if (shapeA === undefined || shapeB === undefined) return stuck(node, "has operands without a shape");
  if (shapeB.length !== 2) return stuck(node, "multiplies by something that is not a matrix");
  if (shapeA.length < 2 || (form.turnsA && shapeA.length > 2))
    return stuck(node, "multiplies something that is not a matrix");
  const [rowsA, columnsA] = [product(shapeA.slice(0, -1)), shapeA.at(-1) ?? 1];
  const [m, inner] = form.turnsA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [innerB = 0, n = 0] = form.turnsB ? shapeB.toReversed() : shapeB;
  if (inner !== innerB) return stuck(node, `multiplies ${m} × ${inner} by ${innerB} × ${n}`);
  const result = resultOf(fused);
  const shape = matrices.shape(result);
  if (shape === undefined || product(shape) !== m * n || (shape.at(-1) ?? 1) !== n)
    return stuck(node, `makes ${JSON.stringify(result)}, which is not ${m} × ${n}`);
  const left = matrices.use(a, form.turnsA ? [wide, high] : [high, wide]);
  if (!left.ok) return left;
  const right = matrices.use(b, [wide, wide]);
  if (!right.ok) return right;
  const added = bias === undefined ? undefined : stretched(node, bias, [m, n], matrices, [high, wide]);
  if (added !== undefined && !added.ok) return added;
  const made = matrices.use(result, [high, wide]);
  if (!made.ok) return made;
  const op: TiledOp = {
    kind: "product",
    nodes: [node.id, ...fused.followers.map(({ id }) => id)],
    title: titleOf(fused),
    activation: fused.followers.map((f) => operatorName(f.op)),
    operands: [left.value, right.value, ...(added === undefined ? [] : [added.value])],
    result: made.value,
    tiles: [Math.ceil(m / high), Math.ceil(n / wide), Math.ceil(inner / wide)],
  };
  return ok({ op, turnsA: form.turnsA, turnsB: form.turnsB });
}

/** An operand that is repeated along rows, or columns, where it has only one. */
function stretched(
  node: NodeSpec,
  id: string,
  [rows, columns]: readonly [number, number],
  matrices: Matrices,
  cut: Cut,
): Result<number> {
  const shape = matrices.shape(id);
  if (shape === undefined) return stuck(node, `reads ${JSON.stringify(id)}, which has no shape`);
  const own = [product(shape.slice(0, -1)), shape.at(-1) ?? 1] as const;
  const fits = (own[0] === rows || own[0] === 1) && (own[1] === columns || own[1] === 1);
  if (!fits)
    return stuck(node, `reads ${JSON.stringify(id)}, which does not stretch to ${rows} × ${columns}`);
  return matrices.use(id, matrices.cutOf(id) ?? cut);
}

function lowerElementwise(fused: Fused, matrices: Matrices, cut: Cut): Result<Nest> {
  const { node } = fused;
  const [result, ...others] = node.outputs;
  const shape = result === undefined ? undefined : matrices.shape(result);
  if (result === undefined || others.length > 0 || shape === undefined) return stuck(node, "makes no matrix");
  if (node.inputs.length === 0 || node.inputs.length > 3)
    return stuck(node, "does not read one to three matrices");
  const size = [product(shape.slice(0, -1)), shape.at(-1) ?? 1] as const;
  const like = node.inputs.map((id) => matrices.cutOf(id)).find((known) => known !== undefined) ?? cut;
  const operands: number[] = [];
  for (const id of node.inputs) {
    const operand = stretched(node, id, size, matrices, like);
    if (!operand.ok) return operand;
    operands.push(operand.value);
  }
  const made = matrices.use(result, like);
  if (!made.ok) return made;
  const op: TiledOp = {
    kind: "elementwise",
    nodes: [node.id],
    title: titleOf(fused),
    activation: [operatorName(node.op)],
    operands,
    result: made.value,
    tiles: [Math.ceil(size[0] / like[0]), Math.ceil(size[1] / like[1]), 1],
  };
  return ok({ op, turnsA: false, turnsB: false });
}

/**
 * The program of a graph, its nodes in the order that the document gives. Fails with "not-lowered", "no-matrix",
 * "tiles-differ", "bad-tile" or "too-many-tiles", naming the node or tensor; nothing is left out in silence.
 */
export function lowerGraph(document: GraphDocument, settings: TileSettings): Result<TiledProgram> {
  const read = readGraph(document);
  if (!read.ok) return read;
  const [high, wide] = settings.tile;
  if (!(high >= 1 && wide >= 1 && Number.isInteger(high) && Number.isInteger(wide)))
    return fail("bad-tile", `A tile of ${high} × ${wide} elements cannot be.`, {
      help: "Give whole numbers from 1 up.",
    });
  const matrices = new Matrices(document, settings.elements);
  const nests: Nest[] = [];
  const dropped: string[] = [];
  const all = fuse(read.value, settings);
  for (const fused of all) {
    const { node } = fused;
    if (settings.original && productOf(node) === undefined) {
      dropped.push(node.id);
      continue;
    }
    if (productOf(node) === undefined && !isElementwise(node.op))
      return stuck(node, "cannot be done on tiles");
    const lowered =
      productOf(node) === undefined
        ? lowerElementwise(fused, matrices, settings.tile)
        : lowerProduct(fused, matrices, settings.tile);
    if (!lowered.ok) return lowered;
    nests.push(lowered.value);
  }
  const steps = stepsOf(nests, matrices.list, settings.loopOrder);
  const nodes = document.nodes.length;
  return ok({
    matrices: matrices.list,
    ops: nests.map(({ op }) => op),
    tiles: matrices.tiles,
    tileBytes: matrices.bytes(settings.padded),
    ...steps,
    graphOps: nodes,
    fused: nodes - all.length,
    dropped,
  });
}
