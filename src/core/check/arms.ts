/** An arms document as the checker reads it: from the text alone, arm by arm, by names. */

import type { ArmsBuffer, ArmsDocument, GraphDocument, Item, NodeSpec, TensorSpec } from "../document.ts";
import { type ArmFacts, factsOfArm } from "./arms-facts.ts";

/** A part of the body that is planned as one. */
interface Part {
  readonly name: string;
  readonly outside: boolean;
  readonly items: readonly Item[];
}

/** Undefined when the document makes no sense. */
export function armsForCheck(document: ArmsDocument): GraphDocument | undefined {
  const parts = partsOf(document.body);
  const names = parts.map((part) => part.name);
  const reach = reachOf(names, document);
  if (reach === undefined) return undefined;
  const facts = new Map<string, ArmFacts>();
  // each arm after those that it waits for: it hears what they have done
  const followers = (part: Part) => reach.get(part.name)?.size ?? 0;
  for (const part of [...parts].sort((a, b) => followers(b) - followers(a))) {
    const earlier = names.flatMap((name) =>
      reach.get(name)?.has(part.name) === true ? (facts.get(name) ?? []) : [],
    );
    const made = factsOfArm(
      part.name,
      part.items,
      earlier,
      (one, other) => reach.get(one)?.has(other) === true,
    );
    facts.set(part.name, made);
  }
  const known = new Set(document.buffers.map((buffer) => buffer.id));
  const apart = new Map(document.buffers.map((buffer) => [buffer.id, keeps(buffer, document)]));
  const all = parts.flatMap((part) => facts.get(part.name) ?? []);
  for (const arm of all) {
    const outside = parts.some((part) => part.name === arm.name && part.outside);
    for (const id of arm.touched) {
      if (!known.has(id)) return undefined;
      if (outside) apart.get(id)?.add("outside");
    }
    for (const id of arm.exposed) apart.get(id)?.add("from the host");
    for (const id of arm.special) apart.get(id)?.add("seen by others");
    for (const copy of arm.started) {
      if (copy.done.size > 0) continue;
      apart.get(copy.from)?.add("under way");
      apart.get(copy.to)?.add("under way");
    }
  }
  for (const one of all) {
    for (const other of all) {
      if (one === other || reach.get(one.name)?.has(other.name) || reach.get(other.name)?.has(one.name))
        continue;
      for (const id of clashes(one, other)) apart.get(id)?.add("at once");
    }
  }
  return graphOf(document, all, reach, apart);
}

function keeps(buffer: ArmsBuffer, document: ArmsDocument): Set<string> {
  const needed = buffer.access === "output" || buffer.liveOut === true;
  const donated = document.donateInputs === true;
  return new Set([...(needed ? ["needed afterwards"] : []), ...(donated ? ["may be given"] : [])]);
}

/** What `one` writes and `other` touches, though neither waits for the other. */
function clashes(one: ArmFacts, other: ArmFacts): string[] {
  const found = [...one.written].filter((id) => other.named.has(id));
  for (const copy of one.inherited) {
    // who waits for the same copy finds it done
    if (!copy.done.has(one.name) || copy.done.has(other.name)) continue;
    if (other.named.has(copy.to)) found.push(copy.to);
    if (other.written.has(copy.from)) found.push(copy.from);
  }
  return found;
}

