/** What the difference of two plans holds, as core/compare/document.ts writes it: for those who read it. memplan itself opens none. */

import * as v from "valibot";
import { KINDS } from "../../core/compare/comparison.types.ts";

const text = v.string("a text");
const whole = (least: number, says: string) =>
  v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(Number.MAX_SAFE_INTEGER, says));
const bytes = whole(0, "a whole number of bytes, 0 to 2^53 − 1");
const count = whole(0, "a whole number, 0 to 2^53 − 1");
const ids = v.array(text, "a list of ids");

const side = v.looseObject(
  {
    name: text,
    kind: v.picklist(["graph", "lifetimes"], '"graph" or "lifetimes"'),
    settings: v.record(
      text,
      v.union([v.string(), v.number(), v.boolean(), v.null()], "a text, a number, true, false or null"),
    ),
    steps: count,
    stats: v.looseObject(
      {
        totalBytes: bytes,
        peakBytes: bytes,
        lowerBoundBytes: bytes,
        peakStep: count,
        fragmentationBytes: bytes,
        paddingBytes: bytes,
        buffers: count,
        storages: count,
        fits: v.boolean("true or false"),
      },
      "an object with the numbers of the plan",
    ),
  },
  "an object",
);

const place = v.looseObject(
  { arena: text, buffer: text, offset: bytes, bytes, start: count, end: count },
  "an object with arena, buffer, offset, bytes, start and end",
);

const storage = v.looseObject(
  {
    id: text,
    what: v.array(v.picklist(KINDS, `one of ${KINDS.join(", ")}`), "a list of what became of it"),
    a: v.nullable(place),
    b: v.nullable(place),
  },
  "an object with id, what, a and b",
);

const numbers = v.nullable(
  v.looseObject({ peak: bytes, lowerBound: bytes, capacity: v.nullable(bytes) }, "an object"),
);

const total = v.looseObject({ storages: count, aBytes: bytes, bBytes: bytes }, "an object");

export const ComparisonSchema = v.looseObject(
  {
    format: v.literal("memplan", 'the text "memplan"'),
    version: v.literal(1, "the number 1"),
    kind: v.literal("comparison", 'the text "comparison"'),
    name: text,
    a: side,
    b: side,
    totals: v.looseObject(
      {
        came: total,
        went: total,
        grew: total,
        shrank: total,
        arena: total,
        moved: total,
        time: total,
        buffer: total,
        same: total,
      },
      "an object of totals by kind",
    ),
    arenas: v.array(v.looseObject({ id: text, a: numbers, b: numbers }, "an object"), "a list of arenas"),
    order: v.looseObject({ common: count, moved: ids, came: ids, went: ids }, "an object"),
    storages: v.array(storage, "a list of storages"),
    producer: v.looseObject({ name: text, version: text }, "an object with name and version"),
  },
  "an object",
);
