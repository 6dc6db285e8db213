/**
 * The one definition of what the native documents hold: validates at run time, gives the messages their words,
 * and makes public/schema/*. Loose objects: fields we do not know are allowed everywhere.
 */

import * as v from "valibot";
import { ACCESSES } from "../../core/dialects/arms/document.ts";
import { SHARING_POLICIES } from "../../core/dialects/methods/document.ts";
import { DTYPES, type Item, type MethodSpec, ROLES } from "../../core/document.ts";
import { RESERVED } from "./json-fault.ts";

// The last argument of each piece says what is expected, in the words that follow "but must be".

const text = v.string("a text");
const flag = v.boolean("true or false");
/** Ids become keys of objects, so the names that JavaScript keeps for itself are out. */
const id = v.pipe(
  v.string("a non-empty text"),
  v.nonEmpty("a non-empty text"),
  v.notValues(RESERVED, `another text than ${RESERVED.join(", ")}`),
);

function wholeFrom(least: number, most: number, says: string) {
  return v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(most, says));
}
const bytes = wholeFrom(0, Number.MAX_SAFE_INTEGER, "a whole number of bytes, 0 to 2^53 − 1");
const alignment = wholeFrom(1, Number.MAX_SAFE_INTEGER, "a whole number of bytes, 1 to 2^53 − 1");
const count = wholeFrom(0, Number.MAX_SAFE_INTEGER, "a whole number, 0 to 2^53 − 1");
/** Plans keep steps in 32 bits. */
const step = wholeFrom(0, 2 ** 31 - 1, "a whole number of steps, 0 to 2^31 − 1");
const position = wholeFrom(0, 2 ** 31 - 1, "a whole number, 0 or more");

function list<const T extends v.GenericSchema>(item: T, says: string) {
  return v.array(item, `a list of ${says}`);
}
const ids = list(id, "ids");

/** valibot takes a list for the object of its positions; we do not. */
function noList<const T extends v.GenericSchema>(object: T, says: string): T {
  const none = v.never(says);
  const run: T["~run"] = (dataset, config) =>
    Array.isArray(dataset.value) ? none["~run"](dataset, config) : object["~run"](dataset, config);
  return { ...object, "~run": run };
}

function byId<const T extends v.GenericSchema>(item: T, says: string) {
  return noList(v.record(id, item, says), says);
}

const SOURCE_KINDS = ["graph", "lifetimes", "arms", "methods"] as const;

const head = {
  format: v.literal("memplan", 'the text "memplan"'),
  version: v.literal(1, "the number 1"),
};
const name = v.optional(text);

const diagnostic = v.looseObject(
  {
    severity: v.picklist(["error", "warning", "info"], '"error", "warning" or "info"'),
    code: text,
    message: text,
    at: list(text, "texts"),
  },
  "an object",
);

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

