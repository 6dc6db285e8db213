/** What a schedule of tiles holds, as core/dialects/tiles/schedule-document.ts writes it: for those who run it. memplan itself opens none. */

import * as v from "valibot";

const text = v.string("a text");
const whole = (least: number, says: string) =>
  v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(Number.MAX_SAFE_INTEGER, says));
const bytes = whole(0, "a whole number of bytes, 0 to 2^53 − 1");
const count = whole(0, "a whole number, 0 to 2^53 − 1");
const address = whole(0, "an address in the scratchpad");
const time = v.pipe(v.number("a time"), v.minValue(0, "a time"));
const buffer = v.optional(v.picklist([0, 1], "0 or 1"));

const tile = { tensor: text, coord: v.strictTuple([count, count], "a row and a column of tiles") };

const move = v.looseObject(
  { op: v.picklist(["LOAD", "STORE", "SPILL", "FILL"], "a transfer"), ...tile, address, bytes, buffer },
  "a transfer with tensor, coord, address and bytes",
);

const exec = v.looseObject(
  {
    op: v.literal("EXEC", 'the text "EXEC"'),
    m: count,
    n: count,
    k: count,
    a: v.optional(address),
    b: v.optional(address),
    d: v.optional(address),
    acc: address,
    buffer,
  },
  "a step with m, n, k and addresses",
);

const fault = v.looseObject(
  {
    op: count,
    code: v.picklist(
      ["wrong-operand", "lost-sum", "overlap", "outside", "not-written", "left-over"],
      "what is wrong",
    ),
    message: text,
  },
  "an object with op, code and message",
);

const stats = v.looseObject(
  {
    graphOps: count,
    fusedOps: count,
    microOps: count,
    scheduledOps: count,
    loadsEmitted: count,
    loadsEliminated: count,
    evictions: count,
    spillStores: count,
    spillLoads: count,
    bytesIn: bytes,
    bytesOut: bytes,
    peakBytes: bytes,
    highWaterBytes: bytes,
    finalLiveBytes: bytes,
    leastLoads: count,
    bubbles: count,
    makespan: time,
    serial: time,
  },
  "an object with the numbers of the schedule",
);

const head = {
  format: v.literal("memplan", 'the text "memplan"'),
  version: v.literal(1, "the number 1"),
  kind: v.literal("tiles", 'the text "tiles"'),
  producer: v.looseObject({ name: text, version: text }, "an object with name and version"),
};

const none = v.literal(false, "false");

export const TilesSchema = v.union(
  [
    v.looseObject(
      {
        ...head,
        feasible: v.literal(true, "true"),
        stats,
        corrupt: v.optional(count),
        faults: v.optional(v.array(fault, "a list of faults")),
        dropped: v.optional(v.array(text, "a list of ids")),
        ops: v.array(v.union([move, exec], "an operation"), "a list of operations"),
      },
      "a schedule with stats and ops",
    ),
    v.looseObject(
      {
        ...head,
        feasible: none,
        needs: v.looseObject(
          {
            step: count,
            bytes,
            tiles: v.array(v.looseObject({ ...tile, bytes }, "a tile"), "a list of tiles"),
          },
          "what must be together",
        ),
      },
      "what there is no room for",
    ),
    v.looseObject({ ...head, feasible: none, error: text }, "why the original gave up"),
  ],
  "a schedule, or why there is none",
);