function graphOf(
  document: ArmsDocument,
  arms: readonly ArmFacts[],
  reach: ReadonlyMap<string, ReadonlySet<string>>,
  apart: ReadonlyMap<string, ReadonlySet<string>>,
): GraphDocument {
  const inputs = new Map(arms.map((arm) => [arm.name, [] as string[]]));
  const outputs = new Map(arms.map((arm) => [arm.name, [] as string[]]));
  const tensors = document.buffers.map(({ id, bytes, alignment }): TensorSpec => {
    const touching = arms.filter((arm) => arm.touched.has(id));
    const reasons = new Set(apart.get(id));
    const given = reasons.delete("may be given") && reasons.size === 1 && reasons.has("from the host");
    const scratch = reasons.size === 0 && touching.length > 0;
    const first = scratch
      ? touching.find((arm) =>
          touching.every((other) => other === arm || reach.get(arm.name)?.has(other.name)),
        )
      : undefined;
    for (const arm of touching) (arm === first ? outputs : inputs).get(arm.name)?.push(id);
    if (scratch) return { id, bytes, alignment };
    return given ? { id, bytes, alignment, role: "input" } : { id, bytes, role: "input", external: true };
  });
  const ids = new Set(document.buffers.map((buffer) => buffer.id));
  // every wait that is said as a value of no bytes; the far ones follow from them
  for (const [one, other] of saidWaits(
    arms.map((arm) => arm.name),
    document,
  )) {
    let id = `${one} before ${other}`;
    while (ids.has(id)) id += "'";
    ids.add(id);
    tensors.push({ id, bytes: 0, external: true });
    outputs.get(one)?.push(id);
    inputs.get(other)?.push(id);
  }
  const nodes = arms.map(
    ({ name }): NodeSpec => ({
      id: name,
      op: "arm",
      inputs: inputs.get(name) ?? [],
      outputs: outputs.get(name) ?? [],
    }),
  );
  const exclusive = document.order?.kind === "dag" ? document.order.exclusive : undefined;
  return {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors,
    nodes,
    outputs: [],
    arenas: [{ id: "scratch", capacity: document.capacity ?? null }],
    exclusive: exclusive ?? [],
  };
}

/** Regions, and runs of other things between them; names that repeat are counted. */
function partsOf(body: readonly Item[]): Part[] {
  const parts: { name: string; outside: boolean; items: Item[] }[] = [];
  let run: Item[] | undefined;
  for (const item of body) {
    if ("arm" in item) {
      parts.push({ name: item.arm, outside: false, items: [...item.body] });
      run = undefined;
    } else if (run === undefined) {
      run = [item];
      parts.push({ name: "(stray)", outside: true, items: run });
    } else run.push(item);
  }
  const times = (name: string) => parts.filter((part) => part.name === name).length;
  const single = new Set(parts.map((part) => part.name).filter((name) => times(name) === 1));
  const used = new Set(single);
  return parts.map(({ name, outside, items }) => {
    if (single.has(name)) return { name, outside, items };
    let number = 1;
    while (used.has(`${name}#${number}`)) number++;
    used.add(`${name}#${number}`);
    return { name: `${name}#${number}`, outside, items };
  });
}

/** As the document has them, `[first, then]`; names in the order of the body. */
function saidWaits(
  names: readonly string[],
  { order }: ArmsDocument,
): readonly (readonly [string, string])[] {
  if (order?.kind === "dag") return order.edges;
  return names.slice(1).map((then, i) => [names[i] ?? "", then]);
}

/** Of each arm all that come strictly after it; undefined when that makes no sense. */
function reachOf(names: readonly string[], document: ArmsDocument): Map<string, Set<string>> | undefined {
  const { order } = document;
  const next = new Map(names.map((name) => [name, [] as string[]]));
  for (const [a, b] of saidWaits(names, document)) {
    if (!next.has(a) || !next.has(b)) return undefined;
    next.get(a)?.push(b);
  }
  const reach = new Map<string, Set<string>>();
  for (const name of names) {
    const later = new Set(next.get(name));
    for (const other of later) for (const further of next.get(other) ?? []) later.add(further);
    if (later.has(name)) return undefined;
    reach.set(name, later);
  }
  const pairs = order?.kind === "dag" ? (order.exclusive ?? []) : [];
  const sound = pairs.every(
    ([a, b]) => next.has(a) && next.has(b) && a !== b && !reach.get(a)?.has(b) && !reach.get(b)?.has(a),
  );
  return sound ? reach : undefined;
}
