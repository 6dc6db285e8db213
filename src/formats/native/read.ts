/** Native text to a document: JSON, head, shape, sense; each fault with its place and a way out. */

import * as v from "valibot";
import { findStreamFault } from "../../core/dialects/dataflow/faults.ts";
import type {
  DataflowDocument,
  GraphDocument,
  LoweredDocument,
  MemplanDocument,
  PlanDocument,
} from "../../core/document.ts";
import { readGraph } from "../../core/graph.ts";
import { lower } from "../../core/lowered.ts";
import { fromPlanDocument } from "../../core/plan-import.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { withPortsOfRoles } from "./dataflow-ports.ts";
import { parseJson } from "./parse-json.ts";
import type { ArmsSchema } from "./schema/arms.ts";
import type { DataflowSchema } from "./schema/dataflow.ts";
import type { GraphSchema } from "./schema/graph.ts";
import type { LifetimesSchema } from "./schema/lifetimes.ts";
import type { MethodsSchema } from "./schema/methods.ts";
import type { PlanSchema } from "./schema/plan.ts";
import { type NativeKind, SCHEMAS } from "./schema.ts";
import { checkLifetimes, paddingOf } from "./sense.ts";

const HEAD_HELP = 'A memplan document begins with { "format": "memplan", "version": 1, "kind": "graph", … }.';
const KINDS_HELP = "This version opens the kinds graph, lifetimes, arms, methods, dataflow and plan.";

/**
 * The document of a text. Fields that we do not know stay where they are; `name` fills a missing name.
 * Problems: no JSON, another format, a newer version, an unknown kind, a wrong field, a graph that is none.
 */
export function readNative(text: string, name: string): Result<MemplanDocument> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const kind = kindOf(parsed.value);
  if (!kind.ok) return kind;
  const value = kind.value === "dataflow" ? withPortsOfRoles(parsed.value) : parsed.value;
  const fault = findShapeFault(value, kind.value);
  if (fault !== undefined) return fault;
  // Validated above; the value itself is kept, because its order of fields and its unknown fields are the person's.
  switch (kind.value) {
    case "graph":
      return checkGraph(withName(parsed.value as v.InferOutput<typeof GraphSchema>, name));
    case "lifetimes":
      return checkLifetimes(withName(parsed.value as v.InferOutput<typeof LifetimesSchema>, name));
    case "arms":
      return checkLowered(withName(parsed.value as v.InferOutput<typeof ArmsSchema>, name));
    case "methods":
      return checkLowered(withName(parsed.value as v.InferOutput<typeof MethodsSchema>, name));
    case "dataflow":
      return checkDataflow(withName(value as v.InferOutput<typeof DataflowSchema>, name));
    case "plan":
      return checkPlan(asPlan(parsed.value as v.InferOutput<typeof PlanSchema>, name));
  }
}

function checkGraph(document: GraphDocument): Result<GraphDocument> {
  const graph = readGraph(document);
  return graph.ok ? ok(document) : graph;
}

function checkLowered<D extends LoweredDocument>(document: D): Result<D> {
  const graph = lower(document);
  return graph.ok ? ok(document) : graph;
}

/** Inputs that nothing feeds and rates that contradict each other are opened nevertheless: they can be mended on the page. */
function checkDataflow(document: DataflowDocument): Result<DataflowDocument> {
  const problem = findStreamFault(document, true);
  return problem === undefined ? ok(document) : { ok: false, problem };
}

function checkPlan(document: PlanDocument): Result<PlanDocument> {
  const plan = fromPlanDocument(document);
  return plan.ok ? ok(document) : plan;
}

function kindOf(value: unknown): Result<NativeKind> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail("not-memplan", `This is JSON, but ${show(value)}, not a memplan document.`, {
      help: HEAD_HELP,
    });
  }
  const { format, version, kind } = value as Record<string, unknown>;
  if (format !== "memplan") {
    const what = format === undefined ? 'has no field "format"' : `says that its "format" is ${show(format)}`;
    return fail("not-memplan", `This is JSON, but not a memplan document: it ${what}.`, {
      where: "format",
      help: HEAD_HELP,
    });
  }
  if (typeof version === "number" && version > 1) {
    return fail("newer-version", `This document is of version ${version}; this memplan knows version 1.`, {
      where: "version",
      help: "Open it with a newer memplan.",
    });
  }
  if (version !== 1) {
    const what = version === undefined ? "has no version" : `says version ${show(version)}`;
    return fail("unknown-version", `This document ${what}; this memplan knows version 1.`, {
      where: "version",
      help: 'Write "version": 1 if it follows the published schema.',
    });
  }
  if (typeof kind === "string" && Object.hasOwn(SCHEMAS, kind)) return ok(kind as NativeKind);
  if (kind === "comparison") {
    return fail("comparison", "This is the difference of two plans, which tells too little to show either.", {
      where: "kind",
      help: "Open one of the two plans, and compare it with the other.",
    });
  }
  if (kind === "tiles") {
    return fail("tiles", "This is a schedule of tiles, which does not hold the graph that it was made of.", {
      where: "kind",
      help: "Open the graph itself, and look at its scratchpad.",
    });
  }
  const what = kind === undefined ? "does not say its kind" : `says that its kind is ${show(kind)}`;
  return fail("unknown-kind", `This memplan document ${what}.`, { where: "kind", help: KINDS_HELP });
}

function findShapeFault(value: unknown, kind: NativeKind) {
  const issues = v.safeParse(SCHEMAS[kind], value).issues;
  if (issues === undefined) return undefined;
  const [first, ...more] = issues;
  const path = pathOf(first.path ?? []);
  const missing = first.input === undefined;
  const what = missing ? "is missing" : `is ${show(first.input)}, but must be ${first.message}`;
  const rest =
    more.length === 0
      ? ""
      : ` There ${more.length === 1 ? "is 1 more fault" : `are ${more.length.toLocaleString("en-US")} more faults`}.`;
  return fail(missing ? "missing-field" : "bad-field", `${path} ${what}.${rest}`, {
    where: path,
    help: `${missing ? "Add" : "Correct"} it; schema/${kind}.schema.json says what ${kind === "arms" ? "an" : "a"} ${kind} document holds.`,
  });
}

/** `nodes[4].inputs[0]`, `tensors["a b"].bytes` */
function pathOf(path: readonly { readonly key: unknown }[]): string {
  let text = "";
  for (const { key } of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (typeof key === "string" && /^[A-Za-z_]\w*$/.test(key)) text += `${text === "" ? "" : "."}${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** A value as a person would say it, short. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** Puts a missing name where the canonical text has it. */
function withName<T extends { readonly name?: string | undefined }>(
  document: T,
  name: string,
): T & { name: string } {
  const own = document.name;
  return own === undefined ? { ...document, name } : { ...document, name: own };
}

/** A plan with what the contract lets it leave out. */
function asPlan(plan: v.InferOutput<typeof PlanSchema>, name: string): PlanDocument {
  const { stats } = plan;
  return {
    ...withName(plan, plan.source.name === "" ? name : plan.source.name),
    stats: { ...stats, paddingBytes: stats.paddingBytes ?? paddingOf(plan) },
  };
}
