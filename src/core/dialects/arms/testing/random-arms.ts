/** Seeded random programs of arms: small, with branches, loops, copies and every kind of order. */

import { Random } from "../../../testing/random.ts";
import type { ArmsBuffer, ArmsDocument, ArmsOrder, Item, Statement } from "../document.ts";

export interface Shape {
  readonly arms: number;
  readonly buffers: number;
  /** Statements of an arm, at most. */
  readonly statements: number;
  readonly exclusive: boolean;
}

/** Names are A, B … and a, b …; most buffers are written before they are read, so that many are transient. */
export function randomArms(seed: number, shape: Shape): ArmsDocument {
  const random = new Random(seed);
  const arms = random.integer(1, shape.arms);
  const count = random.integer(1, shape.buffers);
  const buffers = Array.from({ length: count }, (_, i): ArmsBuffer => {
    const id = String.fromCharCode(97 + i);
    const access = random.chance(0.1) ? "output" : "read_write";
    return {
      id,
      bytes: random.integer(random.chance(0.1) ? 0 : 1, 5),
      access,
      ...(random.chance(0.1) && { alignment: 2 }),
    };
  });
  const body = Array.from({ length: arms }, (_, i): Item => {
    return { arm: String.fromCharCode(65 + i), body: itemsOf(random, buffers, shape.statements, 0) };
  });
  if (random.chance(0.1)) body.splice(random.integer(0, arms), 0, statementOf(random, buffers));
  const names = body.flatMap((item) => ("arm" in item ? [item.arm] : []));
  return {
    format: "memplan",
    version: 1,
    kind: "arms",
    name: "random",
    buffers,
    body,
    ...(random.chance(0.8) && { order: orderOf(random, names, shape.exclusive) }),
    ...(random.chance(0.2) && { donateInputs: true }),
  };
}

function itemsOf(random: Random, buffers: readonly ArmsBuffer[], most: number, depth: number): Item[] {
  // what an arm has written before, it may well read
  const items: Item[] = [];
  for (let left = random.integer(1, most); left > 0; left--) {
    if (depth < 2 && random.chance(0.12)) items.push(nestedOf(random, buffers, depth));
    else if (random.chance(0.35)) {
      const { id } = random.pick(buffers);
      items.push({ op: "store", buffer: id });
      if (left > 1 && random.chance(0.6)) {
        items.push({ op: "load", buffer: id });
        left--;
      }
    } else items.push(statementOf(random, buffers));
  }
  return items;
}

function nestedOf(random: Random, buffers: readonly ArmsBuffer[], depth: number): Item {
  const inner = () => itemsOf(random, buffers, 2, depth + 1);
  const kind = random.integer(0, 2);
  if (kind === 0) return { arm: "inner", body: inner() };
  if (kind === 1) return { op: "loop", body: inner(), runs: random.chance(0.5) ? "known" : "unknown" };
  // biome-ignore lint/suspicious/noThenProperty: the document's own word, and an item is never awaited
  return { op: "if", then: inner(), ...(random.chance(0.7) && { else: inner() }) };
}

function statementOf(random: Random, buffers: readonly ArmsBuffer[]): Statement {
  const id = () => random.pick(buffers).id;
  const tag = () => random.pick(["s", "t"]);
  const chosen = random.integer(0, 19);
  if (chosen < 7) return { op: "load", buffer: id() };
  if (chosen < 12) {
    return {
      op: "store",
      buffer: id(),
      ...(random.chance(0.5) && { from: [id()] }),
      ...(random.chance(0.2) && { partial: true }),
    };
  }
  if (chosen < 14)
    return { op: random.chance(0.5) ? "async_load" : "async_store", src: id(), dst: id(), tag: tag() };
  if (chosen < 17) return { op: "async_wait", tag: tag() };
  if (chosen === 17) return { op: "len", buffer: id() };
  return random.chance(0.5) ? { op: "ref", buffer: id() } : { op: "opaque", buffers: [id()] };
}

function orderOf(random: Random, names: readonly string[], mayExclude: boolean): ArmsOrder {
  const edges: [string, string][] = [];
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1)) if (random.chance(0.35)) edges.push([a, b]);
  });
  if (!mayExclude) return { kind: "dag", edges };
  const after = (from: string): Set<string> => {
    const found = new Set([from]);
    for (const name of found) for (const [a, b] of edges) if (a === name) found.add(b);
    return found;
  };
  const exclusive: [string, string][] = [];
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1)) {
      if (!after(a).has(b) && random.chance(0.6)) exclusive.push(random.chance(0.5) ? [a, b] : [b, a]);
    }
  });
  return { kind: "dag", edges, exclusive };
}
