/** A scheduler's declarations as a dataflow document with the plan that it ships. */

import type {
  BufferConstraint,
  DataflowDocument,
  PortSpec,
  ShippedFifo,
  StreamEdge,
  StreamMode,
  StreamNode,
} from "../../core/dialects/dataflow/document.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { bytesOfCType, type CTypes, referredType, typesOf } from "../cmsis-types.ts";
import { actorsOf, isDuplicate, type RawActor, type RawGraph } from "./actors.ts";
import { foldDuplicates } from "./fold.ts";
import { type ActorPorts, type NamedPort, portsOf } from "./ports.ts";
import { remarksOn } from "./remarks.ts";
import type { BufferLine, FifoLine, SchedulerText } from "./scheduler.types.ts";
import { type Wired, wireFifos } from "./wire.ts";

/** Fails with a line where the text is no whole scheduler. */
export function buildDocument(name: string, text: SchedulerText): Result<DataflowDocument> {
  const fifos = numbered(text.fifos);
  if (!fifos.ok) return fifos;
  const graph = actorsOf(text);
  if (!graph.ok) return graph;
  const { actors, firings } = graph.value;
  if (firings.length === 0) {
    return fail("no-schedule", "FIFOs are made here, but nothing runs their nodes.", {
      help: "Open the file that holds the loop of the scheduler.",
    });
  }
  const wired = wireFifos(fifos.value, graph.value);
  if (!wired.ok) return wired;
  const ports = portsOf(graph.value, wired.value);
  const types = typesOf(new Set(fifos.value.map(({ type }) => type)), sizesByBuffers(text));
  const outside = outsideOf(wired.value, text.buffers);
  const mode = modeOf(text, graph.value);
  const edges = edgesOf(graph.value, wired.value, ports, mode);
  const document: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types: types.types,
    nodes: actors.map((actor, a) => nodeOf(actor, ports[a], outside, graph.value)),
    edges,
    options: { memoryOptimization: isShared(text), ...(mode === "synchronous" ? {} : { mode }) },
    shipped: {
      title: text.title === "" ? "scheduler" : text.title,
      schedule: Array.from(firings, (a) => actors[a]?.id ?? ""),
      fifos: wired.value.map((wire, f): ShippedFifo => {
        const { length, isArray, buffer } = wire.fifo;
        const end = NOWHERE.test(buffer) ? endOf(wire, graph.value) : undefined;
        const port = end === "to" ? edges[f]?.to : edges[f]?.from;
        const fifo = { length, isArray, buffer: end === undefined ? buffer : (port ?? []).join(".") };
        return isSplit(wire.from.actor, graph.value) ? { ...fifo, copySkipped: wire.copySkipped } : fifo;
      }),
      buffers: text.buffers.map(({ name: buffer, type, count }) => ({
        name: buffer,
        bytes: count * bytesOf(types, type),
      })),
    },
    findings: remarksOn(text, graph.value, wired.value, types),
  };
  return ok(foldDuplicates(document));
}

function isSplit(actor: number, { actors }: RawGraph): boolean {
  return isDuplicate(actors[actor] ?? { class: "" });
}

function bytesOf({ types }: CTypes, type: string): number {
  const spec = Object.hasOwn(types, type) ? types[type] : undefined;
  const inner = spec?.sharedOf === undefined ? spec : types[spec.sharedOf];
  return inner?.bytes ?? bytesOfCType(type) ?? 1;
}

/** By number, none left out. */
function numbered(fifos: readonly FifoLine[]): Result<readonly FifoLine[]> {
  const list: FifoLine[] = [];
  for (const fifo of [...fifos].sort((a, b) => a.number - b.number)) {
    if (fifo.number !== list.length) {
      const again = fifo.number < list.length;
      const message = again
        ? `fifo${fifo.number} is made twice.`
        : `fifo${fifo.number} is made here, but fifo${list.length} is made nowhere.`;
      return fail("odd-numbers", message, {
        where: `line ${fifo.line.toLocaleString("en-US")}`,
        help: "The file holds perhaps two schedulers, or was cut short: open one with all of one.",
      });
    }
    list.push(fifo);
  }
  if (list.length > 0) return ok(list);
  return fail("no-fifos", "No FIFO is made here, so there is no memory to plan.", {
    help: "Open the file of the scheduler itself; one whose nodes only exchange events has no FIFOs.",
  });
}

function byBuffer(fifos: readonly FifoLine[]): ReadonlyMap<string, readonly FifoLine[]> {
  const lists = new Map<string, FifoLine[]>();
  for (const fifo of fifos) {
    const own = lists.get(fifo.buffer);
    if (own === undefined) lists.set(fifo.buffer, [fifo]);
    else own.push(fifo);
  }
  return lists;
}

/** Bytes of types of the application, where FIFOs of one alone lie in buffers of bytes. */
function sizesByBuffers({ fifos, buffers }: SchedulerText): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const lists = byBuffer(fifos);
  for (const { name, type, count } of buffers) {
    const own = lists.get(name) ?? [];
    const [first] = own;
    if (type !== "uint8_t" || first === undefined || first.type === type) continue;
    const referred = referredType(first.type);
    if (own.some((fifo) => referredType(fifo.type) !== referred)) continue;
    const bytes = count / own.reduce((most, { length }) => Math.max(most, length), 0);
    if (Number.isSafeInteger(bytes) && bytes > 0) sizes.set(referred, bytes);
  }
  return sizes;
}

