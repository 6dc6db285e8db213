/** Operators by name, however a framework writes them: which only give another shape, write in place, run bodies, check. */

import type { Attributes } from "../../../document.ts";
import type { ControlKind } from "./edge.types.ts";

/** `aten::add.out`, `torch.ops.aten.add.Tensor` and `Add` are `add`. */
export function plainName(op: string): string {
  const own = op.split(/::|\//).at(-1) ?? op;
  const parts = own.split(".").filter((part) => part !== "");
  const past = parts.findLastIndex((part) => NAMESPACES.has(part));
  return (parts[past + 1] ?? own).toLowerCase();
}

const NAMESPACES = new Set([
  "torch",
  "ops",
  "edge",
  "aten",
  "prims",
  "executorch_prim",
  "dim_order_ops",
  "higher_order",
  "operator",
  "exir",
  "memory",
]);

const VIEWS = new Set([
  "view",
  "view_copy",
  "_unsafe_view",
  "reshape",
  "reshape_copy",
  "flatten",
  "unflatten",
  "squeeze",
  "unsqueeze",
  "expanddims",
  "expand_dims",
  "et_view",
]);

/** Whether it gives the bytes of its first argument in another shape. */
export function isViewName(name: string): boolean {
  return VIEWS.has(name);
}

/** Plain names of operators whose one work is to write their second argument over the first. */
const WRITES = new Set(["copy_", "assign", "assignvariable", "assign_variable"]);

export function isWriteName(name: string): boolean {
  return WRITES.has(name);
}

/** `add_` is `add` in place; undefined where the name says no such thing. */
export function functionalName(op: string): string | undefined {
  const name = plainName(op);
  if (!name.endsWith("_") || name.endsWith("__") || name.length < 2) return undefined;
  const at = op.toLowerCase().lastIndexOf(name);
  return at < 0 ? name.slice(0, -1) : op.slice(0, at + name.length - 1) + op.slice(at + name.length);
}

/** The name of the operator in place, its overload kept: `aten.add.Tensor` → `aten.add_.Tensor`. */
export function inPlaceName(op: string): string {
  const name = plainName(op);
  const at = op.toLowerCase().lastIndexOf(name);
  return at < 0 ? `${op}_` : `${op.slice(0, at + name.length)}_${op.slice(at + name.length)}`;
}

/** Operators that have a form in place, argument 0 being written. */
const IN_PLACE = new Set(
  `abs acos add addcmul addmm asin atan atan2 baddbmm bitwise_and bitwise_not bitwise_or bitwise_xor ceil clamp cos cosh
   cumsum div elu eq erf exp fill floor fmod gelu ge gt hardsigmoid hardswish hardtanh index_add index_copy index_fill
   index_put le leaky_relu log logical_and logical_not logical_or lt masked_fill mul ne neg pow reciprocal relu remainder
   round rsqrt scatter scatter_add sigmoid sign silu sin sinh sqrt square sub tan tanh threshold trunc`.split(
    /\s+/,
  ),
);

export function hasInPlaceForm(name: string): boolean {
  return IN_PLACE.has(name);
}

const LISTS = new Set([
  "split",
  "split_copy",
  "split_with_sizes",
  "split_with_sizes_copy",
  "chunk",
  "unbind",
  "unbind_copy",
  "unsafe_split",
]);

/** Whether its results are one list rather than a result each. */
export function givesList(name: string): boolean {
  return LISTS.has(name);
}

const CHECKS = new Set([
  "_assert_async",
  "_assert_scalar",
  "_assert_tensor_metadata",
  "assert",
  "sym_constrain_range",
  "sym_constrain_range_for_size",
]);

export function isCheckName(name: string): boolean {
  return CHECKS.has(name);
}

const CONTROL: Readonly<Record<string, ControlKind>> = {
  cond: "cond",
  if: "cond",
  while: "while",
  while_loop: "while",
  loop: "while",
  map: "map",
  map_impl: "map",
  scan: "scan",
};

/** What a node with bodies is, where its name tells. */
export function controlOf(name: string): ControlKind | undefined {
  return Object.hasOwn(CONTROL, name) ? CONTROL[name] : undefined;
}

/** The backend that runs the node, where it is a delegate's call. */
export function backendOf(name: string, attributes: Attributes | undefined): string | undefined {
  const given = attributes?.backend;
  if (typeof given === "string" && given !== "") return given;
  return /^(executorch_)?(call_)?delegate/.test(name) ? name : undefined;
}
