/** What is known of the open document as ExecuTorch would plan it, and of what its methods share. The app asks its workers. */

import { createStore } from "zustand/vanilla";
import type { AlignmentCost, ProgramReport } from "../core/dialects/methods/program.types.ts";
import type { FileArena } from "../look/methods/file-rows.ts";
import type { PlanningView } from "../look/methods/planning.types.ts";
import type { PassNodes, StagesView } from "../look/methods/stages.types.ts";
import { type Known, UNKNOWN } from "./known.ts";

/** Another export of the program, held beside the open file. */
export interface OtherFile {
  readonly name: string;
  readonly arenas: readonly FileArena[];
  readonly conflicts: number;
}

export interface MethodsAnswers {
  readonly stages: Known<StagesView>;
  readonly nodes: Known<PassNodes>;
  readonly planning: Known<PlanningView>;
  readonly program: Known<ProgramReport>;
  readonly costs: Known<readonly AlignmentCost[]>;
  readonly other: Known<OtherFile>;
}

export const NO_ANSWERS: MethodsAnswers = {
  stages: UNKNOWN,
  nodes: UNKNOWN,
  planning: UNKNOWN,
  program: UNKNOWN,
  costs: UNKNOWN,
  other: UNKNOWN,
};

export const methodsAnswers = createStore<MethodsAnswers>(() => NO_ANSWERS);
