/** What makes a list of lifetimes senseless, whatever file it came in: each reader adds the place. */

import type { LifetimeSpec } from "../core/document.ts";
import { faultOfGaps } from "../core/needs.ts";

export interface LifetimeFault {
  readonly code: "duplicate-id" | "empty-lifetime" | "bad-gap" | "too-large";
  /** Position in the list. */
  readonly index: number;
  readonly field: "id" | "end" | "bytes" | "gaps" | "offset";
  readonly message: string;
  readonly help: string;
}

/** The first fault of the list, or undefined. */
export function findLifetimeFault(buffers: readonly LifetimeSpec[]): LifetimeFault | undefined {
  const first = new Map<string, number>();
  let total = 0;
  for (const [index, buffer] of buffers.entries()) {
    const name = JSON.stringify(buffer.id);
    const before = first.get(buffer.id);
    if (before !== undefined) {
      const message = `The id ${name} is there twice, at positions ${before + 1} and ${index + 1} of the list.`;
      return { code: "duplicate-id", index, field: "id", message, help: "Give each buffer its own id." };
    }
    first.set(buffer.id, index);
    if (buffer.end <= buffer.start) {
      const message = `Buffer ${name} starts at step ${buffer.start} and ends at step ${buffer.end}: it is never alive.`;
      const help = "The end is exclusive and must be after the start: correct it, or remove the buffer.";
      return { code: "empty-lifetime", index, field: "end", message, help };
    }
    const gap = faultOfGaps(buffer, buffer.gaps ?? []);
    if (gap !== undefined) {
      const help =
        "Gaps lie inside the lifetime and apart from each other, a window inside the bytes; the ends are exclusive.";
      return { code: "bad-gap", index, field: "gaps", message: `Buffer ${name} ${gap}.`, help };
    }
    if (!Number.isSafeInteger((buffer.offset ?? 0) + buffer.bytes)) {
      const message = `Buffer ${name} would end beyond address 2^53 − 1.`;
      return { code: "too-large", index, field: "offset", message, help: "Correct its offset or its size." };
    }
    total += buffer.bytes;
    if (!Number.isSafeInteger(total)) {
      const message = `Up to buffer ${name} the sizes add up to more than 2^53 − 1 bytes.`;
      return { code: "too-large", index, field: "bytes", message, help: "Correct the sizes." };
    }
  }
  return undefined;
}
