/** What operators have in common: one dtype, shapes that stretch to each other, axes counted from either end. */

import type { Dim } from "../document.ts";
import { formatShape } from "../shape-text.ts";
import { type Call, fault, is } from "./define.ts";
import { agreed } from "./dims.ts";
import type { Inferred, ValueType } from "./types.ts";

/** `64`, or the name of a symbol: for sentences. */
export function said(dim: Dim): string {
  return formatShape([dim], "names");
}

/** A fault unless what is connected to these ports is of one dtype. */
export function oneDtype(call: Call, ports: readonly number[]): Inferred | undefined {
  const [first = 0, ...others] = ports.filter((port) => call.maybe(port) !== undefined);
  for (const port of others) {
    const [a, b] = [call.type(first).dtype, call.type(port).dtype];
    if (a === b) continue;
    const [nameA, nameB] = [call.name(first), call.name(port)];
    return fault(port, `${nameA} is ${a} and ${nameB} is ${b}: both must be of one dtype.`);
  }
  return undefined;
}

/** Both dimensions stretched to one, undefined when they differ and neither is 1. */
function stretched(a: Dim, b: Dim): Dim | undefined {
  if (a === 1) return b;
  return b === 1 ? a : agreed(a, b);
}

interface Clash {
  readonly a: Dim;
  readonly b: Dim;
}

/** Both shapes stretched to one, aligned at their innermost dimensions; or the two that clash. */
export function broadcast(a: readonly Dim[], b: readonly Dim[]): readonly Dim[] | Clash {
  const rank = Math.max(a.length, b.length);
  const shape: Dim[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[a.length - rank + axis] ?? 1;
    const right = b[b.length - rank + axis] ?? 1;
    const dim = stretched(left, right);
    if (dim === undefined) return { a: left, b: right };
    shape.push(dim);
  }
  return shape;
}

export function clashes(shape: readonly Dim[] | Clash): shape is Clash {
  return !Array.isArray(shape);
}

/** The shape that what these ports read is stretched to together. */
export function broadcastPorts(call: Call, ports: readonly number[]): readonly Dim[] | Inferred {
  let shape: readonly Dim[] = [];
  for (const [i, port] of ports.entries()) {
    const next = broadcast(shape, call.type(port).shape);
    if (!clashes(next)) {
      shape = next;
      continue;
    }
    const before = ports
      .slice(0, i)
      .map((other) => is(call, other))
      .join(", ");
    return fault(
      port,
      `${before} and ${is(call, port)}: ${said(next.a)} and ${said(next.b)} differ, and neither is 1.`,
    );
  }
  return shape;
}

/** Whether a helper gave up: what it gives otherwise has no `kind`. */
export function gaveUp(value: object): value is Inferred {
  return "kind" in value;
}

/** The position of an axis that may be counted from the end, or a fault at the port. */
export function axisOf(
  call: Call,
  port: number,
  axis: number,
  rank = call.type(port).shape.length,
): number | Inferred {
  const position = axis < 0 ? axis + rank : axis;
  if (position >= 0 && position < rank) return position;
  return fault(port, `${is(call, port)}: it has no axis ${String(axis).replace("-", "−")}.`);
}

/** Positions of axes, ascending, each once; or a fault at the port. */
export function axesOf(
  call: Call,
  port: number,
  axes: readonly number[],
  rank = call.type(port).shape.length,
): readonly number[] | Inferred {
  const found = new Set<number>();
  for (const axis of axes) {
    const position = axisOf(call, port, axis, rank);
    if (typeof position !== "number") return position;
    if (found.has(position)) return fault(port, `${is(call, port)}: axis ${position} is named twice.`);
    found.add(position);
  }
  return [...found].sort((a, b) => a - b);
}

/** Weights, biases and scales: optional, but when one is connected it must have exactly this shape. */
export function mustBe(call: Call, port: number, wanted: readonly Dim[]): Inferred | undefined {
  const given = call.maybe(port);
  if (given === undefined) return undefined;
  const right =
    given.shape.length === wanted.length &&
    wanted.every((dim, i) => agreed(dim, given.shape[i] ?? -1) !== undefined);
  if (right) return undefined;
  const says = `${is(call, 0)}: ${call.name(port)} must be ${formatShape(wanted, "names")}, not ${formatShape(given.shape, "names")}.`;
  return { kind: "fault", port, says, wants: wanted };
}

export function isIndex({ dtype }: ValueType): boolean {
  return /^u?int/u.test(dtype);
}
