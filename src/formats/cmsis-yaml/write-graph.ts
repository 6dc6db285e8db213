/** A dataflow document as the graph YAML that CMSIS-Stream imports. */

import type {
  BufferConstraint,
  DataflowDocument,
  FunctionArgument,
  NodeArgument,
  PortSpec,
  Rate,
  StreamEdge,
  StreamNode,
} from "../../core/dialects/dataflow/document.ts";
import { scalarOf } from "../../core/dialects/dataflow/scalars.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { type Emitted, emit, flag, float, list, map, text, verbatim, whole } from "./emit.ts";
import { lossesOf } from "./losses.ts";

export const VERSION = "3.0.0";

/** Problems: what CMSIS-Stream would take for something else. What the format has no place for stands in a comment. */
export function writeStreamGraph(document: DataflowDocument): Result<string> {
  const clash = findClash(document);
  if (clash !== undefined) return clash;
  const constants = [
    ...new Set(
      document.edges.flatMap(({ constant, from }) =>
        from === undefined && constant !== undefined ? [constant] : [],
      ),
    ),
  ];
  const graph = map(
    optionsOf(document),
    typesOf(document),
    ["nodes", list([...constants.map((id) => map(["node", text(id)])), ...document.nodes.map(nodeOf)])],
    ["edges", list(document.edges.map(edgeOf))],
  );
  const losses = lossesOf(document).map((line) => `# ${line}\n`);
  return ok(`${losses.join("")}${emit(map(["version", verbatim(VERSION)], ["graph", graph]))}`);
}

function findClash(document: DataflowDocument): Result<never> | undefined {
  const ids = new Set(document.nodes.map(({ id }) => id));
  const constant = document.edges.find(
    (edge) => edge.from === undefined && ids.has(edge.constant ?? ""),
  )?.constant;
  if (constant !== undefined) {
    return fail("name-taken", `A constant and a node are both called ${constant}.`, {
      help: "Rename one of them: in CMSIS-Stream both are nodes.",
      at: [`node:${constant}`],
    });
  }
  for (const [name, { bytes }] of Object.entries(document.types)) {
    const scalar = scalarOf(name);
    if (scalar === undefined || bytes === undefined || bytes === scalar.bytes) continue;
    const message = `The type ${name} has ${bytes} bytes here, and ${scalar.bytes} in CMSIS-Stream.`;
    return fail("type-is-number", message, { help: "Give the type another name." });
  }
  return undefined;
}

type Entry = readonly [key: string, value: Emitted];

function optionsOf({ code }: DataflowDocument): Entry | undefined {
  const { fifoClass, duplicateClass } = code ?? {};
  if (fifoClass === undefined && duplicateClass === undefined) return undefined;
  return [
    "options",
    map(
      fifoClass === undefined ? undefined : ["FIFO", text(fifoClass)],
      duplicateClass === undefined ? undefined : ["Duplicate", text(duplicateClass)],
    ),
  ];
}

/** References after what they refer to: CMSIS-Stream reads them in order. */
function typesOf({ types }: DataflowDocument): Entry | undefined {
  const declared = Object.entries(types).filter(([name]) => scalarOf(name) === undefined);
  const plain = declared.filter(([, { sharedOf }]) => sharedOf === undefined);
  const shared = declared.filter(([, { sharedOf }]) => sharedOf !== undefined);
  const entries = [
    ...plain.map(
      ([name, { bytes, cName }]): Entry => [
        name,
        map(["cname", text(cName ?? name)], ["bytes", whole(bytes ?? 0)]),
      ],
    ),
    ...shared.map(
      ([name, { sharedOf, shared: isShared }]): Entry => [
        name,
        map(
          ["cname", text("Shared")],
          ["internal", text(sharedOf ?? "")],
          ["shared", flag(isShared ?? false)],
        ),
      ],
    ),
  ];
  return entries.length === 0 ? undefined : ["custom-types", map(...entries)];
}

function nodeOf(node: StreamNode): Emitted {
  const { id, inputs, outputs, args, uniform } = node;
  return map(
    ["node", text(id)],
    ["identified", flag(node.identified ?? node.function === undefined)],
    calledOf(node),
    portsOf("input", inputs, uniform?.includes("inputs")),
    portsOf("output", outputs, uniform?.includes("outputs")),
    args === undefined || args.length === 0 ? undefined : ["args", list(args.map(argumentOf))],
  );
}

