/** Operators that compute each element from the elements at its place, by the names that formats give them. */

const NAMES = new Set(
  (
    "abs add addn acos asin atan ceil clamp clip cos div dropout elu erf exp floor gelu hardsigmoid " +
    "hardswish hardtanh identity leakyrelu log logicaland logicalnot logicalor logistic max maximum min minimum mod mul " +
    "neg not pow prelu quantize reciprocal relu relu6 relun1to1 requantize round rsqrt selu sigmoid sign silu sin " +
    "softplus softsign sqrt square squareddifference sub swish tanh biasadd"
  ).split(" "),
);

/** `ADD`, `Relu6`, `aten::add.out`, `hard_swish`, `Leaky-ReLU` are; what is not in the list is taken not to be. */
export function isElementwise(op: string): boolean {
  const [first = "", ...rest] = op
    .toLowerCase()
    .split(/[.:/]+/)
    .map((word) => word.replace(/[_-]/g, ""))
    .filter((word) => word !== "");
  return [first, ...rest].some((word) => NAMES.has(word));
}
