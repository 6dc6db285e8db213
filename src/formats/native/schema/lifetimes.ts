/** The shape of lifetimes. */

import * as v from "valibot";
import { alignment, bytes, head, id, list, name, step, wholeFrom } from "./pieces.ts";

export const gap = v.looseObject(
  {
    start: step,
    end: step,
    window: v.optional(v.strictTuple([bytes, bytes], "two numbers of bytes")),
  },
  "an object with start and end",
);

const lifetime = v.looseObject(
  {
    id,
    start: step,
    end: step,
    bytes,
    alignment: v.optional(alignment),
    offset: v.nullish(bytes),
    hint: v.optional(
      wholeFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "a whole negative for none"),
    ),
    gaps: v.optional(list(gap, "gaps")),
  },
  "an object with id, start, end and bytes",
);

export const LifetimesSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("lifetimes"),
    name,
    capacity: v.nullish(bytes),
    buffers: list(lifetime, "buffers"),
  },
  "an object",
);
