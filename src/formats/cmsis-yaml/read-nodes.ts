/** A node of a graph: an object of a class, a C function, a constant, or one that only sends and gets events. */

import type {
  FunctionArgument,
  NodeArgument,
  StreamFunction,
  StreamNode,
} from "../../core/dialects/dataflow/document.ts";
import { windowOfClass } from "../../core/dialects/dataflow/windows.ts";
import { type ReadPorts, readPorts, type Side } from "./read-ports.ts";
import type { Reading, ReadNode } from "./reading.types.ts";
import type { YamlMap, YamlValue } from "./tree.ts";

/** What a node is called, and what it is. */
interface Named {
  readonly class: string;
  readonly function?: StreamFunction;
}

const KEYS = new Set([
  "node",
  "identified",
  "kind",
  "unary",
  "binary",
  "c-function",
  "inputs",
  "outputs",
  "args",
]);

export function readNode(reading: Reading, at: YamlValue): readonly [id: string, read: ReadNode] {
  const { tree, notes } = reading;
  const fields = tree.map(at, "A node");
  const id = tree.name(fields.get("node"), "The name of a node", at);
  for (const key of fields.keys()) {
    if (KEYS.has(key)) continue;
    notes.add(
      "info",
      `unknown-key node ${key}`,
      `node:${id}`,
      (n) => `${n} ${n === 1 ? "node has" : "nodes have"} the key ${key}, which means nothing here.`,
    );
  }
  const named = readNamed(reading, fields, id);
  const inputs = readPorts(reading, fields.get("inputs"), "inputs", id);
  const outputs = readPorts(reading, fields.get("outputs"), "outputs", id);
  const ports = inputs.ports.length + outputs.ports.length;
  if (named === undefined) {
    if (ports === 0) return [id, { kind: "constant" }];
    throw tree.fault(
      "no-kind",
      `Node ${id} says neither its kind nor its function.`,
      at,
      "Add kind: with the name of its class.",
    );
  }
  if (ports === 0) {
    notes.add(
      "warning",
      "event-nodes",
      undefined,
      (n) => `${n} ${n === 1 ? "node exchanges" : "nodes exchange"} nothing but events: left out.`,
    );
    return [id, { kind: "events" }];
  }
  const node = nodeOf(reading, fields, id, named, inputs, outputs);
  return [
    id,
    {
      kind: "node",
      node,
      at,
      inputs: namesIn(reading, inputs, at, id, "inputs"),
      outputs: namesIn(reading, outputs, at, id, "outputs"),
    },
  ];
}

function namesIn(
  { tree }: Reading,
  { ports }: ReadPorts,
  at: YamlValue,
  id: string,
  side: Side,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of ports) {
    if (names.has(name))
      throw tree.fault(
        "duplicate-port",
        `Node ${id} has two ${side} called ${name}.`,
        at,
        "Rename one of them.",
      );
    names.add(name);
  }
  return names;
}

function nodeOf(
  reading: Reading,
  fields: YamlMap,
  id: string,
  named: Named,
  inputs: ReadPorts,
  outputs: ReadPorts,
): StreamNode {
  const identified = reading.tree.flag(fields.get("identified"), `Whether ${id} is identified`);
  const args = readArguments(reading, fields.get("args"), id);
  const uniform = (
    [
      ["inputs", inputs],
      ["outputs", outputs],
    ] as const
  ).flatMap(([side, read]) => (read.uniform ? [side] : []));
  const window = windowOfClass(named.class, inputs.ports, outputs.ports);
  return {
    id,
    ...named,
    ...(inputs.ports.length > 0 ? { inputs: inputs.ports } : {}),
    ...(outputs.ports.length > 0 ? { outputs: outputs.ports } : {}),
    ...(window === undefined ? {} : { window }),
    ...(args.length > 0 ? { args } : {}),
    ...(uniform.length > 0 ? { uniform } : {}),
    ...(identified === undefined || identified === (named.function === undefined) ? {} : { identified }),
  };
}

/** Undefined for what has neither: a constant, if it has no ports. */
function readNamed(reading: Reading, fields: YamlMap, id: string): Named | undefined {
  const { tree } = reading;
  const said = ["kind", "unary", "binary", "c-function"].filter((key) => fields.has(key));
  const [key, other] = said;
  const value = key === undefined ? undefined : fields.get(key);
  if (key === undefined || value === undefined) return undefined;
  if (other !== undefined) {
    throw tree.fault("two-kinds", `Node ${id} says both ${key} and ${other}.`, value, "Keep one of them.");
  }
  if (key === "c-function" && tree.isMap(value)) {
    const called = tree.map(value, `The function of ${id}`);
    const name = tree.name(called.get("name"), `The function of ${id}`, value);
    const args = tree
      .list(called.get("args"), `What is passed to ${name}`)
      .map((item) => readPassed(reading, item, name));
    return { class: name, function: { kind: "general", args } };
  }
  const name = tree.name(value, `The ${key === "kind" ? "class" : "function"} of ${id}`, value);
  if (key === "kind") return { class: name };
  if (key === "c-function") return { class: name, function: { kind: "general", args: [] } };
  return { class: name, function: { kind: key === "unary" ? "unary" : "binary" } };
}

function readPassed({ tree }: Reading, item: YamlValue, name: string): FunctionArgument {
  const fields = tree.map(item, `What is passed to ${name}`);
  const [io, length, index] = ["io", "io-length", "args"].map((key) => fields.get(key));
  if (io !== undefined) return { kind: "port", port: tree.name(io, `A port passed to ${name}`, item) };
  if (length !== undefined) {
    const said = tree.map(length, `A length passed to ${name}`);
    const port = tree.name(said.get("name"), `The port whose length is passed to ${name}`, length);
    const samples = tree.flag(said.get("sample-unit"), `The unit of a length passed to ${name}`) ?? true;
    return { kind: "length", port, unit: samples ? "samples" : "bytes" };
  }
  const position = tree.whole(index, `An argument passed to ${name}`, 0);
  if (position === undefined) {
    throw tree.fault(
      "bad-argument",
      `What is passed to ${name} is no io, no io-length and none of args.`,
      item,
      "Say one of them.",
    );
  }
  return { kind: "argument", index: position };
}

function readArguments({ tree }: Reading, value: YamlValue | undefined, id: string): readonly NodeArgument[] {
  return tree.list(value, `Arguments of ${id}`).map((item) => {
    const fields = tree.map(item, `An argument of ${id}`);
    const variable = fields.get("variable");
    if (variable !== undefined) return { code: tree.name(variable, `An argument of ${id}`, item) };
    const literal = fields.get("literal");
    if (literal === undefined) {
      throw tree.fault(
        "bad-argument",
        `An argument of ${id} is neither a literal nor a variable.`,
        item,
        "Say literal: or variable:.",
      );
    }
    const read = tree.scalar(literal, `An argument of ${id}`);
    const written = tree.text(literal) ?? "";
    // 4.0 is not 4 in C++
    return Number.isInteger(read) && /[.e]/i.test(written) && !/^0x/i.test(written)
      ? { code: written }
      : read;
  });
}
