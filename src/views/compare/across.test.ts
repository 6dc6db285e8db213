import { expect, test } from "vitest";
import { comparePlans } from "../../core/compare.ts";
import { planDocument } from "../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { planShipped } from "../../core/shipped-plan.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { NO_WATCH } from "../../core/watch.ts";
import type { Compared } from "../../store/comparing.ts";
import { presentStorages, targetOf } from "./across.ts";

const CHAIN = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:64 = F(a)\n out b");

function compared(offsets: Record<string, number>): Compared {
  const page = planDocument(CHAIN, { ...DEFAULT_SETTINGS, place: "none" }, NO_WATCH);
  const file = planShipped({ ...CHAIN, shipped: { title: "by hand", offsets } });
  if (!page.ok || file === null) throw new Error("both plans can be made");
  const against = { plan: file.plan, title: "in the file", free: file.free };
  const picture = { plan: page.value, graph: null } as unknown as Compared["picture"];
  return {
    comparison: comparePlans(page.value, file.plan),
    picture,
    held: { plan: page.value, title: "held", from: "shipped", free: null, against },
    swapped: false,
  };
}

test("what is selected on the page is found in the plan that stands in its place, and back", () => {
  const it = compared({ x: 0, a: 64, b: 128 });
  const { id } = it.picture.plan.tensors;
  for (const name of ["x", "a", "b"]) {
    const tensor = id.indexOf(name);
    const [storage = -1] = presentStorages(it, { kind: "tensor", index: tensor });
    expect(it.held.against?.plan.storages.id[storage]).toBe(name);
    expect(targetOf(it, storage)).toEqual({ kind: "tensor", index: tensor });
  }
});

test("nothing is found once the document calls its tensors otherwise", () => {
  const it = compared({ x: 0, a: 64, b: 128 });
  const { plan } = it.picture;
  const renamed = { ...plan, tensors: { ...plan.tensors, id: plan.tensors.id.map((name) => `${name}2`) } };
  const now = { ...it, picture: { ...it.picture, plan: renamed } };
  expect(targetOf(now, 0)).toBeNull();
  expect(presentStorages(now, { kind: "tensor", index: 0 }).size).toBe(0);
});
