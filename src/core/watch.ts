/** How long work reports where it is. Cancelling is ending the worker, so nothing here asks to stop. */

export interface Progress {
  /** A word or two for people: "reading tensors", "placing". */
  readonly phase: string;
  readonly done: number;
  /** 0 when not known. */
  readonly total: number;
}

export type Watch = (progress: Progress) => void;

export const NO_WATCH: Watch = () => {};
