/** What is looked at of the open dataflow graph: the part of its pane, the step of its trace, and what the workers told of it. */

import { createStore } from "zustand/vanilla";
import type { Release } from "../core/dialects/dataflow/references/simulate.ts";
import type { Plan } from "../core/plan.types.ts";
import type { FifoAnswer } from "../look/dataflow/fifo-why.ts";
import type { FifosView } from "../look/dataflow/fifos-view.ts";
import type { ReferencesView } from "../look/dataflow/references-view.ts";
import type { ScheduleView } from "../look/dataflow/schedule-view.ts";
import { type Known, UNKNOWN } from "./known.ts";
import { outcomeStore } from "./outcome.ts";

export type DataflowSection = "schedule" | "fifos" | "references";

export interface DataflowState {
  readonly section: DataflowSection;
  /** When readers give up references. */
  readonly release: Release;
}

export const dataflowStore = createStore<DataflowState>(() => ({ section: "schedule", release: "move" }));

export interface DataflowAnswers {
  readonly schedule: Known<ScheduleView>;
  readonly fifos: Known<FifosView>;
  /** Of the FIFOs that are selected. */
  readonly fifo: Known<FifoAnswer>;
  readonly references: Known<ReferencesView>;
}

export const NO_DATAFLOW: DataflowAnswers = {
  schedule: UNKNOWN,
  fifos: UNKNOWN,
  fifo: UNKNOWN,
  references: UNKNOWN,
};

export const dataflowAnswers = createStore<DataflowAnswers>(() => NO_DATAFLOW);

/** Answers do not say which plan they are of, and one of an older plan may have as many rows. */
const plans = new WeakMap<object, Plan>();

/** Remembers that an answer is of a plan; gives the answer. */
export function answerOf<T extends object>(plan: Plan, answer: T): T {
  plans.set(answer, plan);
  return answer;
}

/** Whether the answer is of the plan on the page: numbers in an older one, which stays meanwhile, mean other things. */
export function isOfPicture(field: keyof DataflowAnswers): boolean {
  const { value } = dataflowAnswers.getState()[field];
  const { picture } = outcomeStore.getState();
  return value !== null && picture !== null && plans.get(value) === picture.plan;
}

export function showDataflowSection(section: DataflowSection): void {
  dataflowStore.setState({ section });
}
