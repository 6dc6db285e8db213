/** Shapes, sizes and addresses in the words of the inspector. */

import type { Dim, TensorSpec } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { formatAddresses } from "../../core/units.ts";

function dim(d: Dim): string {
  return typeof d === "number" ? String(d) : `${d.max} (${d.symbol})`;
}

/** `1 × 256 × 28 × 28`; `scalar` for no dimensions; "" when the shape is not known. */
export function shapeText(spec: TensorSpec | undefined): string {
  if (spec?.shape === undefined) return "";
  return spec.shape.length === 0 ? "scalar" : spec.shape.map(dim).join(" × ");
}

/** `[0x0000_4000, 0x0000_8000)`, half open, as wide as the plan's highest address needs. */
export function addressRange(plan: Plan, start: number, bytes: number, base: "hex" | "dec"): string {
  const most = plan.arenas.reduce((high, a) => Math.max(high, a.peak), 0);
  return formatAddresses(start, start + bytes, most, base);
}
