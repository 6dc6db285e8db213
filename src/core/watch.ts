/** How long work reports where it is, and asks whether to go on. The page cancels by ending the worker; a time limit asks to stop. */

export interface Progress {
  /** A word or two for people: "reading tensors", "placing". */
  readonly phase: string;
  readonly done: number;
  /** 0 when not known. */
  readonly total: number;
}

export interface Watch {
  (progress: Progress): void;
  /** True when whoever waits wants the best found so far, now. Searches ask every few hundred steps; others need not. */
  readonly stop?: () => boolean;
}

export const NO_WATCH: Watch = () => {};
