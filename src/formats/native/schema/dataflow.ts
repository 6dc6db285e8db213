/** The shape of a dataflow document. */

import * as v from "valibot";
import {
  REFERENCE_ROLES,
  REFERENCE_STATUSES,
  REFERENCE_USES,
  STREAM_MODES,
} from "../../../core/dialects/dataflow/document.ts";
import {
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
  noList,
  number,
  text,
} from "./pieces.ts";

const type = noList(
  v.looseObject(
    { bytes: v.optional(bytes), sharedOf: v.optional(id), shared: v.optional(flag), cName: v.optional(text) },
    "an object with bytes, or with sharedOf",
  ),
  "an object with bytes, or with sharedOf",
);

const constraint = noList(
  v.looseObject(
    {
      name: v.optional(text),
      mustBeArray: v.optional(flag),
      assignedByNode: v.optional(flag),
      canBeShared: v.optional(flag),
    },
    "an object with name, mustBeArray, assignedByNode or canBeShared",
  ),
  "an object with name, mustBeArray, assignedByNode or canBeShared",
);

const reference = noList(
  v.looseObject(
    {
      use: v.optional(v.picklist(REFERENCE_USES, `one of ${REFERENCE_USES.join(", ")}`)),
      to: v.optional(list(id, "names of outputs")),
      requires: v.optional(v.picklist(REFERENCE_STATUSES, `one of ${REFERENCE_STATUSES.join(", ")}`)),
      gives: v.optional(
        v.union(
          [v.picklist(["unique", "shared"], '"unique" or "shared"'), list(id, "names of inputs")],
          '"unique", "shared", or a list of inputs',
        ),
      ),
    },
    "an object with use, to, requires or gives",
  ),
  "an object with use, to, requires or gives",
);

const port = v.looseObject(
  {
    name: id,
    rate: v.union([count, list(count, "whole numbers")], "a whole number, or a list of them"),
    type: id,
    bufferConstraint: v.optional(constraint),
    reference: v.optional(reference),
  },
  "an object with name, rate and type",
);

const window = v.looseObject(
  {
    kind: v.picklist(["sliding", "overlap-add"], '"sliding" or "overlap-add"'),
    length: count,
    overlap: count,
  },
  "an object with kind, length and overlap",
);

const argument = v.union(
  [text, number, flag, v.looseObject({ code: text }, "an object with code")],
  "a text, a number, true, false, or an object with code",
);

const passed = v.variant(
  "kind",
  [
    v.looseObject({ kind: v.literal("port"), port: id }),
    v.looseObject({
      kind: v.literal("length"),
      port: id,
      unit: v.picklist(["samples", "bytes"], '"samples" or "bytes"'),
    }),
    v.looseObject({ kind: v.literal("argument"), index: count }),
  ],
  "an object of kind port, length or argument",
);

const cFunction = v.variant(
  "kind",
  [
    v.looseObject({ kind: v.literal("unary") }),
    v.looseObject({ kind: v.literal("binary") }),
    v.looseObject({ kind: v.literal("general"), args: list(passed, "what is passed") }),
  ],
  "an object of kind unary, binary or general",
);

const node = v.looseObject(
  {
    id,
    class: text,
    inputs: v.optional(list(port, "ports")),
    outputs: v.optional(list(port, "ports")),
    role: v.optional(v.picklist(REFERENCE_ROLES, `one of ${REFERENCE_ROLES.join(", ")}`)),
    window: v.optional(window),
    args: v.optional(list(argument, "arguments")),
    function: v.optional(cFunction),
    uniform: v.optional(list(v.picklist(["inputs", "outputs"], '"inputs" or "outputs"'), "sides")),
    identified: v.optional(flag),
  },
  "an object with id and class",
);

const end = v.strictTuple([id, id], "a node and one of its ports");

const edge = v.looseObject(
  {
    from: v.optional(end),
    to: end,
    constant: v.optional(text),
    delay: v.optional(count),
    asyncLength: v.optional(count),
    asyncScale: v.optional(number),
    fifoClass: v.optional(text),
    weak: v.optional(flag),
    buffer: v.optional(text),
    bufferMustBeArray: v.optional(flag),
  },
  "an object with from and to",
);

const options = v.looseObject(
  {
    sinkPriority: v.optional(flag),
    memoryOptimization: v.optional(flag),
    duplicateOptimization: v.optional(flag),
    mode: v.optional(v.picklist(STREAM_MODES, `one of ${STREAM_MODES.join(", ")}`)),
    fifoIncrease: v.optional(number),
  },
  "an object of options",
);

const code = v.looseObject(
  {
    fifoClass: v.optional(text),
    duplicateClass: v.optional(text),
    options: v.optional(
      byId(
        v.union(
          [text, number, flag, list(text, "texts")],
          "a text, a number, true, false, or a list of texts",
        ),
        "an object of options by section and key",
      ),
    ),
  },
  "an object with fifoClass, duplicateClass or options",
);

const shipped = v.looseObject(
  {
    title: text,
    schedule: ids,
    fifos: list(
      v.looseObject(
        { length: count, isArray: flag, buffer: text, copySkipped: v.optional(flag) },
        "an object with length, isArray and buffer",
      ),
      "FIFOs",
    ),
    buffers: list(v.looseObject({ name: text, bytes }, "an object with name and bytes"), "buffers"),
  },
  "an object with title, schedule, fifos and buffers",
);

const place = v.strictTuple([number, number], "two numbers");

export const DataflowSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("dataflow"),
    name,
    types: byId(type, "an object of types"),
    nodes: list(node, "nodes"),
    edges: list(edge, "edges"),
    options: v.optional(noList(options, "an object of options")),
    code: v.optional(noList(code, "an object with fifoClass, duplicateClass or options")),
    shipped: v.optional(shipped),
    findings: v.optional(list(diagnostic, "findings")),
    drawing: v.optional(
      noList(
        v.looseObject({ at: v.optional(byId(place, "an object of places by node")) }, "an object with at"),
        "an object with at",
      ),
    ),
  },
  "an object",
);
