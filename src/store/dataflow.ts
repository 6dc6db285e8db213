/** What is looked at of the open dataflow graph: the part of its pane, the step of its trace, and what the workers told of it. */

import { createStore } from "zustand/vanilla";
import type { Release } from "../core/dialects/dataflow/references/simulate.ts";
import type { FifoAnswer } from "../look/dataflow/fifo-why.ts";
import type { FifosView } from "../look/dataflow/fifos-view.ts";
import type { ReferencesView } from "../look/dataflow/references-view.ts";
import type { ScheduleView } from "../look/dataflow/schedule-view.ts";
import { type Known, UNKNOWN } from "./known.ts";

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

export function showDataflowSection(section: DataflowSection): void {
  dataflowStore.setState({ section });
}
