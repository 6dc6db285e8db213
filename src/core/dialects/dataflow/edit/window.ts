/** Windows of nodes: how long they are and how much of them is seen again, which says how many samples go in and out. */

import { fail } from "../../../result.ts";
import type { DataflowDocument, StreamWindow } from "../document.ts";
import { defined, findNode, reshaped, unchanged, withNode } from "./find.ts";
import { windowRates } from "./palette.ts";
import type { PortAt, StreamEditResult } from "./types.ts";

/** Sets the window and, by it, the rates of the first input and the first output. Null: it has none; rates stay. */
export function setWindow(
  document: DataflowDocument,
  id: string,
  window: StreamWindow | null,
): StreamEditResult {
  const found = findNode(document, id);
  if (!found.ok) return found;
  const node = found.value;
  if (window === null) {
    if (node.window === undefined) return unchanged(document);
    return reshaped(
      withNode(document, id, defined({ ...node, window: undefined })),
      `Took the window off ${id}`,
    );
  }
  const { length, overlap } = window;
  if (!Number.isSafeInteger(length) || length < 1)
    return fail("bad-window", `The window of ${id} is a whole number of samples from 1 up.`, {
      at: [`node:${id}`],
    });
  if (!Number.isSafeInteger(overlap) || overlap < 0 || overlap >= length)
    return fail("bad-overlap", `The overlap of ${id} is a whole number of samples from 0 to ${length - 1}.`, {
      at: [`node:${id}`],
      help: "It is less than the length of the window.",
    });
  if (
    node.inputs === undefined ||
    node.outputs === undefined ||
    node.inputs.length * node.outputs.length === 0
  )
    return fail("no-ports", `${id} needs an input and an output to have a window.`, {
      at: [`node:${id}`],
      help: "Add the ports first.",
    });
  const [into, out] = windowRates(window);
  const inputs = node.inputs.map((port, i) => (i === 0 ? { ...port, rate: into } : port));
  const outputs = node.outputs.map((port, o) => (o === 0 ? { ...port, rate: out } : port));
  const made = { ...node, inputs, outputs, window: { ...node.window, ...window } };
  if (JSON.stringify(made) === JSON.stringify(node)) return unchanged(document);
  return reshaped(
    withNode(document, id, made),
    `Set the window of ${id} to ${length} samples, ${overlap} of them again`,
  );
}

/** Why the rate of a port cannot be set by itself; undefined: it can. */
export function windowFault(
  document: DataflowDocument,
  { node: id, side, port }: PortAt,
): ReturnType<typeof fail> | undefined {
  const node = document.nodes.find((n) => n.id === id);
  if (node?.window === undefined || node[side]?.[0]?.name !== port) return undefined;
  return fail("rate-of-window", `The rate of ${id}.${port} follows from the window of ${id}.`, {
    at: [`node:${id}`],
    help: "Set the length and the overlap of the window, or take the window off.",
  });
}
