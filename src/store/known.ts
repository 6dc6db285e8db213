/** What was asked of a worker about the open document, and what is known of it. */

import type { Problem } from "../core/result.ts";

/** An answer that stays while the next one is made. */
export interface Known<T> {
  /** Null before the first, and where there is none. */
  readonly value: T | null;
  readonly working: boolean;
  /** Why there is no newer one. */
  readonly problem: Problem | null;
}

export const UNKNOWN = { value: null, working: false, problem: null };
