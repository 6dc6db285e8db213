/** Matrix products: MatMul and its quantised kin, Gemm, Einsum. */

import type { Size } from "../../../../core/size.ts";
import type { Call, Rule, Rules } from "../call.ts";
import { broadcast, E, NotKnown, tensor } from "../known.ts";

/** The shape of a product of stacks of matrices; vectors lose the axis that they were given. */
export function productShape(a: readonly Size[], b: readonly Size[]): readonly Size[] {
  if (a.length === 0 || b.length === 0) throw new NotKnown("one of its inputs is a scalar");
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  const batch = broadcast([left.slice(0, -2), right.slice(0, -2)]);
  return [
    ...batch,
    ...(a.length === 1 ? [] : [left.at(-2) ?? 1]),
    ...(b.length === 1 ? [] : [right.at(-1) ?? 1]),
  ];
}

function product(a: number, b: number, element: (call: Call) => number): Rule {
  return (call) => [tensor(element(call), productShape(call.shape(a), call.shape(b)))];
}

function swapped(shape: readonly Size[]): readonly Size[] {
  return [...shape.slice(0, -2), shape.at(-1) ?? 1, shape.at(-2) ?? 1];
}

const gemm: Rule = (call) => {
  const [a, b] = [call.shape(0), call.shape(1)];
  const rows = (call.int("transA", 0) === 1 ? a.at(-1) : a[0]) ?? 1;
  const columns = (call.int("transB", 0) === 1 ? b[0] : b.at(-1)) ?? 1;
  return [tensor(call.element(0), [rows, columns])];
};

const fusedMatMul: Rule = (call) => {
  const turned = (i: number, name: string) =>
    call.int(name, 0) === 1 ? swapped(call.shape(i)) : call.shape(i);
  return [tensor(call.element(0), productShape(turned(0, "transA"), turned(1, "transB")))];
};

/** The letters of an axis each, with those that `...` stands for. */
function lettersOf(term: string, rank: number): string[] {
  const [before = "", after] = term.split("...");
  if (after === undefined) return [...before];
  const hidden = rank - before.length - after.length;
  return [...before, ...Array.from({ length: Math.max(0, hidden) }, (_, i) => `.${hidden - i}`), ...after];
}

const einsum: Rule = (call) => {
  const [left = "", right] = call.text("equation", "").replaceAll(" ", "").split("->");
  const dims = new Map<string, Size>();
  const count = new Map<string, number>();
  left.split(",").forEach((term, i) => {
    const shape = call.shape(i);
    lettersOf(term, shape.length).forEach((letter, axis) => {
      const known = dims.get(letter);
      const own = shape[axis] ?? 1;
      dims.set(letter, known === undefined || known === 1 ? own : known);
      count.set(letter, (count.get(letter) ?? 0) + 1);
    });
  });
  const hidden = [...dims.keys()].filter((l) => l.startsWith("."));
  hidden.sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)));
  const once = [...dims.keys()].filter((l) => !l.startsWith(".") && count.get(l) === 1).sort();
  const letters =
    right === undefined
      ? [...hidden, ...once]
      : right.includes("...")
        ? [...(right.split("...")[0] ?? ""), ...hidden, ...(right.split("...")[1] ?? "")]
        : [...right];
  return [
    tensor(
      call.element(0),
      letters.map((letter) => dims.get(letter) ?? 1),
    ),
  ];
};

export const PRODUCTS: Rules = {
  MatMul: product(0, 1, (call) => call.element(0)),
  MatMulInteger: product(0, 1, () => E.int32),
  QLinearMatMul: product(0, 3, (call) => call.element(7) || call.element(0)),
  Gemm: gemm,
  FusedGemm: gemm,
  FusedMatMul: fusedMatMul,
  TransposeMatMul: fusedMatMul,
  Einsum: einsum,
};
