/** Products of matrices: MatMul, Gemm, Linear, Attention. */

import type { Dim } from "../document.ts";
import { formatShape } from "../shape-text.ts";
import { broadcast, clashes, mustBe, oneDtype, said } from "./broadcast.ts";
import { define, fault, is, types } from "./define.ts";
import { agreed } from "./dims.ts";
import type { AttributeSpec, Operator, Port } from "./types.ts";

const A: Port = { name: "A", says: "Matrices, rows × inner" };
const B: Port = { name: "B", says: "Matrices, inner × columns" };

const matMul = define({
  id: "MatMul",
  says: "Product of matrices; outer dimensions are stretched to each other",
  aliases: ["mm", "bmm"],
  group: "Linear",
  inputs: [A, B],
  rule(call) {
    const wrong = oneDtype(call, [0, 1]);
    if (wrong !== undefined) return wrong;
    const [a, b] = [call.type(0).shape, call.type(1).shape];
    if (a.length === 0) return fault(0, "A is a scalar: a product of matrices needs a vector or matrices.");
    if (b.length === 0) return fault(1, "B is a scalar: a product of matrices needs a vector or matrices.");
    const innerA = a.at(-1) ?? 1;
    const innerB = b.at(b.length > 1 ? -2 : -1) ?? 1;
    const both = `${is(call, 0)} and ${is(call, 1)}`;
    if (agreed(innerA, innerB) === undefined) {
      return fault(1, `${both}: the inner ${said(innerA)} and ${said(innerB)} differ.`);
    }
    const outer = broadcast(a.slice(0, -2), b.slice(0, -2));
    if (clashes(outer)) return fault(1, `${both}: the outer ${said(outer.a)} and ${said(outer.b)} differ.`);
    const rows = a.length > 1 ? a.slice(-2, -1) : [];
    const columns = b.length > 1 ? b.slice(-1) : [];
    return types({ dtype: call.type(0).dtype, shape: [...outer, ...rows, ...columns] });
  },
});

function turned(name: string, of: string): AttributeSpec {
  const says = `Reads ${of} with rows and columns exchanged`;
  return { name, title: `${of} transposed`, says, default: false, kind: { kind: "flag" } };
}

const gemm = define({
  id: "Gemm",
  says: "A · B + C of two matrices, each transposed if need be",
  group: "Linear",
  inputs: [
    { name: "A", says: "Matrix, rows × inner" },
    { name: "B", says: "Matrix, inner × columns" },
    { name: "C", says: "Added; stretched to rows × columns", optional: true },
  ],
  attributes: [turned("transposeA", "A"), turned("transposeB", "B")],
  rule(call) {
    const wrong = oneDtype(call, [0, 1]);
    if (wrong !== undefined) return wrong;
    for (const port of [0, 1]) {
      if (call.type(port).shape.length !== 2) return fault(port, `${is(call, port)}: Gemm needs a matrix.`);
    }
    const a = call.flag("transposeA") ? call.type(0).shape.toReversed() : call.type(0).shape;
    const b = call.flag("transposeB") ? call.type(1).shape.toReversed() : call.type(1).shape;
    const [rows = 1, innerA = 1] = a;
    const [innerB = 1, columns = 1] = b;
    if (agreed(innerA, innerB) === undefined) {
      const both = `${is(call, 0)} and ${is(call, 1)}`;
      return fault(1, `${both}: the inner ${said(innerA)} and ${said(innerB)} differ.`);
    }
    const shape = [rows, columns];
    const added = call.maybe(2);
    if (added !== undefined && !stretchesTo(added.shape, shape)) {
      return fault(2, `${is(call, 2)}: it cannot be stretched to ${formatShape(shape, "names")}.`);
    }
    return types({ dtype: call.type(0).dtype, shape });
  },
});

function stretchesTo(from: readonly Dim[], to: readonly Dim[]): boolean {
  const both = broadcast(from, to);
  return (
    !clashes(both) &&
    both.length === to.length &&
    both.every((dim, i) => agreed(dim, to[i] ?? -1) !== undefined)
  );
}

