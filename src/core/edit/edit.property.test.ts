import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { readGraph } from "../graph.ts";
import { planAndCheck } from "../plan-checked.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { Random, randomGraph } from "../testing/random.ts";
import { NO_WATCH } from "../watch.ts";
import { blankGraph } from "./blank.ts";
import { portFaults } from "./faults.ts";
import { inputPorts, portsOf } from "./ports.ts";
import { COMMANDS } from "./testing/commands.ts";
import { typesOf } from "./types-of.ts";

const NAMES = Object.keys(COMMANDS);
const MOST_NODES = 60;

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const field of Object.values(value)) freeze(field);
}

function expectSound(document: GraphDocument): void {
  const graph = readGraph(document);
  if (!graph.ok) throw new Error(graph.problem.message);
  const { drawing, nodes, tensors, outputs } = document;
  const boxes = new Set<string>([
    ...nodes.map((n) => `node:${n.id}`),
    ...tensors.map((t) => `value:${t.id}`),
    ...outputs.map((id) => `output:${id}`),
    ...(drawing?.groups ?? []).map((g) => `group:${g.id}`),
  ]);
  for (const key of Object.keys(drawing?.at ?? {})) expect(boxes).toContain(key);
  const grouped = (drawing?.groups ?? []).flatMap((g) => g.nodes);
  expect(new Set(grouped).size).toBe(grouped.length);
  for (const id of grouped) expect(boxes).toContain(`node:${id}`);
  expect(new Set(outputs).size).toBe(outputs.length);
  nodes.forEach((node, n) => {
    const ports = node.drawn?.ports;
    if (ports !== undefined) {
      expect(ports).toHaveLength(node.inputs.length);
      expect([...new Set(ports)].sort((a, b) => a - b)).toEqual(ports);
      expect(ports).not.toEqual(node.inputs.map((_, i) => i));
    }
    expect(inputPorts(node).flatMap((p) => p.tensor ?? [])).toEqual(node.inputs);
    expect(portsOf(document, n).outputs.map((p) => p.tensor)).toEqual(node.outputs);
    portFaults(document, node.id);
  });
}

/** What was handed down from edit to edit is what a fresh look finds. */
function expectTypesKnown(document: GraphDocument): void {
  const known = typesOf(document);
  const fresh = typesOf({ nodes: [...document.nodes], tensors: document.tensors });
  for (const { id } of document.tensors) expect(known(id), id).toEqual(fresh(id));
}

/** Rows that say the same are the same. */
function expectShared(before: GraphDocument, after: GraphDocument): void {
  for (const rows of ["nodes", "tensors"] as const) {
    const had = new Map(before[rows].map((row) => [row.id, row as unknown]));
    for (const row of after[rows]) {
      const was = had.get(row.id);
      if (was !== row && was !== undefined) expect(row).not.toEqual(was);
    }
  }
}

interface Start {
  readonly seed: number;
  readonly blank: boolean;
}

const start = fc.record({ seed: fc.nat(), blank: fc.boolean() });
const steps = fc.array(fc.record({ name: fc.constantFrom(...NAMES), seed: fc.nat() }), {
  minLength: 1,
  maxLength: 25,
  size: "max",
});

function begin({ seed, blank }: Start): GraphDocument {
  return blank ? blankGraph("blank") : randomGraph(seed, 8);
}

/** Does the edits one after the other, and gives the names of those that were not refused. */
function doAll(from: Start, commands: readonly { readonly name: string; readonly seed: number }[]): string[] {
  const done: string[] = [];
  let document = begin(from);
  for (const { name, seed } of commands) {
    freeze(document);
    const before = JSON.stringify(document);
    const result = COMMANDS[name]?.(document, new Random(seed));
    if (result === undefined || !result.ok) {
      expect(result?.problem.message).toMatch(/\.$/);
      continue;
    }
    expect(JSON.stringify(document)).toBe(before);
    expect(result.value.says).not.toBe("");
    expectSound(result.value.document);
    expectShared(document, result.value.document);
    expectTypesKnown(result.value.document);
    done.push(name);
    if (result.value.document.nodes.length <= MOST_NODES) document = result.value.document;
  }
  return done;
}

test("any edits of any graph, one after the other, give sound graphs and leave those before as they were", () => {
  fc.assert(
    fc.property(start, steps, (from, commands) => {
      doAll(from, commands);
    }),
    { numRuns: 200 },
  );
});

test("every edit is done and not only refused", () => {
  const done = new Set<string>();
  // always the same graphs: chance could leave one out
  fc.assert(
    fc.property(start, steps, (from, commands) => {
      for (const name of doAll(from, commands)) done.add(name);
    }),
    { numRuns: 300, seed: 4 },
  );
  expect(NAMES.filter((name) => !done.has(name))).toEqual([]);
});

test("what was drawn can be planned", () => {
  fc.assert(
    fc.property(start, steps, (from, commands) => {
      let document = begin(from);
      for (const { name, seed } of commands) {
        const result = COMMANDS[name]?.(document, new Random(seed));
        if (result?.ok && result.value.document.nodes.length <= MOST_NODES) document = result.value.document;
      }
      const planned = planAndCheck(document, { ...DEFAULT_SETTINGS, budget: 2_000 }, "", NO_WATCH);
      expect(planned.ok && planned.value.violations).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
