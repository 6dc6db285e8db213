/** Questions about the picture that take a while, and their answers as they come. The app asks its background workers. */

import { createStore } from "zustand/vanilla";
import type { Help } from "../core/explain/help.types.ts";
import type { FreedomCost, ShareAnswer } from "../core/reuse/question.types.ts";
import type { ReverseGreedy } from "../core/reuse/reverse-greedy.ts";
import type { ShippedFacts } from "../core/shipped.ts";
import type { Picture } from "./outcome.ts";

export type Asked<T> =
  | { readonly state: "asking" }
  | { readonly state: "answered"; readonly answer: T }
  /** For people: why there is no answer. */
  | { readonly state: "failed"; readonly says: string };

/** The search for what would help: it fills as it goes, and what it found stays when the plan changes. */
export type Helping = {
  /** The picture that the changes were measured against. */
  readonly of: Picture;
  readonly found: readonly Help[];
  readonly tried: number;
  /** 0 when not known. */
  readonly total: number;
} & (
  | { readonly state: "asking" | "answered" | "cancelled" }
  | { readonly state: "failed"; readonly says: string }
);

export interface QuestionsState {
  /** What order freedom costs; null as an answer: too many values to compare. Undefined: not asked yet. */
  readonly freedom: Asked<FreedomCost | null> | undefined;
  /** What the plan that the file carries amounts to; null: it carries none that can be judged. */
  readonly shipped: Asked<ShippedFacts | null> | undefined;
  /** What the reverse greedy allocation does; null: too many values. */
  readonly greedy: Asked<ReverseGreedy | null> | undefined;
  /** Whether two tensors may share in any order, by `pairKey`. */
  readonly pairs: ReadonlyMap<string, Asked<ShareAnswer>>;
  readonly help: Helping | undefined;
}

export const NO_QUESTIONS: QuestionsState = {
  freedom: undefined,
  shipped: undefined,
  greedy: undefined,
  pairs: new Map(),
  help: undefined,
};

export const questionsStore = createStore<QuestionsState>(() => NO_QUESTIONS);

/** The same for (a, b) and (b, a): sharing has no direction. */
export function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** What has been asked already is not asked again; nothing is asked while no graph is shown. */
export interface Asking {
  readonly freedom: () => void;
  readonly reverseGreedy: () => void;
  readonly shipped: () => void;
  /** Tensors by their positions in the document. */
  readonly mayShare: (a: number, b: number) => void;
  /** Begins anew, however often it was asked. */
  readonly whatHelps: () => void;
  readonly stopHelp: () => void;
}

export const NOBODY: Asking = {
  freedom: () => {},
  reverseGreedy: () => {},
  shipped: () => {},
  mayShare: () => {},
  whatHelps: () => {},
  stopHelp: () => {},
};
let given: Asking = NOBODY;

/** Called once by the app at start-up. */
export function provideAsking(asking: Asking): void {
  given = asking;
}

export function asking(): Asking {
  return given;
}

/** The answer, once there is one. */
export function answerOf<T>(asked: Asked<T> | undefined): T | undefined {
  return asked?.state === "answered" ? asked.answer : undefined;
}
