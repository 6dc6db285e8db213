/** Draws a dataflow document: its nodes, the Duplicates that are put in, its constants, and what joins them. Never fails: what is wrong is marked. */

import { countsReferences, referencesOf } from "../../core/dialects/dataflow/references/roles.ts";
import { type SharedStatus, sharedStatus } from "../../core/dialects/dataflow/references/status.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type { DataflowDocument, PortSpec, StreamNode } from "../../core/document.ts";
import type { SdfBox, SdfDrawing, SdfPort } from "./sdf-drawing.types.ts";
import { portKey, type StreamFacts, streamFacts } from "./sdf-faults.ts";
import { edgeLines, fifoLines, inNames } from "./sdf-lines.ts";
import {
  actorSize,
  CONSTANT_HEIGHT,
  constantWidth,
  DUPLICATE_SIZE,
  portY,
  shortRate,
  wholeRate,
} from "./sdf-sizes.ts";

interface Making {
  readonly facts: StreamFacts;
  readonly tones: ReadonlyMap<string, number>;
  /** Inputs that something feeds, by `node/port`. */
  readonly fed: ReadonlySet<string>;
  /** By position in the document. */
  readonly fires: ReadonlyMap<number, number>;
  /** Why an input must not get what it gets, by `node/port` in names. */
  readonly violated: ReadonlyMap<string, string>;
}

/** Firings of an actor in an iteration; 0: not known. */
function firesOf({ repetition }: StreamFacts, actor: number): number {
  return (repetition?.period[actor] ?? 0) * (repetition?.periods[actor] ?? 0);
}

function violations(stream: Stream, status: SharedStatus): ReadonlyMap<string, string> {
  return new Map(
    status.violations.map(({ actor, input, wants, witness }) => {
      const begins = stream.actors[stream.fifos[witness[0] ?? 0]?.from[0] ?? 0]?.id ?? "";
      const { id = "", inputs = [] } = stream.actors[actor] ?? {};
      const port = inputs[input]?.name ?? "";
      return [
        inNames(id, port),
        wants === "unique"
          ? `${id}.${port} must be the only holder, but gets what ${begins} gave to others too.`
          : `${id}.${port} takes shared references, but gets one that nobody else holds.`,
      ];
    }),
  );
}

function portOf(
  making: Making,
  node: StreamNode,
  n: number,
  side: "inputs" | "outputs",
  p: number,
): Omit<SdfPort, "y"> {
  const port: PortSpec = node[side]?.[p] ?? { name: "", rate: 1, type: "" };
  const { bufferConstraint } = port;
  const names = inNames(node.id, port.name);
  const buffer =
    bufferConstraint === undefined
      ? ""
      : (bufferConstraint.name ?? (bufferConstraint.assignedByNode ? "its own" : "outside"));
  return {
    name: port.name,
    rate: shortRate(port.rate),
    rates: wholeRate(port.rate),
    type: port.type,
    tone: making.tones.get(port.type) ?? 0,
    free: side === "inputs" && !making.fed.has(names),
    buffer,
    fault:
      making.facts.ports.get(portKey(n, side, p)) ??
      (side === "inputs" ? (making.violated.get(names) ?? "") : ""),
  };
}

function count(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}

function times(fires: number): string {
  return fires === 0 ? "firings not known" : `fires ${count(fires, "time")}`;
}

function saysOf(
  box: Pick<SdfBox, "id" | "class" | "fires" | "inputs" | "outputs" | "window" | "role" | "faults">,
): string {
  const waiting = box.inputs.filter((port) => port.free).map((port) => `input ${port.name} is not connected`);
  return [
    box.id,
    box.class,
    times(box.fires),
    ...(box.inputs.length > 0 ? [count(box.inputs.length, "input")] : []),
    ...(box.outputs.length > 0 ? [count(box.outputs.length, "output")] : []),
    ...(box.window === "" ? [] : [box.window]),
    ...(box.role === "" ? [] : [`role ${box.role}`]),
    ...waiting,
    ...box.faults,
  ].join(", ");
}

