/** What the dataflow pane shows of FIFOs: each here and as the reference has it, what they take together, and what that leaves out. */

import { copyTraffic } from "../../core/dialects/dataflow/compat/copy-traffic.ts";
import { referencePlan } from "../../core/dialects/dataflow/compat/reference.ts";
import type {
  CopyTraffic,
  Home,
  ReferencePlan,
} from "../../core/dialects/dataflow/compat/reference.types.ts";
import { boundOf } from "../../core/dialects/dataflow/explain/bounds.ts";
import { endsOf, sayEnd } from "../../core/dialects/dataflow/explain/ends.ts";
import { whyNoArray } from "../../core/dialects/dataflow/explain/why-no-array.ts";
import { referenceSettings } from "../../core/dialects/dataflow/options.ts";
import { heldAlong } from "../../core/dialects/dataflow/ours/held.ts";
import { firingsOfPlan } from "../../core/dialects/dataflow/plan-firings.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import { streamOf } from "../../core/dialects/dataflow/task.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Settings } from "../../core/settings.ts";
import { defectsIn, type FoundDefect } from "./fifo-defects.ts";
import {
  type HiddenState,
  hiddenStates,
  type SlotsOfReferences,
  slotsOfReferences,
} from "./fifo-uncounted.ts";

/** A FIFO as CMSIS-Stream has it. */
export interface ReferenceFifo {
  readonly samples: number;
  readonly bytes: number;
  readonly array: boolean;
  /** `buf3`, the name of a place outside, or the port that says where it is. */
  readonly home: string;
  readonly copySkipped: boolean;
}

export interface FifoRow {
  /** Position in the plan: of the FIFO, and of the tensor of the same id. */
  readonly index: number;
  readonly id: string;
  /** `node.port`. */
  readonly from: string;
  readonly to: string;
  /** Samples that a firing puts in and takes out: `5 : 7`, lists as `1,2`. */
  readonly rates: string;
  /** Samples at the beginning. */
  readonly delay: number;
  readonly sampleBytes: number;
  readonly samples: number;
  readonly bytes: number;
  /** Empty: it is an array. */
  readonly whyNoArray: string;
  /** Position of its storage in the plan; −1: none. */
  readonly storage: number;
  /** Bytes from the beginning of the arena; null: it is not there. */
  readonly address: number | null;
  /** Times that it is filled and emptied in an iteration. */
  readonly episodes: number;
  readonly copySkipped: boolean;
  /** Memory that somebody else provides. */
  readonly outside: string | null;
  /** Samples that it holds at some time in any schedule, by its own rates. */
  readonly bound: number;
  /** Null: CMSIS-Stream refuses the graph. */
  readonly reference: ReferenceFifo | null;
}

export interface Traffic {
  readonly first: CopyTraffic;
  readonly later: CopyTraffic;
}

export interface FifoTotals {
  /** Bytes, each FIFO apart, as long as here. */
  readonly apart: number;
  readonly here: number;
  /** No plan of this schedule has fewer. */
  readonly scheduleBound: number;
  /** No plan of any schedule has fewer; null: not known. */
  readonly anyBound: number | null;
}

export interface ReferenceTotals {
  /** Bytes: each FIFO apart; arrays shared, but not by Duplicates; as asked for. */
  readonly apart: number;
  readonly plain: number;
  readonly asAsked: number;
  readonly buffers: number;
  readonly traffic: Traffic | null;
}

export interface FifosView {
  readonly rows: readonly FifoRow[];
  readonly totals: FifoTotals;
  readonly traffic: Traffic | null;
  readonly reference: ReferenceTotals | null;
  /** What the reference says where it refuses the graph; empty: it does not. */
  readonly refused: string;
  readonly defects: readonly FoundDefect[];
  readonly hidden: readonly HiddenState[];
  /** Null: no FIFO holds references. */
  readonly slots: SlotsOfReferences | null;
}

