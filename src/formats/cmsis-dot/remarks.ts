/** What a drawing leaves open, and whether the lengths in it are those that CMSIS-Stream's rules give. */

import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import { REFERENCE_SETTINGS } from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { DataflowDocument } from "../../core/dialects/dataflow/document.ts";
import { findStreamFault } from "../../core/dialects/dataflow/faults.ts";
import type { Diagnostic } from "../../core/document.ts";
import type { Drawing } from "./drawn.types.ts";

/** Nodes beyond which nobody waits for a plan to compare lengths with. */
const MOST_NODES = 1_000;
const NAMED = 5;

export function remarksOn(
  document: DataflowDocument,
  drawing: Drawing,
  guessed: readonly string[],
): readonly Diagnostic[] {
  const { labels, fifos } = drawing;
  const found: Diagnostic[] = [];
  if ([...labels.values()].some(({ ports }) => ports === null)) {
    const message =
      "A node with one slot is drawn with a port i, whatever its ports are called: they are called i and o here.";
    found.push({ severity: "info", code: "port-names", message, at: [] });
  }
  if (fifos.some(({ type }) => type === "")) {
    const message = "The drawing names no types: samples of 4 bytes are assumed.";
    found.push({ severity: "warning", code: "no-types", message, at: [] });
  }
  if (guessed.length > 0) {
    const message = `The drawing does not say how large a sample is of ${guessed.slice(0, NAMED).join(", ")}: 4 bytes are assumed.`;
    found.push({ severity: "warning", code: "guessed-size", message, at: [] });
  }
  return [...found, ...lengthsOf(document, drawing)];
}

function lengthsOf(document: DataflowDocument, { fifos }: Drawing): readonly Diagnostic[] {
  const drawn = fifos.map(({ length }) => length);
  if (drawn.length === 0 || drawn.includes(undefined) || document.nodes.length > MOST_NODES) return [];
  if (findStreamFault(document) !== undefined) return [];
  const plan = referencePlan(document, REFERENCE_SETTINGS);
  if (!plan.ok || plan.value.fifos.length !== drawn.length) return [];
  const other = plan.value.fifos.flatMap(({ length }, f) => (length === drawn[f] ? [] : [f]));
  const bytes = plan.value.stream.fifos.reduce((sum, { sample }, f) => sum + sample * (drawn[f] ?? 0), 0);
  if (other.length === 0) {
    const message = `The drawing has FIFOs of ${bytes} bytes together, each as long as CMSIS-Stream's rules make it.`;
    return [{ severity: "info", code: "drawn-lengths", message, at: [] }];
  }
  const list = other.slice(0, NAMED).map((f) => `fifo${f} (${drawn[f]}, not ${plan.value.fifos[f]?.length})`);
  const more = other.length > NAMED ? ` and ${other.length - NAMED} more` : "";
  const message = `In the drawing FIFOs have other lengths than CMSIS-Stream's rules give: ${list.join(", ")}${more}. It was perhaps made with other options, or rates of the drawing are misread.`;
  return [
    {
      severity: "warning",
      code: "drawn-lengths",
      message,
      at: other.slice(0, NAMED).map((f) => `tensor:fifo${f}`),
    },
  ];
}
