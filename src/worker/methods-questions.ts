/** Questions about programs of methods, and about what ExecuTorch makes of a graph. Asked in the background. */

import { alignmentCosts } from "../core/dialects/methods/costs.ts";
import { programOf } from "../core/dialects/methods/program.ts";
import type { AlignmentCost, ProgramReport } from "../core/dialects/methods/program.types.ts";
import type { MemplanDocument, MethodsDocument } from "../core/document.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import { NO_WATCH } from "../core/watch.ts";
import type { MethodsOptions } from "../look/methods/options.ts";
import type { PlanningView } from "../look/methods/planning.types.ts";
import { planningView } from "../look/methods/planning-view.ts";
import type { PassNodes, StagesView } from "../look/methods/stages.types.ts";
import { passNodes, stagesView } from "../look/methods/stages-view.ts";
import type { DocumentRef, PlanRequest } from "./api.ts";

/** `method`: its id in a program; null: the first, or the graph that the document is. */
export interface MethodsQuestionsApi {
  /** The passes with what each changed. Fails when the method makes no sense. */
  stages: (
    request: PlanRequest,
    method: string | null,
    options: MethodsOptions,
  ) => Promise<Result<StagesView>>;
  /** The list of nodes before and after one pass. */
  passNodes: (
    request: PlanRequest,
    method: string | null,
    options: MethodsOptions,
    pass: string,
  ) => Promise<Result<PassNodes>>;
  /** The method planned in every way, and by us. */
  planning: (
    request: PlanRequest,
    method: string | null,
    options: MethodsOptions,
  ) => Promise<Result<PlanningView>>;
  /** What the methods of a program share, and whether they agree; `plan` is the program's. */
  program: (request: PlanRequest, plan: Plan) => Promise<Result<ProgramReport>>;
  /** What each alignment for all arenas costs. */
  alignmentCosts: (request: PlanRequest) => Promise<Result<readonly AlignmentCost[]>>;
}

/** `take` gives the document that a reference names. */
export function createMethodsQuestions(take: (ref: DocumentRef) => MemplanDocument): MethodsQuestionsApi {
  function programIn(request: PlanRequest): MethodsDocument {
    const document = take(request.document);
    if (document.kind !== "methods") throw new Error("the question is about a program of several methods");
    return document;
  }
  return {
    stages: async (request, method, options) => stagesView(take(request.document), method, options),
    passNodes: async (request, method, options, pass) =>
      passNodes(take(request.document), method, options, pass),
    planning: async (request, method, options) =>
      planningView(take(request.document), method, options, NO_WATCH),
    program: async (request, plan) => programOf(programIn(request), plan),
    alignmentCosts: async (request) => alignmentCosts(programIn(request), request.settings),
  };
}
