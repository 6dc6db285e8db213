/** The shape of a graph, and what a method has in common with it. */

import * as v from "valibot";
import { DTYPES, ROLES } from "../../../core/document.ts";
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
  noList,
  number,
  pair,
  position,
  text,
} from "./pieces.ts";

const dim = v.union(
  [count, v.looseObject({ symbol: id, max: count })],
  "a whole number, 0 or more, or { symbol, max }",
);

const tensor = v.looseObject(
  {
    id,
    dtype: v.optional(v.picklist(DTYPES, `one of ${DTYPES.join(", ")}`)),
    shape: v.optional(list(dim, "dimensions")),
    bytes: v.optional(bytes),
    alignment: v.optional(alignment),
    arena: v.optional(id),
    offset: v.optional(bytes),
    role: v.optional(v.picklist(ROLES, `one of ${ROLES.join(", ")}`)),
    typed: v.optional(v.literal("hand", 'the text "hand"')),
    external: v.optional(v.literal(true, "true")),
    name: v.optional(text),
    device: v.optional(text),
  },
  "an object with an id",
);

const share = v.looseObject(
  {
    output: position,
    input: position,
    how: v.picklist(["inplace", "view"], '"inplace" or "view"'),
    byteOffset: v.optional(bytes),
  },
  "an object with output, input and how",
);

const attribute = v.union(
  [number, text, flag, list(number, "numbers")],
  "a number, a text, true, false or a list of numbers",
);

const node = v.looseObject(
  {
    id,
    op: text,
    inputs: ids,
    outputs: ids,
    workspace: v.optional(bytes),
    mayShare: v.optional(list(share, "rights to share")),
    attributes: v.optional(byId(attribute, "an object of attributes by name")),
    drawn: v.optional(
      noList(
        v.looseObject(
          {
            ports: v.optional(list(position, "ports")),
            rights: v.optional(v.literal("hand", 'the text "hand"')),
          },
          "an object",
        ),
        "an object",
      ),
    ),
    mutates: v.optional(list(position, "positions of inputs")),
    bodies: v.optional(ids),
  },
  "an object with id, op, inputs and outputs",
);

const arena = v.looseObject(
  { id, capacity: v.nullish(bytes), alignment: v.optional(alignment) },
  "an object with an id",
);

const group = v.looseObject(
  { id, title: text, nodes: ids, collapsed: v.optional(flag) },
  "an object with id, title and nodes",
);

const drawing = noList(
  v.looseObject(
    {
      at: v.optional(
        byId(v.strictTuple([number, number], "two numbers"), "an object of places by box, such as node:ID"),
      ),
      groups: v.optional(list(group, "groups")),
    },
    "an object",
  ),
  "an object",
);

const symbol = v.looseObject(
  {
    id,
    value: count,
    of: v.optional(text),
    most: v.optional(text),
    asked: v.optional(v.literal(true, "true")),
    given: v.optional(v.literal(true, "true")),
  },
  "an object with id and value",
);

const contents = v.looseObject(
  { id, elements: count, values: v.optional(list(number, "numbers")) },
  "an object with id and elements",
);

/** What a graph and a method have in common. */
export const graphParts = {
  tensors: list(tensor, "tensors"),
  nodes: list(node, "nodes"),
  outputs: ids,
  order: v.optional(ids),
  arenas: v.optional(list(arena, "arenas")),
  findings: v.optional(list(diagnostic, "findings")),
  shipped: v.optional(
    v.looseObject(
      {
        title: text,
        offsets: byId(bytes, "an object of offsets by tensor"),
        conflicts: v.optional(list(diagnostic, "findings")),
      },
      "an object",
    ),
  ),
};

export const GraphSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("graph"),
    name,
    ...graphParts,
    symbols: v.optional(list(symbol, "symbols")),
    contents: v.optional(list(contents, "inputs")),
    exclusive: v.optional(list(pair, "pairs of nodes")),
    drawing: v.optional(drawing),
  },
  "an object",
);
