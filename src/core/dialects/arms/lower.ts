/** An arms document as a graph: arms are nodes, scratch buffers are tensors, the order between arms is edges without bytes. */

import type { Diagnostic, GraphDocument, NodeSpec, TensorSpec } from "../../document.ts";
import { ok, type Result } from "../../result.ts";
import { findingsOf } from "./arms-findings.ts";
import { type Arm, isRegion } from "./body.ts";
import type { ArmsDocument } from "./document.ts";
import { type ArmsModel, readArms } from "./model.ts";
import { type BufferUse, usesOfBuffers } from "./pins.ts";

/**
 * Nodes are named as arms are and tensors as buffers are; buffers that keep memory of their own are external. Fails when
 * names are not unique or name nothing, or arms wait for each other in a circle.
 */
export function lowerArms(document: ArmsDocument): Result<GraphDocument> {
  const model = readArms(document);
  if (!model.ok) return model;
  const { arms, order } = model.value;
  const uses = usesOfBuffers(model.value);
  const nodes = arms.map(() => ({ inputs: [] as string[], outputs: [] as string[] }));
  const tensors = uses.map((use, b) => tensorOf(model.value, use, b));
  uses.forEach((use, b) => {
    const id = document.buffers[b]?.id ?? "";
    const maker = use.kind === "transient" ? firstOf(model.value, use) : -1;
    for (const arm of use.arms) (arm === maker ? nodes[arm]?.outputs : nodes[arm]?.inputs)?.push(id);
  });
  const taken = new Set(document.buffers.map((buffer) => buffer.id));
  for (const [a, b] of order.edges) {
    const id = freeName(`${arms[a]?.id} → ${arms[b]?.id}`, taken);
    tensors.push({ id, bytes: 0, external: true });
    nodes[a]?.outputs.push(id);
    nodes[b]?.inputs.push(id);
  }
  const name = (arm: number) => arms[arm]?.id ?? "";
  return ok({
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors,
    nodes: nodes.map(({ inputs, outputs }, a): NodeSpec => {
      return { id: name(a), op: operatorOf(document, arms[a]), inputs, outputs };
    }),
    outputs: [],
    arenas: [{ id: "scratch", capacity: document.capacity ?? null }],
    ...(order.exclusive.length > 0 && { exclusive: order.exclusive.map(([a, b]) => [name(a), name(b)]) }),
    findings: findingsOf(model.value, uses) satisfies readonly Diagnostic[],
  });
}

/** What the region is called: pictures name what runs by its operator. */
function operatorOf({ body }: ArmsDocument, arm: Arm | undefined): string {
  const item = arm === undefined ? undefined : body[arm.at];
  return item !== undefined && isRegion(item) ? item.arm : "outside all arms";
}

function tensorOf({ document }: ArmsModel, { kind }: BufferUse, b: number): TensorSpec {
  const buffer = document.buffers[b];
  const size = { id: buffer?.id ?? "", bytes: buffer?.bytes ?? 0, alignment: buffer?.alignment };
  if (kind === "transient") return size;
  return kind === "donatable" ? { ...size, role: "input" } : { ...size, role: "input", external: true };
}

/** The arm that all others which touch a transient buffer wait for. */
function firstOf({ order }: ArmsModel, use: BufferUse): number {
  return order.before.order.find((arm) => use.arms.includes(arm)) ?? -1;
}

/** Takes a name that nobody has. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  taken.add(name);
  return name;
}
