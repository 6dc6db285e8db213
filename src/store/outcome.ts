/** What the worker made of the document: the picture on the page, the work under way, what went wrong. */

import { createStore } from "zustand/vanilla";
import type { Violation } from "../core/check.types.ts";
import type { MemplanDocument } from "../core/document.ts";
import type { Graph } from "../core/graph.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Problem } from "../core/result.ts";
import type { Progress } from "../core/watch.ts";

/** One consistent set: a plan with the document and graph that it is of. Replaced whole, never changed. */
export interface Picture {
  readonly revision: number;
  /** Pictures of equal opening are of one document as it is edited. */
  readonly opening: number;
  readonly document: MemplanDocument;
  /** Null for lifetimes, and for a plan without its graph. Indices of nodes and tensors are those of the plan. */
  readonly graph: Graph | null;
  readonly plan: Plan;
  readonly violations: readonly Violation[];
  /** Milliseconds in the worker. */
  readonly elapsed: number;
  /** Colour slot of each buffer, kept over re-plans where most of its bytes × steps stayed together. */
  readonly colour: Int32Array;
  /** Position of each storage among the tenants of its buffer. */
  readonly ordinal: Int32Array;
}

/** Work under way, as the status line says it. */
export interface Work {
  readonly title: string;
  readonly progress: Progress | null;
  /** Set once the picture shows the best that the search under way has found; a person may take it as it is. */
  readonly searching?: true;
}

/** A problem with what a person gave us; the open document and its picture stay. */
export interface Trouble {
  /** File or action it is about. */
  readonly about: string;
  readonly problem: Problem;
}

/** Why the open document, a drawing that is not finished, has no plan; its last one stays on the page. */
export interface Unplanned {
  readonly document: MemplanDocument;
  readonly problem: Problem;
}

export interface OutcomeState {
  readonly picture: Picture | null;
  readonly work: Work | null;
  readonly trouble: Trouble | null;
  readonly unplanned: Unplanned | null;
  /** The worker died of a bug or for want of memory; the document stays and one click restarts. */
  readonly crash: string | null;
}

export const outcomeStore = createStore<OutcomeState>(() => ({
  picture: null,
  work: null,
  trouble: null,
  unplanned: null,
  crash: null,
}));

/** Shows a problem until it is dismissed. */
export function showTrouble(about: string, problem: Problem): void {
  outcomeStore.setState({ trouble: { about, problem } });
}
