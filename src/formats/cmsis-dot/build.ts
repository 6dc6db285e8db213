/** A drawing taken apart, as a dataflow document. */

import type {
  DataflowDocument,
  PortSpec,
  Rate,
  StreamEdge,
  StreamNode,
} from "../../core/dialects/dataflow/document.ts";
import { duplicateOutput } from "../../core/dialects/dataflow/normalise.ts";
import { foldDuplicates } from "../cmsis-cpp/fold.ts";
import { typesOf } from "../cmsis-types.ts";
import type { Drawing, DrawnFifo } from "./drawn.types.ts";
import { remarksOn } from "./remarks.ts";
import type { DotEnd } from "./statements.ts";

/** Of samples in a drawing made before scheduling, which names no type. */
const NO_TYPE = "sample";

export function buildDrawn(name: string, drawing: Drawing): DataflowDocument {
  const { nodes, fifos, feeds } = drawing;
  const ports = new Ports(drawing);
  const edges = fifos.map((fifo) => ports.join(fifo));
  const fed = feeds.map(({ from, to }): StreamEdge => ({ constant: from.id, to: [to.id, ports.feed(to)] }));
  const types = typesOf(new Set(fifos.map(typeOf)));
  const document: DataflowDocument = {
    format: "memplan",
    version: 1,
    kind: "dataflow",
    name,
    types: types.types,
    nodes: nodes.map((id) => ports.node(id)),
    edges: [...edges, ...fed],
  };
  const folded = foldDuplicates(document);
  const guessed = types.guessed.filter((type) => type !== NO_TYPE);
  return { ...folded, findings: remarksOn(folded, drawing, guessed) };
}

function typeOf({ type }: DrawnFifo): string {
  return type === "" ? NO_TYPE : type;
}

class Ports {
  readonly #drawing: Drawing;
  readonly #inputs = new Map<string, PortSpec[]>();
  readonly #outputs = new Map<string, PortSpec[]>();
  readonly #into: ReadonlyMap<string, DrawnFifo>;

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
    this.#into = new Map(drawing.fifos.map((fifo) => [fifo.to.id, fifo]));
  }

  /** A node with one slot has two ports that are both drawn as i; a Duplicate's are not drawn. */
  #name({ id, port }: DotEnd, side: "i" | "o"): string {
    const { points, labels } = this.#drawing;
    if (!points.has(id)) return labels.get(id)?.ports === null ? side : (port ?? side);
    return side === "i" ? "i" : duplicateOutput(this.#outputs.get(id)?.length ?? 0);
  }

  /** What leaves a Duplicate is what comes into it, perhaps through another. */
  #made(fifo: DrawnFifo): Rate {
    const { points } = this.#drawing;
    let first: DrawnFifo | undefined = fifo;
    for (let steps = 0; first !== undefined && points.has(first.from.id) && steps < 100; steps++)
      first = this.#into.get(first.from.id);
    return first?.made ?? 1;
  }

  #put(side: Map<string, PortSpec[]>, id: string, port: PortSpec): void {
    const own = side.get(id);
    if (own === undefined) side.set(id, [port]);
    else if (this.#drawing.points.has(id) || own.every(({ name }) => name !== port.name)) own.push(port);
  }

  join(fifo: DrawnFifo): StreamEdge {
    const { from, to, used, delay } = fifo;
    const type = typeOf(fifo);
    const made = this.#made(fifo);
    const taken = this.#drawing.points.has(to.id) ? made : (used ?? 1);
    const [source, target] = [this.#name(from, "o"), this.#name(to, "i")];
    this.#put(this.#outputs, from.id, { name: source, rate: made, type });
    this.#put(this.#inputs, to.id, { name: target, rate: taken, type });
    const edge = { from: [from.id, source], to: [to.id, target] } as const;
    return delay === 0 ? edge : { ...edge, delay };
  }

  /** The input that a constant feeds is like the first beside it. */
  feed(to: DotEnd): string {
    const name = this.#name(to, "i");
    const like = this.#inputs.get(to.id)?.[0] ?? this.#outputs.get(to.id)?.[0];
    this.#put(this.#inputs, to.id, { name, rate: like?.rate ?? 1, type: like?.type ?? NO_TYPE });
    return name;
  }

  node(id: string): StreamNode {
    const label = this.#drawing.labels.get(id);
    const [, shown = id, className = ""] = /^([\s\S]*?)\n?\(([^()]*)\)$/.exec(label?.title ?? "") ?? [];
    const inputs = inOrder(this.#inputs.get(id) ?? [], label?.ports?.inputs ?? []);
    const outputs = inOrder(this.#outputs.get(id) ?? [], label?.ports?.outputs ?? []);
    const name = this.#drawing.points.has(id) ? "Duplicate" : className;
    return {
      id,
      // a function is drawn by its name, and its node has a number more
      class: name === "Function" ? shown : name === "" ? (label?.title ?? id) : name,
      ...(inputs.length === 0 ? {} : { inputs }),
      ...(outputs.length === 0 ? {} : { outputs }),
    };
  }
}

/** As the ports are drawn; those that nothing is joined to have a rate of 1 for want of a better. */
function inOrder(own: readonly PortSpec[], drawn: readonly string[]): readonly PortSpec[] {
  const byName = new Map(own.map((port) => [port.name, port]));
  const listed = drawn.map((name) => byName.get(name) ?? { name, rate: 1, type: own[0]?.type ?? NO_TYPE });
  return [...listed, ...own.filter(({ name }) => !drawn.includes(name))];
}
