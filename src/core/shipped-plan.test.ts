import { expect, test } from "vitest";
import { shippedFacts } from "./shipped.ts";
import { planShipped } from "./shipped-plan.ts";
import { textGraph } from "./testing/text-graph.ts";

const CHAIN = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:64 = F(a) b~a\n out b");

function shipped(offsets: Record<string, number>) {
  const document = { ...CHAIN, shipped: { title: "by hand", offsets } };
  const made = planShipped(document);
  if (made === null) throw new Error("a plan was expected");
  const { plan, free } = made;
  const places = Object.fromEntries(
    plan.tensors.id.map((id, t) => {
      const s = plan.tensors.storage[t] ?? 0;
      return [id, [(plan.storages.offset[s] ?? 0) + (plan.tensors.byteOffset[t] ?? 0), free[s]]];
    }),
  );
  return { plan, places, document };
}

test("tensors lie where the file puts them, and the peak is its highest byte", () => {
  const { plan, places, document } = shipped({ x: 0, a: 64, b: 64 });
  expect(places).toEqual({ x: [0, 0], a: [64, 0], b: [64, 0] });
  expect(plan.stats.peakBytes).toBe(128);
  expect(plan.stats.peakBytes).toBe(shippedFacts(document)?.peak);
  expect(plan.storages.count).toBe(2);
  expect(plan).toMatchObject({ name: "text (by hand)", imported: true });
});

test("what our plan would write in place and the file puts apart is two storages", () => {
  const { plan, places } = shipped({ x: 0, a: 64, b: 0 });
  expect(places).toEqual({ x: [0, 0], a: [64, 0], b: [0, 0] });
  expect(plan.storages.count).toBe(3);
});

test("what has no address is marked, and lies where a runtime would put it", () => {
  const { places } = shipped({ x: 0 });
  expect(places.x).toEqual([0, 0]);
  expect(places.a?.[1]).toBe(1);
  expect(places.a?.[0]).toBeGreaterThanOrEqual(64);
});

test("tensors that the file lets meet stay where they are, and it is told", () => {
  const { plan, places } = shipped({ x: 0, a: 32, b: 32 });
  expect(places.a).toEqual([32, 0]);
  expect(plan.diagnostics.some(({ at }) => at.length > 1)).toBe(true);
});

test("a file without a plan has none", () => {
  expect(planShipped(CHAIN)).toBeNull();
});
