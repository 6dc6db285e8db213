/** What could be shared: tensors of one name in several methods, or what the document lists. */

import type { TensorSpec } from "../../../document.ts";
import { fail, ok, type Result } from "../../../result.ts";
import type { MethodsDocument, SharedEntry } from "../document.ts";
import { nameOf } from "../names.ts";
import { changedIn } from "../touches.ts";

/** A tensor that stands for the state in one method. */
export interface Holder {
  /** Positions in the document. */
  readonly method: number;
  readonly tensor: number;
  readonly spec: TensorSpec;
  /** The method writes into it. */
  readonly changed: boolean;
}

/** What a name stands for in a program, before anybody has asked whether the methods agree. */
export interface Candidate {
  readonly name: string;
  /** In the order of the methods; of one method there can be several, which is a fault. */
  readonly holders: readonly Holder[];
  /** What the document says of it. */
  readonly entry: SharedEntry | undefined;
}

/** State of all methods by name, by where it first occurs. */
export function statesByName(document: MethodsDocument): ReadonlyMap<string, readonly Holder[]> {
  const states = new Map<string, Holder[]>();
  document.methods.forEach((m, method) => {
    const changed = changedIn(m);
    m.tensors.forEach((spec, tensor) => {
      if (spec.role !== "state" && spec.role !== "constant") return;
      const holder = { method, tensor, spec, changed: changed.has(spec.id) };
      const found = states.get(nameOf(spec));
      if (found === undefined) states.set(nameOf(spec), [holder]);
      else found.push(holder);
    });
  });
  return states;
}

export function isChanged({ holders }: Pick<Candidate, "holders">): boolean {
  return holders.some((holder) => holder.changed);
}

/** How many methods have it. */
export function methodsWith(holders: readonly Holder[]): number {
  return new Set(holders.map((holder) => holder.method)).size;
}

/** What the policy asks to be shared, by first appearance. Fails where the sharing names what is not there. */
export function candidatesOf(document: MethodsDocument): Result<readonly Candidate[]> {
  const { sharing } = document;
  if (sharing === undefined || sharing.policy === "none") return ok([]);
  const listed = listedOf(document, sharing.entries ?? []);
  if (!listed.ok) return listed;
  const own = new Map(listed.value.map((candidate) => [candidate.name, candidate]));
  if (sharing.policy === "entries") return ok(byAppearance([...own.values()]));
  const states = statesByName(document);
  const wanted: Candidate[] = [];
  if (sharing.policy === "names") {
    for (const [i, name] of (sharing.names ?? []).entries()) {
      const holders = states.get(name);
      if (holders !== undefined) wanted.push({ name, holders, entry: undefined });
      else if (!own.has(name)) return nobodyHas(name, `sharing.names[${i}]`);
    }
  } else {
    const least = sharing.policy === "mutable-in-two" ? 2 : 1;
    for (const [name, holders] of states) {
      if (isChanged({ holders }) && methodsWith(holders) >= least)
        wanted.push({ name, holders, entry: undefined });
    }
  }
  const all = new Map(wanted.map((candidate) => [candidate.name, candidate]));
  return ok(byAppearance([...new Map([...all, ...own]).values()]));
}

function nobodyHas(name: string, where: string) {
  const message = `The sharing names ${JSON.stringify(name)}, but no method has state or a constant of that name.`;
  return fail("unknown-name", message, { where, help: "Correct the name, or give a tensor that name." });
}

function listedOf(document: MethodsDocument, entries: readonly SharedEntry[]): Result<readonly Candidate[]> {
  const index = new Map(document.methods.map((m, i) => [m.id, i]));
  const positions = document.methods.map((m) => new Map(m.tensors.map((t, i) => [t.id, i])));
  const seen = new Set<string>();
  const found: Candidate[] = [];
  for (const [e, entry] of entries.entries()) {
    const where = `sharing.entries[${e}]`;
    if (seen.has(entry.name)) {
      const message = `Two entries of the sharing have the name ${JSON.stringify(entry.name)}.`;
      return fail("duplicate-id", message, { where: `${where}.name`, help: "Give each a name of its own." });
    }
    seen.add(entry.name);
    const holders: Holder[] = [];
    for (const [id, member] of Object.entries(entry.members)) {
      const method = index.get(id);
      const place = `${where}.members`;
      if (method === undefined) {
        const message = `The entry ${JSON.stringify(entry.name)} has a member in the method ${JSON.stringify(id)}, which the program does not have.`;
        return fail("unknown-method", message, { where: place, help: "Correct the name of the method." });
      }
      const m = document.methods[method];
      const tensor = positions[method]?.get(member) ?? -1;
      const spec = m?.tensors[tensor];
      if (m === undefined || spec === undefined) {
        const message = `The entry ${JSON.stringify(entry.name)} has the member ${JSON.stringify(member)}, but no tensor of method ${JSON.stringify(id)} has that id.`;
        return fail("unknown-tensor", message, { where: place, help: "Correct the id of the tensor." });
      }
      holders.push({ method, tensor, spec, changed: changedIn(m).has(member) });
    }
    holders.sort((a, b) => a.method - b.method);
    found.push({ name: entry.name, holders, entry });
  }
  return ok(found);
}

/** First what some method changes, by where it is first changed; then the rest, by where it is first. */
function byAppearance(candidates: Candidate[]): readonly Candidate[] {
  const key = ({ holders }: Candidate): readonly [number, number, number] => {
    const first = holders.find((holder) => holder.changed) ?? holders[0];
    return [first?.changed === true ? 0 : 1, first?.method ?? 0, first?.tensor ?? 0];
  };
  const keys = new Map(candidates.map((candidate) => [candidate, key(candidate)]));
  return candidates.sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    return (x?.[0] ?? 0) - (y?.[0] ?? 0) || (x?.[1] ?? 0) - (y?.[1] ?? 0) || (x?.[2] ?? 0) - (y?.[2] ?? 0);
  });
}
