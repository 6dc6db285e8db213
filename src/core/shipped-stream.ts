/** The plan in a scheduler's file as a plan of ours, and what it amounts to. */

import type { DataflowDocument } from "./dialects/dataflow/document.ts";
import { type ShippedTask, shippedTask } from "./dialects/dataflow/shipped.ts";
import { tflmGreedy } from "./place/tflm-greedy.ts";
import { place } from "./plan.ts";
import type { Plan } from "./plan.types.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import type { ShippedFacts } from "./shipped.ts";
import type { ShippedPlanned } from "./shipped-plan.ts";
import { NO_WATCH } from "./watch.ts";

interface Laid extends ShippedTask {
  readonly plan: Plan | null;
}

const known = new WeakMap<DataflowDocument, Laid | null>();

/** Buffers one after the other, FIFOs where the file puts them. */
function laidOut(document: DataflowDocument): Laid | null {
  let laid = known.get(document);
  if (laid === undefined) {
    const found = shippedTask(document, { ...DEFAULT_SETTINGS, alignment: 1, place: tflmGreedy.id });
    laid = found && { ...found, plan: planOf(document, found) };
    known.set(document, laid);
  }
  return laid;
}

function planOf(document: DataflowDocument, { title, task, faults, sound }: ShippedTask): Plan | null {
  const made = task && place(task, tflmGreedy, 0, NO_WATCH);
  if (task === null || made?.ok !== true) return null;
  const name = `${document.name} (${title})`;
  // what was run without a fault may lie together, whatever lifetimes say
  const overlaps = made.value.diagnostics.filter(({ code }) => code === "fixed-overlap");
  const diagnostics = sound ? faults : [...faults, ...overlaps];
  return { ...made.value, name, imported: true, fifos: task.fifos, diagnostics };
}

/** Null without a plan in the file, and where it is not one of this graph. */
export function planShippedStream(document: DataflowDocument): ShippedPlanned | null {
  const laid = laidOut(document);
  if (laid === null || laid.plan === null) return null;
  const { title, bytes, plan } = laid;
  return { title, plan, bytes, free: new Uint8Array(plan.storages.count) };
}

/** Null without a plan in the file, and for a graph that makes no sense, which is told elsewhere. */
export function shippedStreamFacts(document: DataflowDocument): ShippedFacts | null {
  const laid = laidOut(document);
  if (laid === null) return null;
  const { title, bytes, plan, faults } = laid;
  const placed = plan?.tensors.storage.filter((s) => s >= 0).length ?? 0;
  const planned = plan === null ? (document.shipped?.fifos.length ?? 0) : placed;
  return { title, placed, planned, peak: bytes, overlaps: plan?.diagnostics ?? faults };
}
