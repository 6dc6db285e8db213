import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BoxKey, boxKey } from "../box-key.ts";
import type { GraphDocument } from "../document.ts";
import {
  aligned,
  distributed,
  foldGroup,
  freePlace,
  frozen,
  group,
  type PlacedBox,
  placeBoxes,
  renameGroup,
  ungroup,
} from "./draw.ts";
import { drawn, edited, imported, refusal, run } from "./testing/script.ts";

const net = imported("a = F(x)", "b = F(a.t)", "c = F(b.t)");

function box(key: BoxKey, x: number, y: number, width = 100, height = 40): PlacedBox {
  return { key, x, y, width, height };
}

const all = [box("node:a", 0, 0), box("node:b", 0, 100.4), box("value:x", 50, -90), box("node:gone", 1, 1)];

describe("places", () => {
  test("of all boxes are kept with the first that is moved, later only its own", () => {
    const { document, says } = run(net, (d) => placeBoxes(d, [box("node:a", 7.6, 8)], "Moved a", all));
    expect(says).toBe("Moved a");
    expect(document.drawing?.at).toEqual({ "node:a": [8, 8], "node:b": [0, 100], "value:x": [50, -90] });
    expect(document.nodes).toBe(net.nodes);
    const again = edited(document, (d) => placeBoxes(d, [box("node:c", 1, 2)], "Moved c", all));
    expect(again.drawing?.at).toMatchObject({ "node:a": [8, 8], "node:c": [1, 2] });
    expect(frozen(document, all)).toBe(document);
    expect(refusal(net, (d) => placeBoxes(d, [], "Moved", all))).toMatch(/^nothing-chosen/);
  });

  test("of members go along with a folded group", () => {
    const { document } = run(
      net,
      (d) => placeBoxes(d, all, "Moved", []),
      (d) => group(d, ["node:a", "node:b"]),
      (d) => placeBoxes(d, [box("group:group1", 10, 10)], "Moved", []),
      (d) => placeBoxes(d, [box("group:group1", 30, 5)], "Moved", []),
    );
    expect(document.drawing?.at).toMatchObject({
      "group:group1": [30, 5],
      "node:a": [20, -5],
      "node:b": [20, 95],
    });
  });

  test("that are free cover no box", () => {
    const places = fc.record({
      x: fc.integer({ min: -300, max: 300 }),
      y: fc.integer({ min: -300, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(places, { maxLength: 40 }), fc.nat(45), (spots, near) => {
        const boxes = spots.map(({ x, y }, i) => box(boxKey("node", `n${i}`), x, y));
        const { x, y } = freePlace(boxes, [boxKey("node", `n${near}`)], { width: 120, height: 50 });
        for (const b of boxes) {
          expect(x >= b.x + b.width || b.x >= x + 120 || y >= b.y + b.height || b.y >= y + 50).toBe(true);
        }
      }),
    );
    expect(freePlace([], [], { width: 1, height: 1 })).toEqual({ x: 0, y: 0 });
    expect(freePlace([box("node:a", 0, 0)], ["node:a"], { width: 60, height: 10 })).toEqual({ x: 20, y: 72 });
  });
});

describe("boxes in line", () => {
  const boxes = [box("node:a", 0, 0), box("node:b", 50, 100, 200), box("node:c", 20, 300, 50)];

  test.each([
    ["left", [0, 0, 0]],
    ["centre", [75, 25, 100]],
    ["right", [150, 50, 200]],
  ] as const)("at the %s", (side, xs) => {
    expect(aligned(boxes, side).map((b) => b.x)).toEqual(xs);
    expect(aligned(boxes, side).map((b) => b.y)).toEqual([0, 100, 300]);
  });

  test("have equal gaps once distributed", () => {
    expect(distributed(boxes, "y").map((b) => b.y)).toEqual([0, 150, 300]);
    expect(distributed(boxes.slice(1), "y")).toEqual(boxes.slice(1));
  });
});

describe("groups", () => {
  test("take nodes out of the groups that they were in", () => {
    const first = run(net, (d) => group(d, ["node:a", "node:b", "value:x"]));
    expect(first.says).toBe("Grouped 2 nodes as Group 1");
    expect(first.chosen).toEqual(["group:group1"]);
    const second = run(first.document, (d) => group(d, ["node:b", "node:c"], "Tail"));
    expect(second.document.drawing?.groups).toEqual([
      { id: "group1", title: "Group 1", nodes: ["a"] },
      { id: "group2", title: "Tail", nodes: ["b", "c"] },
    ]);
    const whole = edited(second.document, (d) => group(d, ["group:group1", "group:group2"]));
    expect(whole.drawing?.groups).toEqual([{ id: "group3", title: "Group 3", nodes: ["a", "b", "c"] }]);
    const none = run(whole, (d) => ungroup(d, ["group3"]));
    expect(none.says).toBe("Ungrouped Group 3");
    expect(none.chosen).toEqual(["node:a", "node:b", "node:c"]);
    expect(none.document.drawing?.groups).toBeUndefined();
  });

  test("fold, unfold and have titles", () => {
    const grouped = edited(net, (d) => group(d, ["node:a"]));
    const folded = run(grouped, (d) => foldGroup(d, "group1", true));
    expect(folded.says).toBe("Folded Group 1");
    expect(folded.document.drawing?.groups?.[0]?.collapsed).toBe(true);
    expect(edited(folded.document, (d) => foldGroup(d, "group1", false))).toEqual(grouped);
    const named = edited(grouped, (d) => renameGroup(d, "group1", " Stem "));
    expect(named.drawing?.groups?.[0]?.title).toBe("Stem");
  });

  test("go on being where they are: what is moved while it is folded unfolds there, and folds where it was moved unfolded", () => {
    const place = (d: GraphDocument, key: BoxKey) => d.drawing?.at?.[key];
    const grouped = edited(net, (d) => group(d, ["node:a", "node:b"]));
    const all = [box("node:a", 0, 0), box("node:b", 0, 100), box("node:c", 0, 200)];
    const placed = edited(grouped, (d) => placeBoxes(d, all, "Placed", []));
    const folded = edited(placed, (d) => foldGroup(d, "group1", true));
    const seen = [box("group:group1", 0, 0, 164), box("node:c", 0, 200)];
    const moved = edited(folded, (d) => placeBoxes(d, [box("group:group1", 300, 40, 164)], "Moved", seen));
    expect(place(moved, "group:group1")).toEqual([300, 40]);
    const open = edited(moved, (d) => foldGroup(d, "group1", false));
    expect([place(open, "node:a"), place(open, "node:b")]).toEqual([
      [300, 40],
      [300, 140],
    ]);
    const back = edited(open, (d) =>
      placeBoxes(d, [box("node:a", 20, 0), box("node:b", 20, 100)], "Moved back", []),
    );
    const again = edited(back, (d) => foldGroup(d, "group1", true));
    expect(place(again, "group:group1")).toBeUndefined();
    expect(place(again, "node:a")).toEqual([20, 0]);
  });

  test("keep their place when none of their members has one", () => {
    const grouped = edited(net, (d) => group(d, ["node:a", "node:b"]));
    const at = { "group:group1": [7, 8], "node:c": [0, 0] } as const;
    const document = { ...grouped, drawing: { ...grouped.drawing, at } };
    expect(edited(document, (d) => foldGroup(d, "group1", true)).drawing?.at).toEqual(at);
  });

  test("without nodes, without a title or not there are refused", () => {
    expect(refusal(net, (d) => group(d, ["value:x"]))).toBe("nothing-chosen: No node is chosen.");
    expect(refusal(net, (d) => ungroup(d, ["g"]))).toMatch(/^nothing-chosen/);
    expect(refusal(net, (d) => foldGroup(d, "g", true))).toBe('unknown-group: There is no group "g".');
    const grouped = edited(drawn(), () => group(net, ["node:a"]));
    expect(refusal(grouped, (d) => renameGroup(d, "group1", " "))).toMatch(/^empty-title/);
  });
});
