import { expect, test } from "vitest";
import { planAndCheck } from "../../plan-checked.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import type { ArmsDocument } from "./document.ts";
import { lowerArms } from "./lower.ts";
import { textArms } from "./testing/text-arms.ts";

function lowered(text: string, rest: Partial<ArmsDocument> = {}) {
  const graph = lowerArms(textArms(text, rest));
  if (!graph.ok) throw new Error(graph.problem.message);
  return graph.value;
}

test("arms are nodes, scratch is what they make and read, and the order is edges without bytes", () => {
  const graph = lowered(
    "buffer x 8 read_only\nbuffer t 16\narm A { store t from x }\narm B { load t }\narm C { }\norder A < B, B < C, A < C",
    { capacity: 64 },
  );
  expect(graph.nodes).toEqual([
    { id: "A", op: "A", inputs: ["x"], outputs: ["t", "A → B"] },
    { id: "B", op: "B", inputs: ["t", "A → B"], outputs: ["B → C"] },
    { id: "C", op: "C", inputs: ["B → C"], outputs: [] },
  ]);
  expect(graph.tensors).toEqual([
    { id: "x", bytes: 8, role: "input", external: true },
    { id: "t", bytes: 16 },
    { id: "A → B", bytes: 0, external: true },
    { id: "B → C", bytes: 0, external: true },
  ]);
  expect(graph.arenas).toEqual([{ id: "scratch", capacity: 64 }]);
});

test("an edge never has the name of a buffer", () => {
  const graph = lowered("arm A { store s }\narm B { load s }", {
    buffers: [
      { id: "s", bytes: 4, access: "read_write" },
      { id: "A → B", bytes: 4, access: "read_write" },
      { id: "A → B 2", bytes: 4, access: "read_write" },
    ],
  });
  expect(graph.tensors.map((tensor) => tensor.id)).toEqual(["s", "A → B", "A → B 2", "A → B 3"]);
});

test("scratch is made by the arm that all others wait for, wherever it stands", () => {
  const graph = lowered("buffer t 4\narm late { load t }\narm early { store t }\norder early < late");
  expect(graph.nodes.map((node) => node.outputs.includes("t"))).toEqual([false, true]);
});

test("each reason to pin, what nobody touches and a wait for nothing are told, with the things they are about", () => {
  const text =
    "buffer x 8 read_only\nbuffer w 8 read_only\nbuffer y 8 output\nbuffer idle 8\narm A { load x; load w; store y; wait t }";
  const made = planAndCheck(textArms(text), DEFAULT_SETTINGS, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.plan.diagnostics.map(({ severity, code, at }) => [severity, code, at])).toEqual([
    ["info", "pinned-live-out", ["tensor:y"]],
    ["info", "pinned-host-input", ["tensor:x", "tensor:w"]],
    ["info", "unused-buffer", ["tensor:idle"]],
    ["warning", "idle-wait", ["node:A"]],
    ["info", "any-order", []],
  ]);
  expect(made.value.plan.diagnostics[1]?.message).toBe(
    'Buffers "x", "w" are outside the scratch, each its own memory: what it holds before the program is read.',
  );
});

test("an alignment of a buffer is heard, and a scratch that is too small is said to be", () => {
  const text = "buffer a 3\narm A { store a; store b }";
  const document = textArms(text, {
    buffers: [
      { id: "a", bytes: 3, access: "read_write" },
      { id: "b", bytes: 2, access: "read_write", alignment: 8 },
    ],
    capacity: 4,
  });
  const made = planAndCheck(document, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.violations).toEqual([]);
  expect((made.value.document.tensors.b?.offset ?? -1) % 8).toBe(0);
  expect(made.value.plan.stats.fits).toBe(false);
});
