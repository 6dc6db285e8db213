import { describe, expect, test } from "vitest";
import { removeArena, renameDocument, setArenaSpec } from "./arenas.ts";
import { setArena } from "./change.ts";
import { clearOrder, moveStep, stepRange } from "./order.ts";
import { edited, imported, refusal, run } from "./testing/script.ts";

/** a → b → d, and c by itself. */
const net = imported("a = F(x)", "b = F(a.t)", "c = F(x)", "d = F(b.t)");
const ORDER = ["a", "b", "c", "d"];

describe("a step", () => {
  test.each([
    ["a", { from: 0, to: 0, after: undefined, before: "b" }],
    ["b", { from: 1, to: 2, after: "a", before: "d" }],
    ["c", { from: 0, to: 3, after: undefined, before: undefined }],
    ["d", { from: 2, to: 3, after: "b", before: undefined }],
  ])("of %s is between its makers and readers", (node, range) => {
    expect(stepRange(net, ORDER, node)).toEqual(range);
  });

  test("is moved where it may be, and writes the order down", () => {
    const { document, says } = run(net, (d) => moveStep(d, ORDER, "c", 0));
    expect(says).toBe("Moved c to step 0");
    expect(document.order).toEqual(["c", "a", "b", "d"]);
    expect(edited(document, (d) => moveStep(d, ["c", "a", "b", "d"], "c", 0))).toBe(document);
    expect(edited(document, clearOrder)).toEqual(net);
  });

  test("is refused where it may not be, with the node in the way", () => {
    expect(refusal(net, (d) => moveStep(d, ORDER, "b", 0))).toBe(
      "bad-order: b reads what a makes, so it cannot run before step 1.",
    );
    expect(refusal(net, (d) => moveStep(d, ORDER, "b", 3))).toBe(
      "bad-order: d reads what b makes, so b cannot run after step 2.",
    );
    expect(refusal(net, (d) => moveStep(d, ORDER, "c", 4))).toMatch(/^bad-order: There is no step 4/);
    expect(refusal(net, (d) => moveStep(d, ORDER, "z", 0))).toMatch(/^unknown-node/);
    expect(refusal(net, clearOrder)).toBe("no-order: The graph has no given order.");
  });

  test("is found in the order of a page that is some edits behind", () => {
    expect(edited(net, (d) => moveStep(d, ["d", "gone", "a", "b"], "c", 0)).order).toEqual([
      "c",
      "a",
      "b",
      "d",
    ]);
  });
});

describe("arenas", () => {
  test("are added, renamed with their tensors, and removed", () => {
    const document = edited(
      net,
      (d) => setArenaSpec(d, 0, { id: "sram", capacity: 100 }),
      (d) => setArenaSpec(d, 9, { id: "dram" }),
      (d) => setArena(d, ["x", "a.t"], "dram"),
      (d) => setArenaSpec(d, 1, { id: "flash", alignment: 16 }),
    );
    expect(document.arenas).toEqual([
      { id: "sram", capacity: 100 },
      { id: "flash", alignment: 16 },
    ]);
    expect(document.tensors.filter((t) => t.arena === "flash")).toHaveLength(2);
    const one = run(document, (d) => removeArena(d, "flash"));
    expect(one.says).toBe("Removed arena flash");
    expect(one.document.tensors.some((t) => t.arena !== undefined)).toBe(false);
    expect(edited(one.document, (d) => removeArena(d, "sram")).arenas).toBeUndefined();
  });

  test("that cannot be are refused", () => {
    const document = edited(net, (d) => setArenaSpec(d, 0, { id: "sram" }));
    expect(refusal(document, (d) => setArenaSpec(d, 1, { id: "sram" }))).toMatch(/^duplicate-id/);
    expect(refusal(document, (d) => setArenaSpec(d, 0, { id: "" }))).toBe("empty-id: An arena needs a name.");
    expect(refusal(document, (d) => setArenaSpec(d, 0, { id: "a", capacity: -1 }))).toMatch(/^bad-number/);
    expect(refusal(document, (d) => setArenaSpec(d, 0, { id: "a", alignment: 0 }))).toMatch(/^bad-number/);
    expect(refusal(document, (d) => removeArena(d, "dram"))).toMatch(/^unknown-arena/);
  });
});

test("a graph has a name", () => {
  expect(edited(net, (d) => renameDocument(d, " net ")).name).toBe("net");
  expect(refusal(net, (d) => renameDocument(d, " "))).toBe("empty-name: A graph needs a name.");
});