const linear = define({
  id: "Linear",
  says: "A layer of weights over the innermost dimension",
  aliases: ["FULLY_CONNECTED", "Dense", "InnerProduct"],
  group: "Linear",
  inputs: [
    { name: "X", says: "Values; the innermost dimension goes in" },
    { name: "weights", says: "Features out × features in", optional: true },
    { name: "bias", says: "One for each feature out", optional: true },
  ],
  attributes: [
    {
      name: "features",
      title: "Features out",
      says: "Size of the innermost dimension of the result",
      default: 64,
      kind: { kind: "whole", least: 1 },
    },
  ],
  rule(call) {
    const { dtype, shape } = call.type(0);
    const into = shape.at(-1);
    if (into === undefined) return fault(0, "X is a scalar: Linear needs an innermost dimension.");
    const features = call.whole("features");
    const wrong = mustBe(call, 1, [features, into]) ?? mustBe(call, 2, [features]);
    return wrong ?? types({ dtype, shape: [...shape.slice(0, -1), features] });
  },
});

const attention = define({
  id: "Attention",
  says: "softmax(Q · Kᵀ) · V over the two innermost dimensions",
  aliases: ["scaled_dot_product_attention", "sdpa"],
  group: "Linear",
  inputs: [
    { name: "Q", says: "Queries: … × heads × positions × width" },
    { name: "K", says: "Keys: … × heads × positions × width" },
    { name: "V", says: "Values: … × heads × positions × width of the result" },
    { name: "mask", says: "Added to Q · Kᵀ, or false where nothing may be seen", optional: true },
  ],
  rule(call) {
    const wrong = oneDtype(call, [0, 1, 2]);
    if (wrong !== undefined) return wrong;
    const [q, k, v] = [call.type(0).shape, call.type(1).shape, call.type(2).shape];
    if (q.length < 2) return fault(0, `${is(call, 0)}: attention needs positions × width at least.`);
    for (const [port, shape] of [
      [1, k],
      [2, v],
    ] as const) {
      const both = `${is(call, 0)} and ${is(call, port)}`;
      if (shape.length !== q.length) return fault(port, `${both}: they must have equally many dimensions.`);
      for (let axis = 0; axis < q.length - 2; axis++) {
        const [a, b] = [q[axis] ?? 1, shape[axis] ?? 1];
        if (agreed(a, b) !== undefined) continue;
        // several heads of Q may read one head of K and V
        const head = axis === q.length - 3;
        if (head && typeof a === "number" && typeof b === "number" && b > 0 && a % b === 0) continue;
        return fault(port, `${both}: ${said(a)} and ${said(b)} differ.`);
      }
    }
    const clash = (port: number, other: number, from: -1 | -2, what: string) => {
      const [a, b] = [call.type(port).shape.at(from) ?? 1, call.type(other).shape.at(from) ?? 1];
      if (agreed(a, b) !== undefined) return undefined;
      return fault(
        other,
        `${is(call, port)} and ${is(call, other)}: the ${what} ${said(a)} and ${said(b)} differ.`,
      );
    };
    const heads = k.length < 3 || agreed(k.at(-3) ?? 1, v.at(-3) ?? 1) !== undefined;
    const differ = clash(0, 1, -1, "widths") ?? clash(1, 2, -2, "positions");
    if (differ !== undefined) return differ;
    if (!heads) return fault(2, `${is(call, 1)} and ${is(call, 2)}: they must have equally many heads.`);
    const seen = [...q.slice(0, -1), ...k.slice(-2, -1)];
    const mask = call.maybe(3);
    if (mask !== undefined && !stretchesTo(mask.shape, seen)) {
      return fault(3, `${is(call, 3)}: it cannot be stretched to ${formatShape(seen, "names")}.`);
    }
    return types({ dtype: call.type(0).dtype, shape: [...q.slice(0, -1), ...v.slice(-1)] });
  },
});

export const LINEAR: readonly Operator[] = [matMul, linear, gemm, attention];
