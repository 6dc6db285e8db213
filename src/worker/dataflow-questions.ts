/** Questions about dataflow graphs and the plans of them. Asked in the background. */

import type { Release } from "../core/dialects/dataflow/references/simulate.ts";
import type { DataflowDocument, MemplanDocument } from "../core/document.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import { type FifoAnswer, fifoAnswer } from "../look/dataflow/fifo-why.ts";
import { type FifosView, fifosView } from "../look/dataflow/fifos-view.ts";
import { type ReferencesView, referencesView } from "../look/dataflow/references-view.ts";
import { type ScheduleView, scheduleView } from "../look/dataflow/schedule-view.ts";
import type { DocumentRef, PlanRequest } from "./api.ts";

/** `plan`: the one on the page. */
export interface DataflowQuestionsApi {
  /** Lanes, loops, occupancy and latency of the schedule. */
  streamSchedule: (request: PlanRequest, plan: Plan) => Promise<Result<ScheduleView>>;
  /** FIFOs beside those of CMSIS-Stream, and why each is as it is. */
  streamFifos: (request: PlanRequest, plan: Plan) => Promise<Result<FifosView>>;
  /** Why one FIFO is as it is, and what keeps it and the second apart; −1: no second. */
  streamFifo: (
    request: PlanRequest,
    plan: Plan,
    first: number,
    second: number,
  ) => Promise<Result<FifoAnswer>>;
  /** References along the schedule, and what the graph alone says of them. */
  streamReferences: (request: PlanRequest, plan: Plan, release: Release) => Promise<Result<ReferencesView>>;
}

/** `take` gives the document that a reference names. */
export function createDataflowQuestions(take: (ref: DocumentRef) => MemplanDocument): DataflowQuestionsApi {
  function streamIn(request: PlanRequest): DataflowDocument {
    const document = take(request.document);
    if (document.kind !== "dataflow") throw new Error("the question is about a dataflow graph");
    return document;
  }
  return {
    streamSchedule: async (request, plan) => scheduleView(streamIn(request), plan),
    streamFifos: async (request, plan) => fifosView(streamIn(request), plan, plan.settings),
    streamFifo: async (request, plan, first, second) =>
      fifoAnswer(streamIn(request), plan, plan.settings, first, second),
    streamReferences: async (request, plan, release) => referencesView(streamIn(request), plan, release),
  };
}
