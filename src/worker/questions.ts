/** Questions about a graph that take a while: reuse under any order, and what it costs. Asked in the background. */

import { analyseArms } from "../core/dialects/arms/analyse.ts";
import type { PreciseReport } from "../core/dialects/arms/report.types.ts";
import type { DataflowDocument } from "../core/dialects/dataflow/document.ts";
import { besideOriginal } from "../core/dialects/tiles/beside-original.ts";
import { scheduleDocument } from "../core/dialects/tiles/schedule-document.ts";
import { scheduleText } from "../core/dialects/tiles/schedule-text.ts";
import { type Sweep, sweepSizes } from "../core/dialects/tiles/sweep.ts";
import { type TilingSettings, tileGraph } from "../core/dialects/tiles/tile-graph.ts";
import type { GraphDocument, MemplanDocument } from "../core/document.ts";
import type { Help } from "../core/explain/help.types.ts";
import { whatHelps } from "../core/explain/what-helps.ts";
import { heardSettings } from "../core/forced.ts";
import type { Graph } from "../core/graph.ts";
import { readGraph } from "../core/graph.ts";
import { graphDocumentOf } from "../core/lowered.ts";
import type { Plan } from "../core/plan.types.ts";
import { ok, type Result } from "../core/result.ts";
import { freedomCost, mayShare } from "../core/reuse/question.ts";
import type { FreedomCost, ShareAnswer } from "../core/reuse/question.types.ts";
import { type ReverseGreedy, reverseGreedy } from "../core/reuse/reverse-greedy.ts";
import type { Settings } from "../core/settings.ts";
import { type ShippedFacts, shippedFacts } from "../core/shipped.ts";
import { planShipped, type ShippedPlanned } from "../core/shipped-plan.ts";
import type { Watch } from "../core/watch.ts";
import { writeNative } from "../formats/native/write.ts";
import { tilingOf } from "../look/scratchpad/index-of.ts";
import type { Tiling } from "../look/scratchpad/scratchpad.types.ts";
import { throttled } from "./anytime.ts";
import type { DocumentRef, PlanRequest } from "./api.ts";
import { createDataflowQuestions, type DataflowQuestionsApi } from "./dataflow-questions.ts";
import { createMethodsQuestions, type MethodsQuestionsApi } from "./methods-questions.ts";

/** Those about any order throw for a document that is no sound graph: the page asks only about graphs that it shows. */
export interface QuestionsApi extends MethodsQuestionsApi, DataflowQuestionsApi {
  /** Tries changes of a document (lifetimes too) by planning again; `plan` is what these settings make of it. Answers with those that help, the largest saving first; `found` may miss the last. */
  whatHelps: (
    request: PlanRequest,
    plan: Plan,
    watch: Watch,
    found: (tried: Tried) => void,
  ) => Promise<readonly Help[]>;
  /** `order`: that of the plan shown. Null when there are too many values to compare all with all. */
  freedom: (request: PlanRequest, order: Int32Array) => Promise<FreedomCost | null>;
  /** What the plan that the file carries amounts to; null without one. */
  shipped: (request: PlanRequest) => Promise<ShippedFacts | null>;
  /** That plan as one of ours, to be compared; null without one. */
  shippedPlan: (request: PlanRequest) => Promise<ShippedPlanned | null>;
  /** The baseline; null when there are too many values to compare all with all. */
  reverseGreedy: (request: PlanRequest) => Promise<ReverseGreedy | null>;
  /** Whether two tensors, by their positions in the document, may lie in the same bytes under any order. */
  mayShare: (request: PlanRequest, a: number, b: number) => Promise<ShareAnswer>;
  /** Slots and arena of a program of arms. Fails as analyseArms does. */
  arms: (request: PlanRequest) => Promise<Result<PreciseReport>>;
  /** The graph in tiles in a scratchpad, with what finds its parts. Fails as tileGraph does. */
  tile: (request: PlanRequest, settings: TilingSettings) => Promise<Result<Tiling>>;
  /** LOADs by size of the scratchpad; `found` hears of what is known so far, and may miss the last. */
  sweepTiles: (
    request: PlanRequest,
    settings: TilingSettings,
    found: (sweep: Sweep) => void,
  ) => Promise<Result<Sweep>>;
  /** The schedule as the command line writes it. Fails as tileGraph does. */
  writeTiles: (
    request: PlanRequest,
    settings: TilingSettings,
    form: "json" | "text",
  ) => Promise<Result<string>>;
}

/** One change that was tried, whether it helps or not; `tried` of `total` are done. */
export interface Tried {
  readonly help: Help;
  readonly tried: number;
  readonly total: number;
}

/** `take` gives the document that a reference names. */
export function createQuestions(take: (ref: DocumentRef) => MemplanDocument): QuestionsApi {
  function graphOf(request: PlanRequest): Graph {
    const document = graphDocumentOf(take(request.document), request.settings);
    const graph = document && readGraph(document);
    if (graph?.ok !== true) throw new Error("the question is about a graph, and this is none");
    return graph.value;
  }
  /** The document that carries a plan: a dataflow graph carries it itself. */
  function carrierOf(request: PlanRequest): GraphDocument | DataflowDocument {
    const document = take(request.document);
    return document.kind === "dataflow" ? document : graphOf(request).document;
  }
  /** What its plan was made with. */
  function settingsOf(request: PlanRequest): Settings {
    return heardSettings(take(request.document).kind, request.settings);
  }
  function documentOf(request: PlanRequest): GraphDocument {
    const document = take(request.document);
    if (document.kind !== "graph") throw new Error("only a graph can be cut into tiles");
    return document;
  }
  return {
    ...createMethodsQuestions(take),
    ...createDataflowQuestions(take),
    async whatHelps(request, plan, watch, found) {
      const document = take(request.document);
      if (document.kind === "plan") throw new Error("a finished plan is not planned again");
      return whatHelps(document, request.settings, plan, throttled(watch), (help, tried, total) =>
        found({ help, tried, total }),
      );
    },
    freedom: async (request, order) => freedomCost(graphOf(request), settingsOf(request), order) ?? null,
    shipped: async (request) => shippedFacts(carrierOf(request)),
    shippedPlan: async (request) => planShipped(carrierOf(request)),
    reverseGreedy: async (request) => reverseGreedy(graphOf(request), settingsOf(request)) ?? null,
    mayShare: async (request, a, b) => mayShare(graphOf(request), settingsOf(request), a, b),
    arms: async (request) => {
      const document = take(request.document);
      if (document.kind !== "arms") throw new Error("only a program of arms has slots");
      const report = analyseArms(document);
      return report.ok ? ok(report.value.precise) : report;
    },
    tile: async (request, settings) => {
      const document = documentOf(request);
      const tiled = tileGraph(document, settings);
      return tiled.ok ? ok(tilingOf(tiled.value, besideOriginal(document, settings))) : tiled;
    },
    sweepTiles: async (request, settings, found) => sweepSizes(documentOf(request), settings, found),
    writeTiles: async (request, settings, form) => {
      const tiled = tileGraph(documentOf(request), settings);
      if (!tiled.ok) return tiled;
      return ok(form === "json" ? writeNative(scheduleDocument(tiled.value)) : scheduleText(tiled.value));
    },
  };
}
