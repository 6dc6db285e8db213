import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArmsDocument, Item } from "../document.ts";
import { addArm, exchangeArms, gatherStray, nestArm, removeArm, renameArm, wrapArm } from "./arms.ts";
import { blankArms } from "./blank.ts";
import { addBuffer, changeBuffer, donateInputs, removeBuffer, renameBuffer } from "./buffers.ts";
import { setCell } from "./cells.ts";
import { armIds, readOrder, writeOrder } from "./order.ts";
import { listArms, type Relation, relateArms, relationOf } from "./relations.ts";
import { insertItem, moveItem, removeItem, takeOutItem, unwrapItem, wrapItem } from "./statements.ts";
import type { ArmsEditResult } from "./types.ts";

function made(result: ArmsEditResult): ArmsDocument {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.document;
}

function program(...arms: string[]): ArmsDocument {
  return {
    ...blankArms("test"),
    buffers: [
      { id: "x", bytes: 8, access: "read_only" },
      { id: "t", bytes: 16, access: "read_write" },
    ],
    body: arms.map((arm) => ({ arm, body: [] })),
  };
}

/** Every pair of arms with what the first is to the second. */
function relations(document: ArmsDocument): string[] {
  const ids = armIds(document.body);
  return ids.flatMap((a, i) => ids.slice(i + 1).map((b) => `${a} ${relationOf(document, a, b)} ${b}`));
}

describe("the order between arms", () => {
  test("two neighbours of a listing set parallel keep what they have to others", () => {
    const edited = relateArms(program("A", "B", "C", "D"), "B", "C", "parallel");
    expect(made(edited).order).toEqual({
      kind: "dag",
      edges: [
        ["A", "B"],
        ["A", "C"],
        ["B", "D"],
        ["C", "D"],
      ],
    });
    expect(edited.ok && edited.value.says).toBe("Set B and C parallel");
  });

  test("setting the ends of a chain parallel says which arms are waited for no more", () => {
    const edited = relateArms(program("A", "B", "C"), "A", "C", "parallel");
    expect(edited.ok && edited.value.says).toBe("Set A and C parallel; C waits for B no more");
    expect(relations(made(edited))).toEqual(["A before B", "A parallel C", "B parallel C"]);
  });

  test("an order turned round is the other way, and no arm waits for itself", () => {
    const edited = made(relateArms(program("A", "B", "C"), "A", "C", "after"));
    expect(relations(edited)).toEqual(["A before B", "A after C", "B after C"]);
  });

  test("exclusive arms are unordered, and stop being exclusive when one has to wait for the other", () => {
    const exclusive = made(relateArms(program("A", "B"), "A", "B", "exclusive"));
    expect(exclusive.order).toEqual({ kind: "dag", edges: [], exclusive: [["A", "B"]] });
    expect(made(relateArms(exclusive, "A", "B", "before")).order).toEqual({
      kind: "dag",
      edges: [["A", "B"]],
    });
    expect(made(relateArms(exclusive, "A", "B", "parallel")).order).toEqual({ kind: "dag", edges: [] });
    expect(made(listArms(exclusive)).order).toBeUndefined();
  });

  test("any relation that is set is there afterwards, all others that do not go through it stay, and undoing is the same document", () => {
    const pair = fc.tuple(fc.nat(5), fc.nat(5)).filter(([a, b]) => a !== b);
    const to = fc.constantFrom<Relation>("before", "after", "parallel", "exclusive");
    fc.assert(
      fc.property(fc.array(fc.tuple(pair, to), { minLength: 1, maxLength: 12 }), (steps) => {
        let document = program("A", "B", "C", "D", "E", "F");
        const ids = armIds(document.body);
        for (const [[i, j], relation] of steps) {
          const [a = "", b = ""] = [ids[i], ids[j]];
          const was = relationOf(document, a, b);
          document = made(relateArms(document, a, b, relation));
          expect(relationOf(document, a, b)).toBe(relation);
          expect(was).toBeDefined();
          // no arm is before itself: there is no circle
          const order = readOrder(document);
          for (let k = 0; k < order.count; k++) expect(order.before[k * order.count + k]).toBe(0);
          // written out and read again it is the same
          expect(readOrder({ ...document, order: writeOrder(order, document.body) }).before).toEqual(
            order.before,
          );
        }
      }),
    );
  });
});

