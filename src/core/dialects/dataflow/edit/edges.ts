/** What is said of a connection, and its place among the others: their order numbers FIFOs and Duplicates. */

import { fail } from "../../../result.ts";
import type { DataflowDocument, StreamEdge } from "../document.ts";
import { defined, edgeWords, findEdge, reshaped, unchanged } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

/** Null takes a field away. */
export interface EdgeChange {
  /** Samples. */
  readonly delay?: number | null;
  /** Samples. */
  readonly asyncLength?: number | null;
  readonly asyncScale?: number | null;
  readonly fifoClass?: string | null;
  readonly weak?: boolean;
  readonly buffer?: string | null;
  readonly bufferMustBeArray?: boolean;
}

function saysChange(change: EdgeChange, made: StreamEdge): string {
  const edge = edgeWords(made);
  if (change.delay !== undefined)
    return change.delay ? `Set the delay of ${edge} to ${change.delay}` : `Took the delay off ${edge}`;
  if (change.asyncLength !== undefined || change.asyncScale !== undefined)
    return `Changed the length of ${edge}`;
  if (change.fifoClass !== undefined)
    return made.fifoClass === undefined
      ? `Gave ${edge} the usual class of FIFOs`
      : `Gave ${edge} the class ${made.fifoClass}`;
  if (change.weak !== undefined) return change.weak ? `Made ${edge} weak` : `Made ${edge} strong`;
  return made.buffer === undefined
    ? `Let ${edge} lie in the memory of the plan`
    : `Held ${edge} to the buffer ${made.buffer}`;
}

function countFault(what: string, edge: StreamEdge, count: number | null | undefined) {
  if (count == null || (Number.isSafeInteger(count) && count >= 0)) return undefined;
  return fail(`bad-${what}`, `The ${what} of ${edgeWords(edge)} is a whole number of samples from 0 up.`, {
    at: [`node:${edge.to[0]}`],
  });
}

/** Of a constant nothing can be said: it has no FIFO. */
export function changeEdge(document: DataflowDocument, index: number, change: EdgeChange): StreamEditResult {
  const found = findEdge(document, index);
  if (!found.ok) return found;
  const edge = found.value;
  if (edge.from === undefined)
    return fail("constant", `${edgeWords(edge)} is a constant: it has no FIFO.`, {
      at: [`node:${edge.to[0]}`],
    });
  const fault = countFault("delay", edge, change.delay) ?? countFault("length", edge, change.asyncLength);
  if (fault !== undefined) return fault;
  const { asyncScale } = change;
  if (asyncScale != null && !(Number.isFinite(asyncScale) && asyncScale > 0))
    return fail("bad-scale", `The scale of ${edgeWords(edge)} is a number above 0.`);
  const text = (value: string | null | undefined, old: string | undefined) =>
    value === undefined ? old : value?.trim() || undefined;
  const number = (value: number | null | undefined, old: number | undefined) =>
    value === undefined ? old : (value ?? undefined);
  const mark = (value: boolean | undefined, old: boolean | undefined) =>
    value === undefined ? old : value || undefined;
  const made = defined({
    ...edge,
    delay: number(change.delay === 0 ? null : change.delay, edge.delay),
    asyncLength: number(change.asyncLength, edge.asyncLength),
    asyncScale: number(change.asyncScale, edge.asyncScale),
    fifoClass: text(change.fifoClass, edge.fifoClass),
    weak: mark(change.weak, edge.weak),
    buffer: text(change.buffer, edge.buffer),
    bufferMustBeArray: change.bufferMustBeArray ?? edge.bufferMustBeArray,
  });
  if (JSON.stringify(made) === JSON.stringify(defined({ ...edge }))) return unchanged(document);
  const edges = document.edges.map((e) => (e === edge ? made : e));
  return reshaped({ ...document, edges }, saysChange(change, made), { edge: index });
}

/** Moves a connection to another position among them. */
export function moveEdge(document: DataflowDocument, index: number, to: number): StreamEditResult {
  const found = findEdge(document, index);
  if (!found.ok) return found;
  const place = Math.max(0, Math.min(document.edges.length - 1, to));
  if (place === index) return unchanged(document);
  const edges = document.edges.filter((_, e) => e !== index);
  edges.splice(place, 0, found.value);
  const says = `Made the connection ${edgeWords(found.value)} number ${place + 1} of ${edges.length}`;
  return reshaped({ ...document, edges }, says, { edge: place });
}
