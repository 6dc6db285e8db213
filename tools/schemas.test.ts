import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { type NativeKind, SCHEMAS } from "../src/formats/native/schema.ts";
import { writeNative } from "../src/formats/native/write.ts";
import { documents } from "./arbitrary-documents.ts";
import { findSchemaFault } from "./json-schema.ts";

/** UPDATE_SCHEMAS=1 writes the files anew from the definitions that validate at run time. */
const update = process.env.UPDATE_SCHEMAS === "1";
const FOLDER = resolve(import.meta.dirname, "../public/schema");
const KINDS = Object.keys(SCHEMAS) as NativeKind[];

const SAYS: Record<NativeKind, string> = {
  graph: "A graph of operations over tensors. Sizes, alignments and workspaces are bytes.",
  arms: "Regions of a program over named buffers, and an order between them. Sizes and alignments are bytes.",
  methods: "A program of several graphs that may share state. Sizes, offsets and alignments are bytes.",
  dataflow: "Nodes that fire at fixed rates, joined by FIFOs. Rates, delays and lengths are samples.",
  lifetimes: "Buffers with lifetimes: half open, in steps. Sizes, offsets and alignments are bytes.",
  plan: "A memory plan. Sizes, offsets and alignments are bytes; steps are 0-based, ends exclusive.",
};

function pathOf(kind: NativeKind): string {
  return resolve(FOLDER, `${kind}.schema.json`);
}

function published(kind: NativeKind): Record<string, unknown> {
  return JSON.parse(readFileSync(pathOf(kind), "utf8"));
}

describe.each(KINDS)("the schema of %s", (kind) => {
  test("is as its definition says (if not: UPDATE_SCHEMAS=1 npm run unit -- tools/schemas.test.ts)", () => {
    const { $schema, ...rest } = toJsonSchema(SCHEMAS[kind], { target: "draft-2020-12" });
    const fresh = { $schema, title: `memplan ${kind}`, description: SAYS[kind], ...rest };
    const text = `${JSON.stringify(fresh, null, 2)}\n`;
    if (update) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(pathOf(kind), text);
    }
    expect(readFileSync(pathOf(kind), "utf8")).toBe(text);
  });
});

test("every document that we write is valid by its published schema", () => {
  const schemas = new Map(KINDS.map((kind) => [kind, published(kind)]));
  fc.assert(
    fc.property(documents, (document) => {
      const written = JSON.parse(writeNative(document));
      expect(findSchemaFault(schemas.get(document.kind) ?? false, written)).toBeUndefined();
    }),
  );
});

test("the published schema and the reader's definition refuse the same documents", () => {
  const schemas = new Map(KINDS.map((kind) => [kind, published(kind)]));
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      -1,
      1.5,
      2 ** 53,
      "",
      "__proto__",
      true,
      [],
      {},
      [1],
      { symbol: "T" },
      undefined,
    ),
    fc.jsonValue({ maxDepth: 1 }),
  );
  let refused = 0;
  fc.assert(
    fc.property(documents, fc.nat(), odd, (document, place, value) => {
      const changed = JSON.parse(writeNative(document));
      replaceAt(changed, place, value);
      const sent = JSON.parse(JSON.stringify(changed));
      const valid = v.is(SCHEMAS[document.kind], sent);
      if (!valid) refused++;
      expect(findSchemaFault(schemas.get(document.kind) ?? false, sent) === undefined).toBe(valid);
    }),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(50);
});

/** Puts `value` in the place of the n-th field or item, counted through the whole document and round again. */
function replaceAt(root: unknown, n: number, value: unknown): void {
  const places: [object, string][] = [];
  const walk = (at: unknown) => {
    if (typeof at !== "object" || at === null) return;
    for (const [key, item] of Object.entries(at)) {
      places.push([at, key]);
      walk(item);
    }
  };
  walk(root);
  const place = places[n % places.length];
  if (place !== undefined) Reflect.set(place[0], place[1], value);
}
