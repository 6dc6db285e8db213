/** Questions about the picture that take a while, and their answers as they come. The app asks its background workers. */

import { createStore } from "zustand/vanilla";
import type { FreedomCost, ShareAnswer } from "../core/reuse/question.types.ts";
import type { ReverseGreedy } from "../core/reuse/reverse-greedy.ts";

export type Asked<T> =
  | { readonly state: "asking" }
  | { readonly state: "answered"; readonly answer: T }
  /** For people: why there is no answer. */
  | { readonly state: "failed"; readonly says: string };

export interface QuestionsState {
  /** What order freedom costs; null as an answer: too many values to compare. Undefined: not asked yet. */
  readonly freedom: Asked<FreedomCost | null> | undefined;
  /** What the reverse greedy allocation does; null: too many values. */
  readonly greedy: Asked<ReverseGreedy | null> | undefined;
  /** Whether two tensors may share in any order, by `pairKey`. */
  readonly pairs: ReadonlyMap<string, Asked<ShareAnswer>>;
}

export const NO_QUESTIONS: QuestionsState = { freedom: undefined, greedy: undefined, pairs: new Map() };

export const questionsStore = createStore<QuestionsState>(() => NO_QUESTIONS);

/** The same for (a, b) and (b, a): sharing has no direction. */
export function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** What has been asked already is not asked again; nothing is asked while no graph is shown. */
export interface Asking {
  readonly freedom: () => void;
  readonly reverseGreedy: () => void;
  /** Tensors by their positions in the document. */
  readonly mayShare: (a: number, b: number) => void;
}

const NOBODY: Asking = { freedom: () => {}, reverseGreedy: () => {}, mayShare: () => {} };
let given = NOBODY;

/** Called once by the app at start-up. */
export function provideAsking(asking: Asking): void {
  given = asking;
}

export function asking(): Asking {
  return given;
}