/** Whether buffers were shared: they are bytes then, whatever lies in them. */
function isShared({ fifos, buffers }: SchedulerText): boolean {
  const bytes = new Set(buffers.flatMap(({ name, type }) => (type === "uint8_t" ? [name] : [])));
  const shared = [...byBuffer(fifos).values()].some((own) => own.length > 1);
  return shared || fifos.some(({ buffer, type }) => type !== "uint8_t" && bytes.has(buffer));
}

/** Everybody once, and FIFOs that may overflow: no rates were planned with. */
function modeOf({ fifos }: SchedulerText, { actors, firings }: RawGraph): StreamMode {
  if (!fifos.some(({ isAsync }) => isAsync)) return "synchronous";
  return firings.length === actors.length ? "fully-asynchronous" : "asynchronous";
}

/** Given as memory where the node says at run time where its samples are. */
const NOWHERE = /^(?:nullptr|NULL|)$/;

/** Which end of a FIFO holds it to a place outside: ports of Duplicates ask for nothing. */
function endOf({ from }: Wired, graph: RawGraph): "from" | "to" {
  return isSplit(from.actor, graph) ? "to" : "from";
}

/** What no line declares is memory of somebody else: the first array in it asked for it, the others lie there too. */
function outsideOf(
  wired: readonly Wired[],
  declared: readonly BufferLine[],
): ReadonlyMap<number, BufferConstraint> {
  const names = new Set(declared.map(({ name }) => name));
  const outside = new Map<number, BufferConstraint>();
  const arraysFirst = [
    ...wired.filter(({ fifo }) => fifo.isArray),
    ...wired.filter(({ fifo }) => !fifo.isArray),
  ];
  for (const { fifo } of arraysFirst) {
    const { buffer, number, isArray } = fifo;
    if (NOWHERE.test(buffer)) outside.set(number, { mustBeArray: isArray, assignedByNode: true });
    else if (!names.has(buffer)) {
      names.add(buffer);
      outside.set(number, { name: buffer, mustBeArray: isArray });
    }
  }
  return outside;
}

function nodeOf(
  actor: RawActor,
  ports: ActorPorts | undefined,
  outside: ReadonlyMap<number, BufferConstraint>,
  graph: RawGraph,
): StreamNode {
  const { inputs = [], outputs = [], constants = [] } = ports ?? {};
  const port = ({ name, wire }: NamedPort, end: "from" | "to"): PortSpec => {
    const held = endOf(wire, graph) === end ? outside.get(wire.fifo.number) : undefined;
    const spec = { name, rate: wire[end].rate, type: wire.fifo.type };
    return held === undefined ? spec : { ...spec, bufferConstraint: held };
  };
  const ins = inputs.map((input) => port(input, "to"));
  const outs = outputs.map((output) => port(output, "from"));
  const like = ins[0] ?? outs[0];
  const fed = constants.map(({ name }) => ({ name, rate: like?.rate ?? 1, type: like?.type ?? "" }));
  const [length = 0, overlap = 0] = actor.window?.parameters ?? [];
  return {
    id: actor.id,
    class: isDuplicate(actor) ? "Duplicate" : actor.class,
    ...(ins.length + fed.length === 0 ? {} : { inputs: [...ins, ...fed] }),
    ...(outs.length === 0 ? {} : { outputs: outs }),
    ...(actor.window === null ? {} : { window: { kind: actor.window.kind, length, overlap } }),
    ...(actor.args.length === 0 ? {} : { args: actor.args.map(literal) }),
  };
}

function literal(text: string): string | number | boolean {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

function edgesOf(
  { actors }: RawGraph,
  wired: readonly Wired[],
  ports: readonly ActorPorts[],
  mode: StreamMode,
): readonly StreamEdge[] {
  const from = new Map<number, string>();
  const to = new Map<number, string>();
  for (const { inputs, outputs } of ports) {
    for (const { name, wire } of inputs) to.set(wire.fifo.number, name);
    for (const { name, wire } of outputs) from.set(wire.fifo.number, name);
  }
  const edges = wired.map((wire, f): StreamEdge => {
    const { delay, length, class: fifoClass } = wire.fifo;
    return {
      from: [actors[wire.from.actor]?.id ?? "", from.get(f) ?? ""],
      to: [actors[wire.to.actor]?.id ?? "", to.get(f) ?? ""],
      ...(delay === 0 ? {} : { delay }),
      ...(mode === "fully-asynchronous" ? { asyncLength: length } : {}),
      ...(fifoClass === "FIFO" ? {} : { fifoClass }),
    };
  });
  const fed = ports.flatMap(({ constants }, a) =>
    constants.map(({ name, constant }): StreamEdge => ({ constant, to: [actors[a]?.id ?? "", name] })),
  );
  return [...edges, ...fed];
}
