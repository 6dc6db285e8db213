import { expect, test } from "vitest";
import type { GraphDocument } from "../core/document.ts";
import { ARENA_KEYS } from "./canvas-keys.ts";
import { linksOf } from "./links.ts";
import { outcomeStore } from "./outcome.ts";
import { select, sessionStore } from "./session.ts";
import { draw } from "./testing/draw.ts";
import { stepBy, walkTenants, walkToConsumer, walkToProducer } from "./walk.ts";

/** x → a → b → c → d: a and c share one buffer, b and d another. */
const CHAIN: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "chain",
  tensors: [{ id: "x", bytes: 16, role: "input" }, ...["a", "b", "c", "d"].map((id) => ({ id, bytes: 64 }))],
  nodes: ["xa", "ab", "bc", "cd"].map(([from = "", to = ""]) => ({
    id: `${from}${to}`,
    op: "Op",
    inputs: [from],
    outputs: [to],
    ...(to === "c" ? { workspace: 8 } : {}),
  })),
  outputs: ["d"],
};

function names(ids: readonly string[], set: ReadonlySet<number> | undefined): string[] {
  return [...(set ?? [])].map((i) => ids[i] ?? "?").sort();
}

const picture = draw(CHAIN);
const { plan } = picture;
const storage = (id: string) => plan.storages.id.indexOf(id);
const node = (id: string) => plan.nodes.id.indexOf(id);

test("a storage lights up its tensor, its buffer, who makes it and who reads it", () => {
  const links = linksOf(picture, { kind: "storage", index: storage("b") });
  expect(names(plan.tensors.id, links?.tensors)).toEqual(["b"]);
  expect(names(plan.nodes.id, links?.producers)).toEqual(["ab"]);
  expect(names(plan.nodes.id, links?.readers)).toEqual(["bc"]);
  expect([...(links?.buffers ?? [])]).toEqual([plan.storages.buffer[storage("b")]]);
});

test("a node lights up what it makes and its scratch", () => {
  const links = linksOf(picture, { kind: "node", index: node("bc") });
  expect(names(plan.storages.id, links?.storages)).toEqual(["c", "workspace:bc"]);
  expect(links?.node).toBe(node("bc"));
});

test("a buffer lights up all its tenants", () => {
  const index = plan.storages.buffer[storage("a")] ?? -1;
  const links = linksOf(picture, { kind: "buffer", index });
  const tenants = plan.storages.id.filter((_, s) => plan.storages.buffer[s] === index);
  expect(names(plan.storages.id, links?.storages)).toEqual(tenants.sort());
});

test("nothing pointed at lights up nothing", () => {
  expect(linksOf(picture, null)).toBeUndefined();
});

test("keys walk along the data flow and from tenant to tenant", () => {
  outcomeStore.setState({ picture });
  select({ kind: "tensor", index: plan.tensors.id.indexOf("b") });
  walkToProducer();
  expect(sessionStore.getState().selection).toEqual({ kind: "node", index: node("ab") });
  walkToConsumer();
  expect(sessionStore.getState().selection).toEqual({ kind: "node", index: node("bc") });
  const { from, items } = plan.buffers.storages;
  const shared = plan.storages.buffer[storage("a")] ?? 0;
  const [first, second] = items.subarray(from[shared], from[shared + 1]);
  select({ kind: "storage", index: first ?? -1 });
  walkTenants(-1);
  expect(sessionStore.getState().selection).toEqual({ kind: "storage", index: first });
  walkTenants(1);
  expect(sessionStore.getState().selection).toEqual({ kind: "storage", index: second });
});

test("the step cursor starts at the peak and stays within the plan", () => {
  outcomeStore.setState({ picture });
  sessionStore.setState({ cursor: null });
  stepBy(0);
  expect(sessionStore.getState().cursor).toBe(plan.stats.peakStep);
  stepBy(-1000);
  expect(sessionStore.getState().cursor).toBe(0);
  stepBy(1000);
  expect(sessionStore.getState().cursor).toBe(plan.steps - 1);
});

test("on a canvas the arrows go up and down by address among what is alive, and stop at the ends", () => {
  outcomeStore.setState({ picture });
  sessionStore.setState({ cursor: plan.nodes.step[node("bc")] ?? 0, arena: 0 });
  select(null);
  const seen: number[] = [];
  for (let i = 0; i < 4; i++) {
    ARENA_KEYS.ArrowUp?.();
    const { selection } = sessionStore.getState();
    seen.push(plan.storages.offset[selection?.index ?? -1] ?? -1);
  }
  // b, c and the scratch of the node: three addresses, then the end
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b).concat(seen[2] ?? -1));
  expect(new Set(seen).size).toBe(3);
  ARENA_KEYS.ArrowDown?.();
  expect(plan.storages.offset[sessionStore.getState().selection?.index ?? -1]).toBe(seen[1]);
});
