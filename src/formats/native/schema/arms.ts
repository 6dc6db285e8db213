/** The shape of an arms document. */

import * as v from "valibot";
import { ACCESSES } from "../../../core/dialects/arms/document.ts";
import type { Item, Region, Statement } from "../../../core/document.ts";
import { alignment, bytes, flag, head, id, ids, list, name, pair, text } from "./pieces.ts";

const access = v.picklist(ACCESSES, `one of ${ACCESSES.join(", ")}`);

const buffer = v.looseObject(
  { id, bytes, access, liveOut: v.optional(flag), alignment: v.optional(alignment) },
  "an object with id, bytes and access",
);

const items: v.GenericSchema<readonly Item[]> = v.lazy(() => list(item, "regions and statements"));

const region: v.GenericSchema<Region> = v.looseObject({ arm: id, body: items });

/** A field that tells a region from a statement, so that no item is both. */
const arm = v.optional(v.never('absent: a statement is no region, which has "arm" and "body"'));

const buffers = { buffer: id, arm };
const written = { ...buffers, from: v.optional(ids), partial: v.optional(v.literal(true, "true")) };
const copied = { src: id, dst: id, tag: text, arm };
const gathered = { input: id, output: id, arm };

const statements = [
  v.looseObject({ op: v.literal("load"), ...buffers }),
  v.looseObject({ op: v.literal("store"), ...written }),
  v.looseObject({ op: v.literal("len"), ...buffers }),
  v.looseObject({ op: v.literal("ref"), ...buffers }),
  v.looseObject({ op: v.literal("atomic"), ...written }),
  v.looseObject({ op: v.literal("indirect"), ...buffers }),
  v.looseObject({ op: v.literal("async_load"), ...copied }),
  v.looseObject({ op: v.literal("async_store"), ...copied }),
  v.looseObject({ op: v.literal("async_wait"), tag: text, arm }),
  v.looseObject({ op: v.literal("all_reduce"), ...buffers }),
  v.looseObject({ op: v.literal("broadcast"), ...buffers }),
  v.looseObject({ op: v.literal("all_gather"), ...gathered }),
  v.looseObject({ op: v.literal("reduce_scatter"), ...gathered }),
  v.looseObject({ op: v.literal("opaque"), buffers: ids, arm }),
  // biome-ignore lint/suspicious/noThenProperty: the documents' own word, and a schema is never awaited
  v.looseObject({ op: v.literal("if"), then: items, else: v.optional(items), arm }),
  v.looseObject({
    op: v.literal("loop"),
    body: items,
    runs: v.picklist(["known", "unknown"], '"known" or "unknown"'),
    arm,
  }),
] as const;

const OPS = `one of ${statements.map(({ entries }) => entries.op.literal).join(", ")}`;
const statement: v.GenericSchema<Statement> = v.variant("op", statements, OPS);

const either = v.union([region, statement], 'a region with "arm" and "body", or a statement with an "op"');

/** Judged by what it is meant to be alone, so that a fault has its own place however deep it lies. */
const item: v.GenericSchema<Item> = { ...either, "~run": runItem };

function runItem(
  dataset: v.UnknownDataset,
  config: v.Config<v.BaseIssue<unknown>>,
): v.OutputDataset<Item, v.BaseIssue<unknown>> {
  const { value } = dataset;
  if (typeof value !== "object" || value === null) return either["~run"](dataset, config);
  if ("arm" in value) return region["~run"](dataset, config);
  return "op" in value ? statement["~run"](dataset, config) : either["~run"](dataset, config);
}

const order = v.variant(
  "kind",
  [
    v.looseObject({ kind: v.literal("listing") }),
    v.looseObject({
      kind: v.literal("dag"),
      edges: list(pair, "pairs of arms"),
      exclusive: v.optional(list(pair, "pairs of arms")),
    }),
  ],
  '"listing" or "dag"',
);

export const ArmsSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("arms"),
    name,
    buffers: list(buffer, "buffers"),
    body: items,
    order: v.optional(order),
    donateInputs: v.optional(flag),
    capacity: v.nullish(bytes),
  },
  "an object",
);
