/** What is known of the ports of a box: numbers at once, names and faults once the part of the page that edits is loaded. */

import { createStore } from "zustand/vanilla";
import type { PortFault } from "../../core/edit/faults.ts";
import type { NodePorts } from "../../core/edit/ports.ts";
import type { Graph } from "../../core/graph.ts";
import { rowOf } from "../../core/lists.ts";
import { NODE } from "../../core/skeleton.ts";
import { inOffset, outOffset } from "./geometry.ts";
import { tensorLine } from "./labels.ts";
import { type Scene, tensorsFrom } from "./scene.ts";

/** Answered in constant time: asked of what is in view, once for each state of the document. */
export interface PortFacts {
  readonly ports: (graph: Graph, node: number) => NodePorts;
  readonly faults: (graph: Graph, node: number) => readonly PortFault[];
}

export const portFactsStore = createStore<{ readonly facts: PortFacts | null }>(() => ({ facts: null }));

/** A port as it is drawn. */
export interface PortDot {
  /** `in:0`, `out:0`. */
  readonly id: string;
  /** Pixels from the left side of its box. */
  readonly x: number;
  readonly free: boolean;
  readonly fault: PortFault["kind"] | undefined;
  /** What is wrong or open there, in a sentence; empty: nothing. */
  readonly says: string;
  readonly title: string;
}

export interface DrawnPorts {
  readonly dots: readonly PortDot[];
  /** The worst that is wrong or open anywhere on the box. */
  readonly fault: PortFault["kind"] | undefined;
  /** Everything that is wrong or open, in sentences. */
  readonly says: string;
  /** What is wrong or open at no port of its own. */
  readonly whole: readonly PortFault[];
}

const NO_FAULTS: readonly PortFault[] = [];

/** The tensor at each input port of a box that has a line, or of a node all that it reads. */
function read(scene: Scene, box: number): Map<number, number> {
  const { skeleton, graph, entering, document } = scene;
  const item = skeleton.item[box] ?? 0;
  if (skeleton.kind[box] !== NODE)
    return new Map(
      Array.from(rowOf(entering, box), (line) => [skeleton.toPort[line] ?? 0, skeleton.tensor[line] ?? 0]),
    );
  const ports = document.nodes[item]?.drawn?.ports;
  return new Map(Array.from(rowOf(graph.inputs, item), (t, i) => [ports?.[i] ?? i, t]));
}

/** What a port shows of its faults: the worst first, one sentence. */
function shownOf(own: readonly PortFault[]): Pick<PortDot, "fault" | "says"> {
  const worst = own.find((f) => f.kind === "fault") ?? own[0];
  return { fault: worst?.kind, says: worst?.says ?? "" };
}

function drawn(scene: Scene, box: number, facts: PortFacts | null): DrawnPorts {
  const { skeleton, graph } = scene;
  const node = skeleton.kind[box] === NODE ? (skeleton.item[box] ?? 0) : -1;
  const names = node < 0 ? undefined : facts?.ports(graph, node);
  const faults = node < 0 ? NO_FAULTS : (facts?.faults(graph, node) ?? NO_FAULTS);
  const dots: PortDot[] = [];
  const tensors = read(scene, box);
  const ins = skeleton.ins[box] ?? 0;
  for (let port = 0; port < ins; port++) {
    const t = tensors.get(port);
    const own = faults.filter((fault) => fault.side === "in" && fault.port === port);
    const known = names?.inputs[port];
    const what =
      t === undefined ? `free${known === undefined ? "" : `, takes ${known.says}`}` : tensorLine(scene, t);
    dots.push({
      id: `in:${port}`,
      x: inOffset(skeleton, box, port),
      free: t === undefined,
      ...shownOf(own),
      title: [`${known?.name ?? `in ${port + 1}`}: ${what}`, ...own.map((f) => f.says)].join("\n"),
    });
  }
  const outs = skeleton.outs[box] ?? 0;
  tensorsFrom(scene, box)
    .slice(0, outs)
    .forEach((t, port) => {
      const own = faults.filter((fault) => fault.side === "out" && fault.port === port);
      const what = `${names?.outputs[port]?.name ?? `out ${port + 1}`}: ${tensorLine(scene, t)}`;
      dots.push({
        id: `out:${port}`,
        x: outOffset(skeleton, box, port),
        free: false,
        ...shownOf(own),
        title: [what, ...own.map((f) => f.says)].join("\n"),
      });
    });
  return {
    dots,
    fault: faults.some((f) => f.kind === "fault") ? "fault" : faults[0]?.kind,
    says: faults.map((f) => f.says).join(" "),
    whole: faults.filter(({ side, port }) => port < 0 || port >= (side === "in" ? ins : outs)),
  };
}

interface Kept {
  readonly facts: PortFacts | null;
  readonly of: Map<number, DrawnPorts>;
}
const kept = new WeakMap<object, Kept>();

function equal(a: DrawnPorts, b: DrawnPorts): boolean {
  return (
    a.says === b.says &&
    a.fault === b.fault &&
    a.dots.length === b.dots.length &&
    a.dots.every((dot, i) => {
      const other = b.dots[i];
      return (
        dot.id === other?.id &&
        dot.x === other.x &&
        dot.free === other.free &&
        dot.fault === other.fault &&
        dot.title === other.title
      );
    })
  );
}

/** The ports of a box; `before` itself when they are equal, so that nothing is drawn again. */
export function portsOfBox(
  scene: Scene,
  box: number,
  facts: PortFacts | null,
  before?: DrawnPorts,
): DrawnPorts {
  let own = kept.get(scene.content);
  if (own === undefined || own.facts !== facts) {
    own = { facts, of: new Map() };
    kept.set(scene.content, own);
  }
  let ports = own.of.get(box);
  if (ports === undefined) {
    const fresh = drawn(scene, box, facts);
    ports = before !== undefined && equal(before, fresh) ? before : fresh;
    own.of.set(box, ports);
  }
  return ports;
}
