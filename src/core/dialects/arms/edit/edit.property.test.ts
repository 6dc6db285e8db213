import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArmsDocument, Item } from "../document.ts";
import { readArms } from "../model.ts";
import { addArm, exchangeArms, gatherStray, nestArm, removeArm, renameArm, wrapArm } from "./arms.ts";
import { blankArms } from "./blank.ts";
import { addBuffer, changeBuffer, donateInputs, removeBuffer, renameBuffer } from "./buffers.ts";
import { CELL_CHOICES, setCell } from "./cells.ts";
import { armIds } from "./order.ts";
import { isRegion, type Path } from "./path.ts";
import { listArms, relateArms } from "./relations.ts";
import { insertItem, moveItem, removeItem, takeOutItem, unwrapItem, wrapItem } from "./statements.ts";
import type { ArmsEditResult } from "./types.ts";

const START: ArmsDocument = {
  ...blankArms("start"),
  buffers: [
    { id: "x", bytes: 8, access: "read_only" },
    { id: "t", bytes: 16, access: "read_write" },
  ],
  body: [
    { op: "load", buffer: "x" },
    { arm: "A", body: [{ op: "store", buffer: "t", from: ["x"] }] },
    { arm: "A", body: [{ arm: "in", body: [{ op: "load", buffer: "t" }] }] },
    { op: "len", buffer: "t" },
    { arm: "B", body: [] },
  ],
};

/** Every place of an item inside the arms. */
function placesIn(items: readonly Item[], holder: Path): readonly Path[] {
  return items.flatMap((item, i): readonly Path[] => {
    const path = [...holder, i];
    if (isRegion(item) || item.op === "loop") return [path, ...placesIn(item.body, path)];
    if (item.op !== "if") return [path];
    return [path, ...placesIn(item.then, [...path, "then"]), ...placesIn(item.else ?? [], [...path, "else"])];
  });
}

type Pick = <T>(from: readonly T[]) => T;

const EDITS: readonly ((document: ArmsDocument, pick: Pick) => ArmsEditResult)[] = [
  (d, pick) => addArm(d, pick(armIds(d.body)), pick(["after", "beside"] as const)),
  (d) => addArm(d, undefined),
  (d, pick) => removeArm(d, pick(armIds(d.body))),
  (d, pick) => renameArm(d, pick(armIds(d.body)), pick(["A", "B", "A#1", "in", "(stray)"])),
  (d, pick) => exchangeArms(d, pick(armIds(d.body)), pick(armIds(d.body))),
  (d, pick) => nestArm(d, pick(armIds(d.body)), pick(armIds(d.body))),
  (d, pick) => wrapArm(d, pick(armIds(d.body))),
  (d) => gatherStray(d),
  (d) => listArms(d),
  (d, pick) =>
    relateArms(
      d,
      pick(armIds(d.body)),
      pick(armIds(d.body)),
      pick(["before", "after", "parallel", "exclusive"] as const),
    ),
  (d) => addBuffer(d),
  (d, pick) => removeBuffer(d, pick(d.buffers.map(({ id }) => id))),
  (d, pick) => renameBuffer(d, pick(d.buffers.map(({ id }) => id)), pick(["x", "t", "new"])),
  (d, pick) => changeBuffer(d, pick(d.buffers.map(({ id }) => id)), { bytes: pick([0, 1, 4096]) }),
  (d, pick) => donateInputs(d, pick([true, false])),
  (d, pick) => setCell(d, pick(armIds(d.body)), pick(d.buffers.map(({ id }) => id)), pick(CELL_CHOICES)),
  (d, pick) => insertItem(d, pick(placesIn(d.body, [])), { op: "async_wait", tag: "t1" }),
  (d, pick) => removeItem(d, pick(placesIn(d.body, []))),
  (d, pick) => moveItem(d, pick(placesIn(d.body, [])), pick([1, -1] as const)),
  (d, pick) => wrapItem(d, pick(placesIn(d.body, [])), pick(["region", "if", "loop"] as const)),
  (d, pick) => unwrapItem(d, pick(placesIn(d.body, []))),
  (d, pick) => takeOutItem(d, pick(placesIn(d.body, []))),
];

test("whatever is edited in whatever order, what comes out makes sense as a program, and what went in is as it was", () => {
  const step = fc.tuple(fc.nat(EDITS.length - 1), fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }));
  let done = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      let document = START;
      for (const [edit, numbers] of steps) {
        let used = 0;
        // where there is nothing to pick from, what is picked is there no more
        const pick: Pick = (from) =>
          from[(numbers[used++] ?? 0) % Math.max(1, from.length)] ?? (undefined as never);
        const run = EDITS[edit];
        const before = JSON.stringify(document);
        if (run === undefined || (edit >= 16 && placesIn(document.body, []).length === 0)) continue;
        const edited = run(document, pick);
        expect(JSON.stringify(document)).toBe(before);
        if (!edited.ok) continue;
        document = edited.value.document;
        const read = readArms(document);
        expect(read.ok ? "" : read.problem.message).toBe("");
        if (edited.value.says !== "") done++;
      }
    }),
    { numRuns: 400 },
  );
  // most of it was done, not refused
  expect(done).toBeGreaterThan(1000);
});
