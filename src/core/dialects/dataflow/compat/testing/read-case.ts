/**
 * Golden results as short lines. `node ID < INPUTS > OUTPUTS` with ports `name:rates x bytes@outside+rights`; `edges`, and
 * `fifos` as they must come out (`a`: an array); of each `order` its firings and lives; of each `plan` the buffer of each
 * FIFO (`*`: not copied into), their bytes after `=`, and after `~` the bytes moved and copied at first and later.
 */

import type { BufferConstraint, DataflowDocument, PortSpec, StreamEdge, StreamNode } from "../../document.ts";

export interface CaseText {
  readonly title: string;
  readonly text: string;
}

const CONFIGURATIONS = ["apart", "shared", "copied", "level"] as const;
export type Configuration = (typeof CONFIGURATIONS)[number];

interface ExpectedPlan {
  readonly configuration: Configuration;
  /** Words as in the case; the buffer of each FIFO. */
  readonly homes: readonly string[];
  readonly bytes: readonly number[];
  /** Moved and copied at first, moved and copied later; undefined: not known. */
  readonly traffic: readonly number[] | undefined;
}

interface ExpectedOrder {
  readonly firings: readonly string[];
  readonly lives: readonly string[];
}

export interface Case {
  readonly document: DataflowDocument;
  readonly visits: number | undefined;
  readonly mode: string | undefined;
  /** The least bytes that anybody is known to have reached; undefined: nobody tried. */
  readonly best: number | undefined;
  /** Code of the problem, if that is all. */
  readonly fails: string | undefined;
  readonly fifos: readonly string[];
  readonly sinks: ExpectedOrder;
  readonly even: ExpectedOrder;
  readonly plans: readonly ExpectedPlan[];
}

export function readCase({ title, text }: CaseText): Case {
  const lines = text
    .replaceAll(/\n\s*\+/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const one = (word: string) => all(word)[0];
  const number = (word: string) => (one(word) === undefined ? undefined : Number(one(word)));
  const orderOf = (name: string): ExpectedOrder => ({
    firings: firingsIn(one(`order ${name}`) ?? ""),
    lives: words(one(`lives ${name}`)),
  });
  const sinks = orderOf("sinks");
  const plans = CONFIGURATIONS.flatMap((configuration) =>
    all(`plan ${configuration}`).map((line) => planIn(configuration, line)),
  );
  return {
    document: documentOf(title, all("node"), words(one("edges"))),
    visits: number("visits"),
    mode: one("mode"),
    best: number("best"),
    fails: one("fails"),
    fifos: words(one("fifos")),
    sinks,
    even: one("order even") === "as sinks" ? sinks : orderOf("even"),
    plans,
  };
}

function words(line: string | undefined): string[] {
  return line === undefined ? [] : line.split(" ").filter(Boolean);
}

/** `a*2 (b c)*3` */
function firingsIn(line: string): string[] {
  const open = line.replaceAll(/\(([^)]*)\)\*(\d+)/g, (_, inner: string, times: string) =>
    `${inner} `.repeat(Number(times)),
  );
  return words(open).flatMap((word) => {
    const [id = "", times = "1"] = word.split("*");
    return Array.from({ length: Number(times) }, () => id);
  });
}

function planIn(configuration: Configuration, line: string): ExpectedPlan {
  const [rest = "", moved] = line.split("~");
  const [homes, bytes] = rest.split("=");
  const traffic = moved === undefined ? undefined : words(moved).map(Number);
  return { configuration, homes: words(homes), bytes: words(bytes).map(Number), traffic };
}

function documentOf(name: string, nodes: readonly string[], edges: readonly string[]): DataflowDocument {
  const types: Record<string, { readonly bytes: number }> = {};
  for (const [, bytes = ""] of nodes.join(" ").matchAll(/:[\d,]+x(\d+)/g))
    types[`b${bytes}`] = { bytes: Number(bytes) };
  return {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types,
    nodes: nodes.map(nodeIn),
    edges: edges.map(edgeIn),
  };
}

function nodeIn(line: string): StreamNode {
  const [head = "", outputs] = line.split(" > ");
  const [id = "", inputs] = head.split(" < ");
  return { id, class: "Node", inputs: words(inputs).map(portIn), outputs: words(outputs).map(portIn) };
}

function portIn(word: string): PortSpec {
  const [shape = "", asked] = word.split("@");
  const [name = "", what = ""] = shape.split(":");
  const [rates = "", bytes = ""] = what.split("x");
  const list = rates.split(",").map(Number);
  const port = { name, rate: list.length > 1 ? list : (list[0] ?? 0), type: `b${bytes}` };
  return asked === undefined ? port : { ...port, bufferConstraint: constraintIn(asked) };
}

function constraintIn(word: string): BufferConstraint {
  const [name = "", ...rights] = word.split("+");
  return {
    ...(name === "" ? {} : { name }),
    mustBeArray: rights.includes("array"),
    assignedByNode: rights.includes("by-node"),
    canBeShared: !rights.includes("alone"),
  };
}

function edgeIn(word: string): StreamEdge {
  const [ends = "", ...options] = word.split("|");
  const [from = "", to = ""] = ends.split("-");
  const value = (key: string) => options.find((o) => o.startsWith(`${key}:`))?.slice(key.length + 1);
  const [delay, length, buffer] = [value("delay"), value("length"), value("in")];
  return {
    ...(from.startsWith("constant:") ? { constant: from.slice("constant:".length) } : { from: endIn(from) }),
    to: endIn(to),
    ...(delay === undefined ? {} : { delay: Number(delay) }),
    ...(length === undefined ? {} : { asyncLength: Number(length) }),
    ...(options.includes("weak") ? { weak: true } : {}),
    ...(buffer === undefined ? {} : { buffer, bufferMustBeArray: !options.includes("any") }),
  };
}

function endIn(word: string): readonly [string, string] {
  const dot = word.indexOf(".");
  return [word.slice(0, dot), word.slice(dot + 1)];
}
