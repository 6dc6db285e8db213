/** The plan that a file carries: metadata "OfflineMemoryAllocation", which TFLM obeys and Vela writes. */

import type { ShippedPlan } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";
import type { Reader } from "../flatbuffer/reader.ts";
import type { Fact } from "./facts.ts";
import type { Notes } from "./notes.ts";
import type { Model } from "./schema.ts";

const TITLE = "OfflineMemoryAllocation";
/** Format version, number (or index) of the subgraph, number of offsets. */
const HEAD = 3;

/** Offsets by number of the tensor in the whole file, −1 where the runtime decides; null when there is no such plan. */
export function shippedOffsets(
  model: Model,
  reader: Reader,
  tensors: number,
  notes: Notes,
): readonly number[] | null {
  // TFLM takes the last when there are several
  const entry = model.metadata.findLast(({ name }) => name === TITLE);
  if (entry === undefined) return null;
  const data = model.buffers[entry.buffer]?.data ?? null;
  const place = { parent: null, field: `metadata ${TITLE}`, index: -1 };
  const words =
    data === null
      ? []
      : reader.scalars({ start: data.start, bytes: data.bytes - (data.bytes % 4) }, "int32", place);
  const count = words[HEAD - 1] ?? -1;
  if (count < 0 || words.length < HEAD) {
    notes.say(
      "warning",
      "shipped-plan-broken",
      `The ${TITLE} in the file is too short to be a plan: it is not shown.`,
    );
    return null;
  }
  const offsets = words.slice(HEAD, HEAD + count);
  if (count !== tensors || offsets.length < count) {
    const message = `The ${TITLE} in the file is for ${formatCount(count)} tensors and has ${formatCount(offsets.length)} offsets; the model has ${formatCount(tensors)} tensors. TFLM refuses such a plan; it is shown as far as it goes.`;
    notes.say("warning", "shipped-plan-mismatch", message);
  }
  return offsets.slice(0, tensors);
}

/** The offsets of planned tensors by id. */
export function shippedPlan(
  offsets: readonly number[],
  facts: readonly Fact[],
  kept: ReadonlySet<number>,
): ShippedPlan {
  const entries: [string, number][] = [];
  for (const [tensor, offset] of offsets.entries()) {
    const fact = facts[tensor];
    if (fact === undefined || offset < 0 || !kept.has(tensor) || fact.kind === "constant") continue;
    entries.push([fact.id, offset]);
  }
  return { title: TITLE, offsets: Object.fromEntries(entries) };
}