/** Fails as streamOf does. `settings`: of the plan. */
export function fifosView(document: DataflowDocument, plan: Plan, settings: Settings): Result<FifosView> {
  const made = streamOf(document);
  if (!made.ok) return made;
  const stream = made.value;
  const how = referenceSettings(document, settings);
  const reference = referencePlan(document, how);
  const firings = firingsOfPlan(stream, plan);
  const rows = rowsOf(stream, plan, firings, reference.ok ? reference.value : null, how.mode);
  return ok({
    rows,
    totals: {
      apart: rows.reduce((sum, { bytes, outside }) => (outside === null ? sum + bytes : sum), 0),
      here: plan.stats.peakBytes,
      scheduleBound: plan.stats.lowerBoundBytes,
      anyBound: plan.search.orderBound > 0 ? plan.search.orderBound : null,
    },
    traffic:
      how.mode === "fully-asynchronous"
        ? null
        : copyTraffic(
            stream,
            firings,
            rows.map(({ whyNoArray: why, copySkipped }) => ({ isArray: why === "", copySkipped })),
          ),
    reference: reference.ok ? totalsOf(document, how, reference.value) : null,
    refused: reference.ok ? "" : reference.problem.message,
    defects: defectsIn(stream, reference),
    hidden: hiddenStates(document),
    slots: slotsOfReferences(document, stream, rows),
  });
}

function rowsOf(
  stream: Stream,
  plan: Plan,
  firings: Int32Array,
  reference: ReferencePlan | null,
  mode: ReturnType<typeof referenceSettings>["mode"],
): readonly FifoRow[] {
  const { episodes } = heldAlong(stream, firings);
  return stream.fifos.map((fifo, index): FifoRow => {
    const own = plan.fifos?.[index];
    const ends = endsOf(stream, index);
    const { samples = 0, array = false, copySkipped = false, outside = null } = own ?? {};
    const storage = plan.tensors.storage[index] ?? -1;
    const made = stream.actors[fifo.from[0]]?.outputs[fifo.from[1]]?.rate ?? 1;
    const used = stream.actors[fifo.to[0]]?.inputs[fifo.to[1]]?.rate ?? 1;
    const why = array ? [] : whyNoArray(stream, index, samples, mode);
    return {
      index,
      id: own?.id ?? `fifo${index}`,
      from: sayEnd(ends.from),
      to: sayEnd(ends.to),
      rates: `${String(made)} : ${String(used)}`,
      delay: fifo.delay,
      sampleBytes: fifo.sample,
      samples,
      bytes: samples * fifo.sample,
      whyNoArray: array ? "" : why.map(({ short }) => short).join(", "),
      storage,
      address:
        storage < 0 ? null : (plan.storages.offset[storage] ?? 0) + (plan.tensors.byteOffset[index] ?? 0),
      episodes: episodes[index]?.length ?? 0,
      copySkipped,
      outside,
      bound: mode === "synchronous" ? boundOf(stream, index) : 0,
      reference: reference === null ? null : referenceFifo(reference, index, fifo.sample),
    };
  });
}

function referenceFifo({ fifos }: ReferencePlan, index: number, sample: number): ReferenceFifo | null {
  const own = fifos[index];
  if (own === undefined) return null;
  const { length, isArray, home, copySkipped } = own;
  return { samples: length, bytes: length * sample, array: isArray, home: sayHome(home), copySkipped };
}

function sayHome(home: Home): string {
  switch (home.kind) {
    case "buffer":
      return `buf${home.number}`;
    case "outside":
      return home.name;
    case "node":
      return "its node says";
  }
}

function totalsOf(
  document: DataflowDocument,
  how: ReturnType<typeof referenceSettings>,
  made: ReferencePlan,
): ReferenceTotals {
  const bytesOf = (change: Partial<typeof how>) => {
    const other = referencePlan(document, { ...how, ...change });
    return other.ok ? other.value.totalBytes : made.totalBytes;
  };
  return {
    apart: how.memoryOptimization ? bytesOf({ memoryOptimization: false }) : made.totalBytes,
    plain: bytesOf({ memoryOptimization: true, duplicateOptimization: false }),
    asAsked: made.totalBytes,
    buffers: made.buffers.length,
    traffic: made.traffic,
  };
}