function actorBox(making: Making, node: StreamNode, n: number, key: string): SdfBox {
  const { window } = node;
  const tags = {
    window:
      window === undefined
        ? ""
        : `${window.kind === "sliding" ? "window" : "overlap"} ${window.length}/${window.overlap}`,
    role: node.role ?? "",
  };
  const side = (name: "inputs" | "outputs") =>
    (node[name] ?? []).map((_, p) => portOf(making, node, n, name, p));
  const [inputs, outputs] = [side("inputs"), side("outputs")];
  const fires = making.fires.get(n) ?? 0;
  const written = (ports: readonly Omit<SdfPort, "y">[]) => ports.map(({ name, rate }) => `${name} ${rate}`);
  const size = actorSize({
    id: node.id,
    class: node.class,
    fires,
    tags: [tags.window, tags.role].filter((t) => t !== "").join("  "),
    inputs: written(inputs),
    outputs: written(outputs),
  });
  const placed = (ports: readonly Omit<SdfPort, "y">[]): SdfPort[] =>
    ports.map((port, p) => ({ ...port, y: portY(size, p) }));
  const own = making.facts.nodes.get(n);
  const faults = [...(own === undefined ? [] : [own]), ...[...inputs, ...outputs].map((p) => p.fault)];
  const box = {
    key,
    kind: "actor" as const,
    id: node.id,
    class: node.class,
    node: n,
    fires,
    ...tags,
    inputs: placed(inputs),
    outputs: placed(outputs),
    width: size.width,
    height: size.height,
    faults: [...new Set(faults.filter((fault) => fault !== ""))],
  };
  return { ...box, says: saysOf(box) };
}

function duplicateBox(making: Making, id: string, actor: number): SdfBox {
  const { stream } = making.facts;
  const { inputs = [], outputs = [] } = stream?.actors[actor] ?? {};
  const at = (port: (typeof inputs)[number]): SdfPort => ({
    name: port.name,
    rate: shortRate(port.rate),
    rates: wholeRate(port.rate),
    type: port.type,
    tone: making.tones.get(port.type) ?? 0,
    free: false,
    buffer: "",
    fault: "",
    y: DUPLICATE_SIZE / 2,
  });
  const box = {
    key: `duplicate:${id}`,
    kind: "duplicate" as const,
    id,
    class: "Duplicate",
    node: -1,
    fires: firesOf(making.facts, actor),
    window: "",
    role: "",
    inputs: inputs.map(at),
    outputs: outputs.map(at),
    width: DUPLICATE_SIZE,
    height: DUPLICATE_SIZE,
    faults: [],
  };
  return { ...box, says: saysOf(box) };
}

function constantBox(name: string, edge: number, to: readonly [string, string]): SdfBox {
  const y = CONSTANT_HEIGHT / 2;
  const port = { name: "", rate: "", rates: "", type: "", tone: 0, free: false, buffer: "", fault: "", y };
  return {
    key: `constant:${to.join(".")}`,
    kind: "constant",
    id: name,
    class: "",
    node: edge,
    fires: 0,
    window: "",
    role: "",
    inputs: [],
    outputs: [port],
    width: constantWidth(name),
    height: CONSTANT_HEIGHT,
    faults: [],
    says: `constant ${name}, for ${to.join(".")}`,
  };
}

export function sdfDrawing(document: DataflowDocument): SdfDrawing {
  const facts = streamFacts(document);
  const { stream } = facts;
  const status =
    stream !== null && countsReferences(document) ? sharedStatus(referencesOf(stream, document)) : null;
  const sources = stream?.actors.map((actor) => actor.source) ?? [];
  const making: Making = {
    facts,
    tones: new Map(Object.keys(document.types).map((type, i) => [type, i])),
    fed: new Set(document.edges.map(({ to }) => inNames(...to))),
    fires: new Map(sources.map((source, a) => [source, firesOf(facts, a)])),
    violated: stream === null || status === null ? new Map() : violations(stream, status),
  };
  const boxes: SdfBox[] = [];
  const byKey = new Map<string, number>();
  const put = (box: SdfBox) => {
    byKey.set(box.key, boxes.length);
    boxes.push(box);
  };
  document.nodes.forEach((node, n) => {
    const key = `actor:${node.id}`;
    put(actorBox(making, node, n, byKey.has(key) ? `${key}/${n}` : key));
  });
  stream?.actors.forEach((actor, a) => {
    if (actor.source < 0) put(duplicateBox(making, actor.id, a));
  });
  document.edges.forEach(({ from, constant, to }, e) => {
    if (from === undefined && constant !== undefined) put(constantBox(constant, e, to));
  });
  const drawn = { document, facts, boxes, byKey };
  const fifos = stream === null ? [] : fifoLines(drawn, stream, status);
  const lines = [...fifos, ...edgeLines(drawn, stream === null)];
  const leaving = boxes.map((): number[] => []);
  const entering = boxes.map((): number[] => []);
  lines.forEach(({ from, to }, l) => {
    leaving[from]?.push(l);
    entering[to]?.push(l);
  });
  return { boxes, lines, leaving, entering, byKey, problem: facts.problem };
}