describe("arms", () => {
  test("an arm added in a listing or a DAG comes between its neighbours; beside one it has the same neighbours", () => {
    const listed = made(addArm(program("A", "B"), "A"));
    expect(armIds(listed.body)).toEqual(["A", "C", "B"]);
    const beside = made(addArm(program("A", "B", "D"), "B", "beside"));
    expect(relations(beside)).toEqual([
      "A before B",
      "A before C",
      "A before D",
      "B parallel C",
      "B before D",
      "C before D",
    ]);
    const after = made(addArm(beside, "C"));
    expect(relationOf(after, "C", "E")).toBe("before");
    expect(relationOf(after, "E", "D")).toBe("before");
    expect(relationOf(after, "B", "E")).toBe("parallel");
  });

  test("a removed arm leaves what was after it after what was before it", () => {
    const fork = made(relateArms(program("A", "B", "C", "D"), "B", "C", "parallel"));
    expect(relations(made(removeArm(fork, "A")))).toEqual(["B parallel C", "B before D", "C before D"]);
    expect(relationOf(made(removeArm(program("A", "B", "C"), "B")), "A", "C")).toBe("before");
  });

  test("renamed arms keep their order; equal names are told apart", () => {
    const fork = made(relateArms(program("A", "B", "C"), "A", "B", "parallel"));
    const twice = renameArm(fork, "B", "A");
    expect(twice.ok && twice.value.says).toBe("Renamed the arm B to A#2");
    expect(relations(made(twice))).toEqual(["A#1 parallel A#2", "A#1 before C", "A#2 before C"]);
    expect(renameArm(fork, "B", "  ").ok).toBe(false);
  });

  test("exchanged arms take each other's place in the order", () => {
    const fork = made(relateArms(program("A", "B", "C"), "A", "B", "parallel"));
    const edited = made(exchangeArms(fork, "B", "C"));
    expect(armIds(edited.body)).toEqual(["A", "C", "B"]);
    expect(relations(edited)).toEqual(["A parallel C", "A before B", "C before B"]);
  });

  test("a nested arm is taken out again after the arm that held it", () => {
    const nested = made(nestArm(program("A", "B", "C"), "C", "A"));
    expect(nested.body).toEqual([
      { arm: "A", body: [{ arm: "C", body: [] }] },
      { arm: "B", body: [] },
    ]);
    const out = made(takeOutItem(nested, [0, 0]));
    expect(armIds(out.body)).toEqual(["A", "C", "B"]);
  });

  test("an arm that takes in another waits for what that one waited for", () => {
    const fork = made(relateArms(program("A", "B", "C"), "A", "B", "parallel"));
    const nested = made(nestArm(fork, "C", "A"));
    // C waited for B, and B never waited for A
    expect(relations(nested)).toEqual(["A after B"]);
  });

  test("a wrapped arm is the only region of a new one", () => {
    expect(made(wrapArm(program("A", "B"), "A")).body[0]).toEqual({
      arm: "C",
      body: [{ arm: "A", body: [] }],
    });
  });

  test("statements outside the arms get arms of their own where they stand", () => {
    const stray: Item = { op: "load", buffer: "x" };
    const document = { ...program("A", "B"), body: [stray, ...program("A", "B").body, stray, stray] };
    const gathered = made(gatherStray(document));
    expect(gathered.body).toEqual([
      { arm: "C", body: [stray] },
      { arm: "A", body: [] },
      { arm: "B", body: [] },
      { arm: "D", body: [stray, stray] },
    ]);
    expect(gatherStray(gathered).ok).toBe(false);
  });
});

