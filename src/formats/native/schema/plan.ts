/** The shape of a plan. */

import * as v from "valibot";
import { gap } from "./lifetimes.ts";
import {
  alignment,
  byId,
  bytes,
  count,
  diagnostic,
  flag,
  head,
  id,
  ids,
  list,
  name,
  step,
  text,
} from "./pieces.ts";

const SOURCE_KINDS = ["graph", "lifetimes", "arms", "methods", "dataflow"] as const;

const place = { arena: id, offset: bytes, bytes, start: step, end: step };

const planStorage = v.looseObject(
  {
    id,
    tensors: ids,
    alignment,
    buffer: id,
    workspaceOf: v.optional(id),
    gaps: v.optional(list(gap, "gaps")),
    ...place,
  },
  "an object with id, tensors, bytes, alignment, start, end, arena, offset and buffer",
);

const planTensor = v.looseObject(
  { storage: id, buffer: id, ...place },
  "an object with storage, buffer, arena, offset, bytes, start and end",
);

const planBuffer = v.looseObject(
  { id, arena: id, offset: bytes, bytes, storages: ids },
  "an object with id, arena, offset, bytes and storages",
);

const planArena = v.looseObject(
  {
    id,
    capacity: v.nullable(bytes),
    alignment,
    peak: bytes,
    lowerBound: bytes,
    optimal: flag,
    antichain: v.optional(ids),
  },
  "an object with id, capacity, alignment, peak, lowerBound and optimal",
);

const planSearch = v.looseObject(
  {
    placeSteps: count,
    orderSteps: count,
    orderOptimal: flag,
    orderBound: v.nullable(bytes),
    way: v.optional(text),
  },
  "an object with placeSteps, orderSteps, orderOptimal and orderBound",
);

const planEnd = v.strictTuple([id, text], "an actor and one of its ports");

const planFifo = v.looseObject(
  {
    id,
    from: planEnd,
    to: planEnd,
    samples: count,
    sampleBytes: bytes,
    delay: count,
    array: flag,
    copySkipped: flag,
    outside: v.optional(text),
  },
  "an object with id, from, to, samples, sampleBytes, delay, array and copySkipped",
);

const planStats = v.looseObject(
  {
    totalBytes: bytes,
    peakBytes: bytes,
    lowerBoundBytes: bytes,
    peakStep: step,
    fragmentationBytes: bytes,
    paddingBytes: v.optional(bytes),
    buffers: count,
    storages: count,
    fits: flag,
  },
  "an object with the numbers of the plan",
);

export const PlanSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("plan"),
    name,
    source: v.looseObject(
      { name: text, kind: v.picklist(SOURCE_KINDS, `one of ${SOURCE_KINDS.join(", ")}`), sha256: text },
      "an object with name, kind and sha256",
    ),
    settings: byId(
      v.union([v.string(), v.number(), v.boolean(), v.null()], "a text, a number, true, false or null"),
      "an object of settings",
    ),
    order: ids,
    storages: list(planStorage, "storages"),
    tensors: byId(planTensor, "an object of places by tensor"),
    buffers: list(planBuffer, "buffers"),
    arenas: list(planArena, "arenas"),
    stats: planStats,
    diagnostics: list(diagnostic, "diagnostics"),
    search: v.optional(planSearch),
    fifos: v.optional(list(planFifo, "FIFOs")),
    producer: v.looseObject({ name: text, version: text }, "an object with name and version"),
  },
  "an object",
);
