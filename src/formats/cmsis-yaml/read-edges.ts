/** An edge of a graph, between ports that there are. */

import type { StreamEdge } from "../../core/dialects/dataflow/document.ts";
import type { Reading, ReadNode } from "./reading.types.ts";
import type { YamlMap, YamlValue } from "./tree.ts";

const KEYS = new Set([
  "src",
  "dst",
  "class",
  "scale",
  "delay",
  "async-length",
  "fifoAsyncLength",
  "weak-edge",
  "weak",
  "buffer-constraint",
]);

type End =
  | { readonly kind: "port"; readonly port: readonly [node: string, port: string] }
  | { readonly kind: "constant"; readonly id: string }
  | { readonly kind: "events" };

/** Undefined for an edge that carries events. */
export function readEdge(
  reading: Reading,
  nodes: ReadonlyMap<string, ReadNode>,
  at: YamlValue,
): StreamEdge | undefined {
  const { tree, notes } = reading;
  const fields = tree.map(at, "An edge");
  for (const key of fields.keys()) {
    if (KEYS.has(key)) continue;
    notes.add(
      "info",
      `unknown-key edge ${key}`,
      undefined,
      (n) => `${n} ${n === 1 ? "edge has" : "edges have"} the key ${key}, which means nothing here.`,
    );
  }
  const src = fields.get("src");
  const dst = fields.get("dst");
  if (src === undefined || dst === undefined) {
    throw tree.fault(
      "no-end",
      "An edge has no src or no dst.",
      at,
      "Name a node and one of its ports at both ends.",
    );
  }
  const from = readEnd(reading, nodes, src, "outputs");
  const to = readEnd(reading, nodes, dst, "inputs");
  if (from.kind === "events" || to.kind === "events") {
    notes.add(
      "warning",
      "event-edges",
      undefined,
      (n) => `${n} ${n === 1 ? "edge carries" : "edges carry"} events: left out.`,
    );
    return undefined;
  }
  if (to.kind === "constant") {
    throw tree.fault(
      "to-constant",
      `An edge leads to the constant ${to.id}.`,
      dst,
      "A constant only gives: turn the edge round.",
    );
  }
  const says = `the edge to ${to.port.join(".")}`;
  const fifo = readFifo(reading, fields, says);
  if (from.kind === "port") return { from: from.port, to: to.port, ...fifo };
  if (fifo.delay !== undefined) {
    throw tree.fault("delayed-constant", `The constant ${from.id} has a delay.`, at, "Remove the delay.");
  }
  return { to: to.port, constant: from.id };
}

function readEnd(
  reading: Reading,
  nodes: ReadonlyMap<string, ReadNode>,
  end: YamlValue,
  side: "inputs" | "outputs",
): End {
  const { tree } = reading;
  const fields = tree.map(end, "The end of an edge");
  const id = tree.name(fields.get("node"), "The node of an edge", end);
  const read = nodes.get(id);
  if (read === undefined)
    throw tree.fault(
      "unknown-node",
      `An edge names the node ${id}, which there is not.`,
      end,
      "Name one of the nodes.",
    );
  if (read.kind !== "node") return { kind: read.kind, id };
  const one = side.slice(0, -1);
  const names = read[side];
  const [first] = names;
  const written = fields.get(one);
  const port = tree.text(written) ?? (names.size === 1 ? first : undefined);
  if (port !== undefined && names.has(port)) return { kind: "port", port: [id, port] };
  const help =
    names.size === 0 ? `It has no ${side}.` : `Its ${side} are ${[...names].slice(0, 20).join(", ")}.`;
  throw tree.fault(
    "unknown-port",
    port === undefined
      ? `An edge names no ${one} of ${id}.`
      : `An edge names the ${one} ${port} of ${id}, which there is not.`,
    written ?? end,
    help,
  );
}

function readFifo(reading: Reading, fields: YamlMap, says: string): Partial<StreamEdge> {
  const { tree, notes } = reading;
  const whole = (value: YamlValue | undefined, what: string) =>
    tree.whole(value, `The ${what} of ${says}`, 0) ?? 0;
  const delay = whole(fields.get("delay"), "delay");
  const asyncLength = whole(fields.get("async-length") ?? fields.get("fifoAsyncLength"), "length");
  const asyncScale = tree.number(fields.get("scale"), `The scale of ${says}`) ?? 1;
  const weak = tree.flag(fields.get("weak-edge") ?? fields.get("weak"), `Whether ${says} is weak`) ?? false;
  const fifoClass = tree.text(fields.get("class"));
  if (fifoClass !== undefined) {
    notes.add(
      "info",
      `fifo-class ${fifoClass}`,
      undefined,
      (n) => `${n} ${n === 1 ? "FIFO is" : "FIFOs are"} of the class ${fifoClass}: planned as any other.`,
    );
  }
  return {
    ...(delay > 0 ? { delay } : {}),
    ...(asyncLength > 0 ? { asyncLength } : {}),
    ...(asyncScale === 1 ? {} : { asyncScale }),
    ...(fifoClass === undefined ? {} : { fifoClass }),
    ...(weak ? { weak } : {}),
    ...readBuffer(reading, fields.get("buffer-constraint"), says),
  };
}

/** Of an edge only the name of the buffer and its use as an array are heard, as CMSIS-Stream does. */
function readBuffer(
  { tree, notes }: Reading,
  value: YamlValue | undefined,
  says: string,
): Partial<StreamEdge> {
  if (value === undefined) return {};
  const fields = tree.map(value, `The buffer of ${says}`);
  const buffer = tree.name(fields.get("name"), `The buffer of ${says}`, value);
  const array = tree.flag(fields.get("must-be-array"), `must-be-array of ${says}`) ?? true;
  const byNode = tree.flag(fields.get("assigned-by-node"), `assigned-by-node of ${says}`) === true;
  if (byNode || tree.flag(fields.get("can-be-shared"), `can-be-shared of ${says}`) === false) {
    notes.add(
      "warning",
      "edge-buffer",
      undefined,
      (n) =>
        `${n} ${n === 1 ? "edge wants" : "edges want"} a buffer that the node assigns or that is not shared: only ports can say so.`,
    );
  }
  return array ? { buffer } : { buffer, bufferMustBeArray: false };
}
