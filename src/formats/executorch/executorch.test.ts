import { describe, expect, test } from "vitest";
import { cached, method, program, stateful } from "../../core/dialects/methods/testing/programs.ts";
import type { MethodsDocument } from "../../core/document.ts";
import { planDocument } from "../../core/plan.ts";
import { toPlanDocument } from "../../core/plan-document.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { NO_WATCH } from "../../core/watch.ts";
import type { Format } from "../format.ts";
import { executorchCsv, executorchPass, executorchTable } from "./index.ts";

function write(format: Format, document: MethodsDocument): string {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "executorch-greedy" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const made = toPlanDocument(plan.value, { name: "", kind: "methods", sha256: "" });
  const text = format.write?.({ document, plan: made });
  if (text?.ok !== true || typeof text.value !== "string") throw new Error("not written");
  return text.value;
}

describe("places for ExecuTorch", () => {
  test("as JSON have sizes by memory, all methods with the shared one", () => {
    const { methods, alignment } = JSON.parse(write(executorchTable, cached({ policy: "mutable" })));
    expect(alignment).toBe(16);
    expect(methods.map((m: { id: string; sizes: number[] }) => [m.id, m.sizes])).toEqual([
      ["forward", [0, 1296, 528]],
      ["reset", [0, 768, 528]],
      ["peek", [0, 48, 528]],
    ]);
    expect(methods[1].tensors[0]).toEqual({
      tensor: "b_k",
      name: "k_cache",
      memory: 2,
      offset: 0,
      bytes: 256,
      shared: true,
    });
  });

  test("as CSV are one a line, names quoted where they must be", () => {
    const odd = { ...method("m", [], [], [8]), tensors: [{ id: "v0", name: 'a, "b"', bytes: 8 }] };
    expect(write(executorchCsv, program([odd]))).toBe(
      'method,tensor,name,memory,offset,bytes,shared\nm,v0,"a, ""b""",1,0,8,false\n',
    );
    expect(write(executorchCsv, stateful("mutable")).split("\n")[1]).toBe(
      "forward,b_state,state,2,0,16,true",
    );
  });

  test("as Python name every tensor by node, and state by its name too", () => {
    const python = write(executorchPass, stateful("mutable"));
    expect(python).toContain('    "forward": [0, 48, 16],\n');
    expect(python).toContain('        "b_state": (2, 0, 16),\n');
    expect(python).toContain('        "state": (2, 0, 16),\n');
    expect(python).toContain("memory_planning_algo=planner(method)");
  });

  test("of a program whose file names no nodes are looked up by position", () => {
    const nameless = {
      ...method("m", [], [], [8]),
      tensors: [
        { id: "v0", bytes: 8 },
        { id: "input 0", bytes: 16, role: "input" as const },
        { id: "aten::split.out #3 out 1", bytes: 24, role: "input" as const },
      ],
    };
    const python = write(executorchPass, program([nameless]));
    for (const key of ["v0", "input 0", "#3 out 1"]) expect(python).toContain(`\n        "${key}": (1, `);
  });

  test("of odd names are still Python", () => {
    const odd = { ...method("m", [], [], [8]), tensors: [{ id: "v0", name: 'é😀"\\\n', bytes: 8 }] };
    const python = write(executorchPass, { ...program([odd]), name: "two\nlines" });
    expect(python).toContain('"\\u00e9\\U0001f600\\"\\\\\\n": (1, 0, 8),');
    expect(python).toContain("# The memory plan of two lines, made");
  });

  test("of memories with names are numbered round those with numbers", () => {
    const base = method("m", [], [], [8, 8]);
    const tensors = [
      { id: "v0", bytes: 8, arena: "sram" },
      { id: "v1", bytes: 8, arena: "1" },
    ];
    const named = { ...base, tensors, arenas: [{ id: "sram" }, { id: "1" }] };
    expect(
      write(executorchCsv, program([named]))
        .split("\n")
        .slice(1, 3),
    ).toEqual(["m,v0,,2,0,8,false", "m,v1,,1,0,8,false"]);
  });

  test("need methods and a plan", () => {
    const document = stateful("none");
    expect(executorchTable.write?.({ document, plan: null })).toMatchObject({ problem: { code: "no-plan" } });
    const graph = {
      format: "memplan",
      version: 1,
      kind: "graph",
      name: "g",
      tensors: [],
      nodes: [],
      outputs: [],
    };
    expect(executorchPass.write?.({ document: graph as never, plan: null })).toMatchObject({
      problem: { code: "not-methods" },
    });
  });
});