const number = v.pipe(
  v.number("a number"),
  v.minValue(-Number.MAX_VALUE, "a number"),
  v.maxValue(Number.MAX_VALUE, "a number"),
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

const pair = v.strictTuple([id, id], "two ids");

/** What a graph and a method have in common. */
const graphParts = {
  tensors: list(tensor, "tensors"),
  nodes: list(node, "nodes"),
  outputs: ids,
  order: v.optional(ids),
  arenas: v.optional(list(arena, "arenas")),
  findings: v.optional(list(diagnostic, "findings")),
  shipped: v.optional(
    v.looseObject({ title: text, offsets: byId(bytes, "an object of offsets by tensor") }, "an object"),
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

const gap = v.looseObject(
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
      wholeFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, "a whole number, negative for none"),
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
  { placeSteps: count, orderSteps: count, orderOptimal: flag, orderBound: v.nullable(bytes) },
  "an object with placeSteps, orderSteps, orderOptimal and orderBound",
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
    producer: v.looseObject({ name: text, version: text }, "an object with name and version"),
  },
  "an object",
);

const access = v.picklist(ACCESSES, `one of ${ACCESSES.join(", ")}`);

const armsBuffer = v.looseObject(
  { id, bytes, access, liveOut: v.optional(flag), alignment: v.optional(alignment) },
  "an object with id, bytes and access",
);

const items: v.GenericSchema<readonly Item[]> = v.lazy(() => list(item, "regions and statements"));
const AN_ITEM = 'a region with "arm" and "body", or a statement with an "op" that there is, and its buffers';
const from = v.optional(ids);
const item: v.GenericSchema<Item> = v.union(
  [
    v.looseObject({ arm: id, body: items }),
    v.looseObject({
      op: v.picklist(["load", "len", "ref", "indirect", "all_reduce", "broadcast"]),
      buffer: id,
    }),
    v.looseObject({
      op: v.picklist(["store", "atomic"]),
      buffer: id,
      from,
      partial: v.optional(v.literal(true)),
    }),
    v.looseObject({ op: v.picklist(["async_load", "async_store"]), src: id, dst: id, tag: text }),
    v.looseObject({ op: v.literal("async_wait"), tag: text }),
    v.looseObject({ op: v.picklist(["all_gather", "reduce_scatter"]), input: id, output: id }),
    v.looseObject({ op: v.literal("opaque"), buffers: ids }),
    // biome-ignore lint/suspicious/noThenProperty: the documents' own word, and a schema is never awaited
    v.looseObject({ op: v.literal("if"), then: items, else: v.optional(items) }),
    v.looseObject({ op: v.literal("loop"), body: items, runs: v.picklist(["known", "unknown"]) }),
  ],
  AN_ITEM,
);

const armsOrder = v.union(
  [
    v.looseObject({ kind: v.literal("listing") }),
    v.looseObject({
      kind: v.literal("dag"),
      edges: list(pair, "pairs of arms"),
      exclusive: v.optional(list(pair, "pairs of arms")),
    }),
  ],
  '{ "kind": "listing" } or { "kind": "dag", "edges": […] }',
);

export const ArmsSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("arms"),
    name,
    buffers: list(armsBuffer, "buffers"),
    body: items,
    order: v.optional(armsOrder),
    donateInputs: v.optional(flag),
    capacity: v.nullish(bytes),
  },
  "an object",
);

const methodParts = { id, ...graphParts };
const METHOD = "an object with id, tensors, nodes and outputs";
const method: v.GenericSchema<MethodSpec> = v.looseObject(
  { ...methodParts, bodies: v.optional(v.lazy(() => list(method, "bodies"))) },
  METHOD,
);

const sharedEntry = v.looseObject(
  {
    name: id,
    members: byId(id, "an object of tensors by method"),
    alignment: v.optional(alignment),
    device: v.optional(text),
    initial: v.optional(v.literal(true, "true")),
    forced: v.optional(v.literal(true, "true")),
  },
  "an object with name and members",
);

const sharing = v.looseObject(
  {
    policy: v.picklist(SHARING_POLICIES, `one of ${SHARING_POLICIES.join(", ")}`),
    names: v.optional(ids),
    entries: v.optional(list(sharedEntry, "entries")),
    arena: v.optional(id),
    layout: v.optional(v.picklist(["appearance", "size"], '"appearance" or "size"')),
    locked: v.optional(byId(bytes, "an object of offsets by entry")),
    assumedBase: v.optional(alignment),
  },
  "an object with a policy",
);

export const MethodsSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("methods"),
    name,
    methods: list(method, "methods"),
    sharing: v.optional(sharing),
    findings: v.optional(list(diagnostic, "findings")),
  },
  "an object",
);

export const SCHEMAS = {
  graph: GraphSchema,
  lifetimes: LifetimesSchema,
  arms: ArmsSchema,
  methods: MethodsSchema,
  plan: PlanSchema,
} as const;
export type NativeKind = keyof typeof SCHEMAS;
