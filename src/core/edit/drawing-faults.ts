/** What is wrong or open anywhere in a drawing, and what of its plan rests on it. Derived, never stored. */

import { highest } from "../bound.ts";
import type { Diagnostic, GraphDocument, NodeSpec, TensorSpec } from "../document.ts";
import type { Plan } from "../plan.types.ts";
import { formatCount } from "../units.ts";
import { faultsOfNode, type NodeFaults, type PortFault } from "./faults.ts";
import { perRows, type Rows, tensorOf } from "./index-of.ts";
import { type KnownType, ruling } from "./operators.ts";
import { typesOf } from "./types-of.ts";

/** Tensors named in the sentence on the peak. */
const NAMED = 3;
/** Things listed under one diagnostic. */
const LISTED = 100;

export interface DrawingFault extends PortFault {
  /** Id of the node. */
  readonly node: string;
}

interface Known extends NodeFaults {
  readonly reads: readonly (TensorSpec | undefined)[];
  /** Which of them have types that are known. */
  readonly told: readonly boolean[];
  readonly makes: readonly (TensorSpec | undefined)[];
}

/** By rows of nodes: an edit leaves most as they are, and what they read and make too. */
const known = new WeakMap<NodeSpec, Known>();

function holds({ reads, told, makes }: Known, rows: Rows, node: NodeSpec, type: KnownType): boolean {
  return (
    node.inputs.every((id, i) => tensorOf(rows, id) === reads[i] && (type(id) !== undefined) === told[i]) &&
    node.outputs.every((id, i) => tensorOf(rows, id) === makes[i])
  );
}

function faultsOf(rows: Rows, node: NodeSpec, type: KnownType): NodeFaults {
  const before = known.get(node);
  if (before !== undefined && holds(before, rows, node, type)) return before;
  const made = {
    ...faultsOfNode(rows, node),
    reads: node.inputs.map((id) => tensorOf(rows, id)),
    told: node.inputs.map((id) => type(id) !== undefined),
    makes: node.outputs.map((id) => tensorOf(rows, id)),
  };
  known.set(node, made);
  return made;
}

interface Found {
  readonly faults: readonly DrawingFault[];
  readonly untold: ReadonlySet<string>;
}

const found = perRows((rows): Found => {
  const faults: DrawingFault[] = [];
  const untold = new Set<string>();
  const type = typesOf(rows);
  for (const node of rows.nodes) {
    if (ruling(node) === undefined) continue;
    const own = faultsOf(rows, node, type);
    for (const fault of own.faults) faults.push({ ...fault, node: node.id });
    for (const i of own.untold) {
      const id = node.outputs[i];
      if (id !== undefined) untold.add(id);
    }
  }
  return { faults, untold };
});

/** Of all drawn nodes, in the order of the document. Linear in the document, and little work where an edit changed nothing. */
export function drawingFaults(document: Rows): readonly DrawingFault[] {
  return found.of(document).faults;
}

/** Tensors alive where an arena holds the most, whose types no operator tells yet and no person has given. */
export function placeholdersAtPeak(document: Rows, plan: Plan): readonly string[] {
  const { untold } = found.of(document);
  if (untold.size === 0) return [];
  const { tensors, storages } = plan;
  const steps = plan.live.map((curve) => highest(curve).step);
  return tensors.id.filter((id, t) => {
    const storage = tensors.storage[t] ?? -1;
    if (storage < 0 || !untold.has(id)) return false;
    const arena = storages.arena[storage] ?? 0;
    const antichain = plan.antichains?.[arena];
    if (antichain !== undefined) return antichain.includes(storage);
    const step = steps[arena] ?? 0;
    return (tensors.start[t] ?? 0) <= step && step < (tensors.end[t] ?? 0);
  });
}

export interface DrawingSummary {
  /** Faults are warnings, what is open is told; what only follows from it is not. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mismatches: number;
  /** Ports that wait for a connection or a type, and nodes that wait for an attribute. */
  readonly open: number;
  /** Sizes not known yet that the peak rests on; 0 without a plan. */
  readonly atPeak: number;
  /** `1 mismatch`, `2 open ports`: the worst first. */
  readonly words: readonly string[];
  /** What to know of the peak: `rests on 1 size not known yet`; empty: nothing. */
  readonly caveat: string;
}

function counted(n: number, one: string, many: string): string[] {
  return n === 0 ? [] : [`${formatCount(n)} ${n === 1 ? one : many}`];
}

function diagnosticOf({ node, kind, side, says }: DrawingFault): Diagnostic {
  const message = says.startsWith("In ") ? `${node}, in ${says.slice(3)}` : `${node}: ${says}`;
  const at = [`node:${node}`];
  if (kind === "open") return { severity: "info", code: "open-port", message, at };
  return { severity: "warning", code: side === "in" ? "port-mismatch" : "typed-otherwise", message, at };
}

function aboutPeak(ids: readonly string[]): Diagnostic[] {
  if (ids.length === 0) return [];
  const names = ids.slice(0, NAMED).join(", ");
  const more = ids.length > NAMED ? ` and ${formatCount(ids.length - NAMED)} more` : "";
  const message =
    ids.length === 1
      ? `The peak rests on 1 size that is not known yet: that of ${names}.`
      : `The peak rests on ${formatCount(ids.length)} sizes that are not known yet: those of ${names}${more}.`;
  return [
    {
      severity: "info",
      code: "peak-not-known",
      message,
      at: ids.slice(0, LISTED).map((id) => `tensor:${id}`),
    },
  ];
}

/** What people should know of a drawing besides its plan; `plan`: of this document. */
export function drawingSummary(document: GraphDocument, plan?: Plan): DrawingSummary {
  const roots = drawingFaults(document).filter((fault) => fault.follows !== true);
  const waiting = plan === undefined ? [] : placeholdersAtPeak(document, plan);
  const mismatches = roots.filter((fault) => fault.kind === "fault");
  const open = roots.filter((fault) => fault.kind === "open");
  return {
    diagnostics: [...mismatches.map(diagnosticOf), ...aboutPeak(waiting), ...open.map(diagnosticOf)],
    mismatches: mismatches.length,
    open: open.length,
    atPeak: waiting.length,
    words: [
      ...counted(mismatches.length, "mismatch", "mismatches"),
      ...counted(open.length, "open port", "open ports"),
    ],
    caveat: counted(waiting.length, "size", "sizes")
      .map((sizes) => `rests on ${sizes} not known yet`)
      .join(),
  };
}