function calledOf({ class: name, function: called }: StreamNode): Entry {
  switch (called?.kind) {
    case undefined:
      return ["kind", text(name)];
    case "unary":
    case "binary":
      return [called.kind, text(name)];
    case "general":
      return ["c-function", map(["name", text(name)], ["args", list(called.args.map(passedOf))])];
  }
}

function passedOf(passed: FunctionArgument): Emitted {
  switch (passed.kind) {
    case "port":
      return map(["io", text(passed.port)]);
    case "length":
      return map([
        "io-length",
        map(["name", text(passed.port)], ["sample-unit", flag(passed.unit === "samples")]),
      ]);
    case "argument":
      return map(["args", whole(passed.index)]);
  }
}

function argumentOf(argument: NodeArgument): Emitted {
  if (typeof argument === "object") {
    // numbers with a fraction of zero are written as numbers
    const code = /^[-+]?\d+\.\d*$/.test(argument.code) ? verbatim(argument.code) : text(argument.code);
    return map(["variable", code]);
  }
  if (typeof argument === "string") return map(["literal", text(argument)]);
  if (typeof argument === "boolean") return map(["literal", flag(argument)]);
  return map(["literal", Number.isInteger(argument) ? whole(argument) : float(argument)]);
}

/** A group needs ports that are alike; of others CMSIS-Stream would read the first. */
function portsOf(
  one: "input" | "output",
  ports: readonly PortSpec[] | undefined,
  uniform = false,
): Entry | undefined {
  const [first] = ports ?? [];
  if (ports === undefined || first === undefined) return undefined;
  const alike = ports.every(({ rate, type }) => type === first.type && String(rate) === String(first.rate));
  if (!uniform || !alike) return [`${one}s`, list(ports.map((port) => portOf(one, port)))];
  const descriptions = ports.map(({ name, bufferConstraint }) =>
    map([
      one,
      bufferConstraint === undefined
        ? text(name)
        : map(["name", text(name)], ["buffer-constraint", constraintOf(bufferConstraint)]),
    ]),
  );
  return [
    `${one}s`,
    map(["samples", rateOf(first.rate)], ["type", text(first.type)], ["descriptions", list(descriptions)]),
  ];
}

function portOf(one: "input" | "output", { name, rate, type, bufferConstraint }: PortSpec): Emitted {
  return map(
    [one, text(name)],
    ["samples", rateOf(rate)],
    ["type", text(type)],
    bufferConstraint === undefined ? undefined : ["buffer-constraint", constraintOf(bufferConstraint)],
  );
}

function rateOf(rate: Rate): Emitted {
  return typeof rate === "number" ? whole(rate) : list(rate.map(whole));
}

/** CMSIS-Stream's reader wants the name even where there is none. */
function constraintOf({ name, mustBeArray, assignedByNode, canBeShared }: BufferConstraint): Emitted {
  return map(
    ["name", name === undefined ? verbatim("null") : text(name)],
    ["must-be-array", flag(mustBeArray ?? true)],
    ["assigned-by-node", flag(assignedByNode ?? false)],
    ["can-be-shared", flag(canBeShared ?? true)],
  );
}

function edgeOf(edge: StreamEdge): Emitted {
  const { from, to, constant, delay, asyncLength, asyncScale, fifoClass, weak, buffer } = edge;
  const src =
    from === undefined
      ? map(["node", text(constant ?? "")])
      : map(["node", text(from[0])], ["output", text(from[1])]);
  const dst = map(["node", text(to[0])], ["input", text(to[1])]);
  const held = { name: buffer, mustBeArray: edge.bufferMustBeArray };
  return map(
    ["src", src],
    ["dst", dst],
    fifoClass === undefined ? undefined : ["class", text(fifoClass)],
    asyncScale === undefined || asyncScale === 1 ? undefined : ["scale", float(asyncScale)],
    delay === undefined || delay === 0 ? undefined : ["delay", whole(delay)],
    asyncLength === undefined || asyncLength === 0 ? undefined : ["async-length", whole(asyncLength)],
    weak === true ? ["weak-edge", flag(true)] : undefined,
    buffer === undefined ? undefined : ["buffer-constraint", constraintOf(held)],
  );
}
