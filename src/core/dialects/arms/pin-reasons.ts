/** In words why a buffer keeps memory of its own. */

import type { PinReason } from "./report.types.ts";

export interface PinReasonWords {
  readonly id: PinReason;
  /** A word or two, for a badge. */
  readonly title: string;
  /** A sentence without its subject: "… is read by the host afterwards." */
  readonly says: string;
}

export const PIN_REASONS: readonly PinReasonWords[] = [
  { id: "live_out", title: "live out", says: "its contents are needed after the program" },
  { id: "host_input", title: "host input", says: "what it holds before the program is read" },
  { id: "atomic", title: "atomic", says: "others see its updates while they happen" },
  { id: "indirect", title: "indirect", says: "hardware reads a dispatch size from it" },
  { id: "collective", title: "collective", says: "other devices touch it" },
  { id: "opaque", title: "opaque", says: "a statement touches it in a way that nobody can see into" },
  { id: "async_in_flight", title: "in flight", says: "a copy from or into it is never surely waited for" },
  {
    id: "parallel_arms",
    title: "parallel",
    says: "arms that may run at the same time touch it, and one of them writes",
  },
  {
    id: "unordered_arms",
    title: "unordered",
    says: "arms in an order that is not known touch it, and one of them writes",
  },
  { id: "outside_any_arm", title: "outside", says: "a statement outside every arm touches it" },
];
