import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GraphDocument } from "../document.ts";
import { planAndCheck } from "../plan-checked.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { Random } from "../testing/random.ts";
import { NO_WATCH } from "../watch.ts";
import { blankGraph } from "./blank.ts";
import { inferAgain, setBytes, setType } from "./change.ts";
import { connect } from "./connect.ts";
import { placeBoxes } from "./draw.ts";
import { drawingFaults, drawingSummary, placeholdersAtPeak } from "./drawing-faults.ts";
import { portFaults } from "./faults.ts";
import { addOperation, addValue } from "./make.ts";
import { COMMANDS } from "./testing/commands.ts";
import { drawn, edited, imported } from "./testing/script.ts";

const X = { role: "input", type: { dtype: "float32", shape: [4, 8] } } as const;

/** x 4×8 → relu1 → add1, whose other port is free. */
const OPEN = drawn(
  (d) => addValue(d, X),
  (d) => addOperation(d, { op: "Relu", from: "x" }),
  (d) => addOperation(d, { op: "Add", from: "relu1" }),
);

function planOf(document: GraphDocument) {
  const made = planAndCheck(document, { ...DEFAULT_SETTINGS, budget: 1000 }, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.plan;
}

describe("a drawing with a free port", () => {
  test("is said to be open there, and its peak to rest on a size that is not known", () => {
    expect(drawingSummary(OPEN, planOf(OPEN))).toEqual({
      diagnostics: [
        {
          severity: "info",
          code: "peak-not-known",
          message: "The peak rests on 1 size that is not known yet: that of add1.",
          at: ["tensor:add1"],
        },
        {
          severity: "info",
          code: "open-port",
          message: "add1, in B: nothing is connected.",
          at: ["node:add1"],
        },
      ],
      mismatches: 0,
      open: 1,
      atPeak: 1,
      words: ["1 open port"],
      caveat: "rests on 1 size not known yet",
    });
  });

  test("counts the port alone, not all that waits for it", () => {
    const chain = edited(
      OPEN,
      (d) => addOperation(d, { op: "Relu", from: "add1" }),
      (d) => addOperation(d, { op: "Relu", from: "relu2" }),
    );
    expect(drawingFaults(chain).map(({ node, follows }) => [node, follows])).toEqual([
      ["add1", undefined],
      ["relu2", true],
      ["relu3", true],
    ]);
    expect(drawingSummary(chain)).toMatchObject({ open: 1, atPeak: 0, caveat: "" });
    expect(placeholdersAtPeak(chain, planOf(chain)).length).toBeGreaterThan(1);
  });

  test("has nothing open any more once it is connected, or given by hand", () => {
    const connected = edited(OPEN, (d) => connect(d, "x", { node: "add1", port: 1 }));
    expect(drawingSummary(connected, planOf(connected))).toMatchObject({
      diagnostics: [],
      words: [],
      caveat: "",
    });
    const given = edited(OPEN, (d) => setType(d, ["add1"], { shape: [4, 8] }));
    expect(drawingSummary(given, planOf(given))).toMatchObject({ open: 1, atPeak: 0 });
  });

  test("does not rest on what is not alive at its peak", () => {
    const large = edited(
      OPEN,
      (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [512, 512] } }),
      (d) => addOperation(d, { op: "Relu", from: "x2" }),
    );
    const order = ["relu2", "relu1", "add1"];
    expect(placeholdersAtPeak(large, planOf({ ...large, order }))).toEqual([]);
  });
});

describe("types that do not go together", () => {
  test("are a mismatch, and what is made of them is not known", () => {
    const wrong = edited(
      OPEN,
      (d) => addValue(d, X),
      (d) => connect(d, "x2", { node: "add1", port: 1 }),
      (d) => setType(d, ["x2"], { shape: [5, 3] }),
    );
    const said = drawingSummary(wrong, planOf(wrong));
    expect(said).toMatchObject({ mismatches: 1, open: 0 });
    expect(said.diagnostics[0]).toMatchObject({
      severity: "warning",
      code: "port-mismatch",
      at: ["node:add1"],
    });
    expect(said.diagnostics[0]?.message).toMatch(/^add1.*4×8.*5×3|^add1.*5×3.*4×8/);
  });

  test("by hand against the operator hold, and are said at the output until they are inferred again", () => {
    const typed = edited(OPEN, (d) => setType(d, ["relu1"], { shape: [7, 7] }));
    const says = "Relu would give 4×8 float32; 7×7 was typed by hand.";
    expect(portFaults(typed, "relu1")).toEqual([{ side: "out", port: 0, kind: "fault", says }]);
    expect(drawingSummary(typed).diagnostics[0]).toEqual({
      severity: "warning",
      code: "typed-otherwise",
      message: `relu1: ${says}`,
      at: ["node:relu1"],
    });
    const other = edited(OPEN, (d) => setType(d, ["relu1"], { dtype: "int8" }));
    expect(portFaults(other, "relu1")).toMatchObject([{ says: expect.stringMatching(/; int8 was typed/) }]);
    const both = edited(typed, (d) => setType(d, ["relu1"], { dtype: "int8" }));
    expect(portFaults(both, "relu1")).toMatchObject([
      { says: expect.stringMatching(/; 7×7 int8 was typed/) },
    ]);
    expect(
      portFaults(
        edited(typed, (d) => inferAgain(d, ["relu1"])),
        "relu1",
      ),
    ).toEqual([]);
  });

  test("by hand as the operator says, or only in bytes, are none", () => {
    const same = edited(OPEN, (d) => setType(d, ["relu1"], { shape: [4, 8] }));
    expect(portFaults(same, "relu1")).toEqual([]);
    const bytes = edited(OPEN, (d) => setBytes(d, ["relu1"], 4096));
    expect(portFaults(bytes, "relu1")).toEqual([]);
  });
});

test("what a file said has no faults, and moving boxes finds the same ones", () => {
  expect(drawingFaults(imported("a = Add(x)", "b = Relu(a.t)"))).toEqual([]);
  const box = { key: "node:add1", x: 1, y: 2, width: 3, height: 4 } as const;
  const moved = edited(OPEN, (d) => placeBoxes(d, [box], "Moved add1", [box]));
  expect(drawingFaults(moved)).toBe(drawingFaults(OPEN));
});

test("what is remembered from edit to edit is what a fresh look finds", () => {
  const names = Object.keys(COMMANDS);
  const steps = fc.array(fc.record({ name: fc.constantFrom(...names), seed: fc.nat() }), {
    minLength: 5,
    maxLength: 25,
    size: "max",
  });
  fc.assert(
    fc.property(steps, (commands) => {
      let document = blankGraph("blank");
      for (const { name, seed } of commands) {
        const result = COMMANDS[name]?.(document, new Random(seed));
        if (result?.ok && result.value.document.nodes.length <= 40) document = result.value.document;
        expect(drawingFaults(document)).toEqual(drawingFaults(structuredClone(document)));
      }
    }),
    { numRuns: 100 },
  );
});
