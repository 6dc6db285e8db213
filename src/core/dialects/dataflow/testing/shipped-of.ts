/** A document that carries the reference's plan of it, as an imported file would. */

import type { ReferencePlan } from "../compat/reference.types.ts";
import type { DataflowDocument, ShippedStream } from "../document.ts";

export function withShipped(
  document: DataflowDocument,
  plan: ReferencePlan,
): DataflowDocument & { readonly shipped: ShippedStream } {
  const { stream, firings, fifos, buffers } = plan;
  return {
    ...document,
    shipped: {
      title: "scheduler",
      schedule: Array.from(firings, (a) => stream.actors[a]?.id ?? ""),
      fifos: fifos.map(({ length, isArray, home, copySkipped }) => ({
        length,
        isArray,
        buffer: home.kind === "buffer" ? `buf${home.number}` : home.kind === "outside" ? home.name : "",
        copySkipped,
      })),
      buffers: buffers.map((bytes, n) => ({ name: `buf${n}`, bytes })),
    },
  };
}
