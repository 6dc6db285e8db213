/** What the dataflow pane says of one chosen FIFO, and of two: worked out when they are chosen. */

import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import { boundOf, leastHeld } from "../../core/dialects/dataflow/explain/bounds.ts";
import { type ShareVerdict, sharePacked } from "../../core/dialects/dataflow/explain/share-packed.ts";
import { shareReference } from "../../core/dialects/dataflow/explain/share-reference.ts";
import { type WayToArray, waysToArray } from "../../core/dialects/dataflow/explain/ways-to-array.ts";
import { type NoArray, whyNoArray } from "../../core/dialects/dataflow/explain/why-no-array.ts";
import { referenceSettings } from "../../core/dialects/dataflow/options.ts";
import { firingsOfPlan } from "../../core/dialects/dataflow/plan-firings.ts";
import { repetitionOf } from "../../core/dialects/dataflow/repetition.ts";
import { streamOf } from "../../core/dialects/dataflow/task.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Settings } from "../../core/settings.ts";

/** Of one FIFO. */
export interface FifoWhy {
  readonly index: number;
  /** Empty: it is an array. */
  readonly noArray: readonly NoArray[];
  readonly ways: readonly WayToArray[];
  /** Samples that it holds at some time in any schedule: by its own rates, and by the whole graph; null: not known. */
  readonly bound: number;
  readonly least: number | null;
}

/** Of two: by our rule along the schedule of the plan, and by the reference's along its own. */
export interface FifoPair {
  readonly first: number;
  readonly second: number;
  readonly packed: ShareVerdict;
  readonly reference: ShareVerdict;
}

export interface FifoAnswer {
  readonly why: FifoWhy;
  readonly pair: FifoPair | null;
}

/** Fails as streamOf does. `second`: −1 for none; both are positions in the plan. */
export function fifoAnswer(
  document: DataflowDocument,
  plan: Plan,
  settings: Settings,
  first: number,
  second: number,
): Result<FifoAnswer> {
  const made = streamOf(document);
  if (!made.ok) return made;
  const stream = made.value;
  const how = referenceSettings(document, settings);
  const own = plan.fifos?.[first];
  const repetition = repetitionOf(stream);
  const noArray = own?.array === true ? [] : whyNoArray(stream, first, own?.samples ?? 0, how.mode);
  const why: FifoWhy = {
    index: first,
    noArray,
    ways: noArray.length === 0 || how.mode !== "synchronous" ? [] : waysToArray(document, settings, first),
    bound: boundOf(stream, first),
    least: repetition.ok ? leastHeld(stream, repetition.value, first) : null,
  };
  if (second < 0) return ok({ why, pair: null });
  const packs = settings.fifos !== "reference" && how.mode === "synchronous";
  const firings = firingsOfPlan(stream, plan);
  const pair: FifoPair = {
    first,
    second,
    packed: sharePacked(stream, firings, first, second, packs ? commonBytes(plan, first, second) : null),
    reference: shareReference(referencePlan(document, how), how, first, second),
  };
  return ok({ why, pair });
}

/** Bytes of address that both have. */
function commonBytes({ tensors, storages }: Plan, a: number, b: number): number {
  const [one, two] = [tensors.storage[a] ?? -1, tensors.storage[b] ?? -1];
  if (one < 0 || two < 0) return 0;
  const from = Math.max(storages.offset[one] ?? 0, storages.offset[two] ?? 0);
  const end = (s: number) => (storages.offset[s] ?? 0) + (storages.bytes[s] ?? 0);
  return Math.max(0, Math.min(end(one), end(two)) - from);
}