describe("buffers", () => {
  const document: ArmsDocument = {
    ...program("A"),
    body: [
      {
        arm: "A",
        body: [
          { op: "store", buffer: "t", from: ["x"] },
          { op: "async_load", src: "x", dst: "t", tag: "k" },
          { op: "async_wait", tag: "k" },
          { op: "loop", runs: "known", body: [{ op: "opaque", buffers: ["x", "t"] }] },
        ],
      },
    ],
  };

  test("a renamed buffer is renamed wherever it is named", () => {
    const renamed = made(renameBuffer(document, "x", "y"));
    expect(JSON.stringify(renamed.body)).toBe(JSON.stringify(document.body).replaceAll('"x"', '"y"'));
    expect(renameBuffer(document, "x", "t").ok).toBe(false);
  });

  test("a removed buffer goes from lists, and takes with it what cannot do without it, waits too", () => {
    expect(made(removeBuffer(document, "x")).body).toEqual([
      {
        arm: "A",
        body: [
          { op: "store", buffer: "t" },
          { op: "loop", runs: "known", body: [{ op: "opaque", buffers: ["t"] }] },
        ],
      },
    ]);
  });

  test("what is declared of a buffer changes one thing at a time, and the same again is no step", () => {
    const edited = changeBuffer(document, "t", { bytes: 2048 });
    expect(edited.ok && edited.value.says).toBe("Set t to 2 KiB");
    expect(made(changeBuffer(document, "t", { liveOut: true })).buffers[1]).toEqual({
      id: "t",
      bytes: 16,
      access: "read_write",
      liveOut: true,
    });
    expect(made(changeBuffer(document, "t", { bytes: 16 }))).toBe(document);
    expect(changeBuffer(document, "t", { bytes: -1 }).ok).toBe(false);
    expect(made(donateInputs(document, true)).donateInputs).toBe(true);
    expect(made(addBuffer(document, "x")).buffers.map(({ id }) => id)).toEqual(["x", "a", "t"]);
  });
});

describe("cells and statements", () => {
  const body = (document: ArmsDocument) => {
    const [arm] = document.body;
    return arm !== undefined && "arm" in arm ? arm.body : [];
  };

  test("a cell's choice takes the place of what was there, and none takes all of it", () => {
    const write = made(setCell(program("A"), "A", "t", "write-read"));
    expect(body(write)).toEqual([
      { op: "store", buffer: "t" },
      { op: "load", buffer: "t" },
    ]);
    const both = made(setCell(write, "A", "x", "read"));
    expect(body(made(setCell(both, "A", "t", "atomic")))).toEqual([
      { op: "atomic", buffer: "t" },
      { op: "load", buffer: "x" },
    ]);
    expect(body(made(setCell(both, "A", "t", "none")))).toEqual([{ op: "load", buffer: "x" }]);
  });

  test("an asynchronous copy has its wait, and both go together", () => {
    const copied = setCell(program("A"), "A", "t", "async-load");
    expect(body(made(copied))).toEqual([
      { op: "async_load", src: "x", dst: "t", tag: "t1" },
      { op: "async_wait", tag: "t1" },
    ]);
    expect(body(made(setCell(made(copied), "A", "t", "none")))).toEqual([]);
    const alone = { ...program("A"), buffers: [{ id: "t", bytes: 1, access: "read_write" as const }] };
    expect(setCell(alone, "A", "t", "async-load").ok).toBe(false);
  });

  test("a choice leaves other arms alone and does not look like one where nothing changes", () => {
    const two = program("A", "B");
    expect(made(setCell(two, "A", "t", "write")).body[1]).toBe(two.body[1]);
    expect(made(setCell(two, "A", "t", "none"))).toBe(two);
  });

  test("statements are put in, moved, wrapped, dissolved and removed", () => {
    const one = made(insertItem(program("A"), [0, 0], { op: "load", buffer: "x" }));
    const two = made(insertItem(one, [0, 1], { op: "store", buffer: "t", from: ["x"] }));
    const moved = moveItem(two, [0, 1], -1);
    expect(moved.ok && moved.value.says).toBe("Moved up in A: write t from x");
    expect(moveItem(two, [0, 0], -1).ok).toBe(false);
    const wrapped = made(wrapItem(two, [0, 0], "if"));
    // biome-ignore lint/suspicious/noThenProperty: the document's own word
    expect(body(wrapped)[0]).toEqual({ op: "if", then: [{ op: "load", buffer: "x" }] });
    const other = made(insertItem(wrapped, [0, 0, "else", 0], { op: "len", buffer: "t" }));
    const out = made(takeOutItem(other, [0, 0, "else", 0]));
    expect(body(out).slice(0, 2)).toEqual([
      // biome-ignore lint/suspicious/noThenProperty: the document's own word
      { op: "if", then: [{ op: "load", buffer: "x" }] },
      { op: "len", buffer: "t" },
    ]);
    expect(body(made(unwrapItem(other, [0, 0])))).toEqual([
      { op: "load", buffer: "x" },
      { op: "len", buffer: "t" },
      { op: "store", buffer: "t", from: ["x"] },
    ]);
    expect(body(made(removeItem(two, [0, 0])))).toEqual([{ op: "store", buffer: "t", from: ["x"] }]);
    expect(takeOutItem(two, [0, 0]).ok).toBe(false);
  });
});
