import { expect, test } from "vitest";
import type { PteProgram, PteValue } from "./program.types.ts";
import { faultOf } from "./sound.ts";
import { at, method, program, unplanned } from "./testing/programs.ts";

const VALUES: Record<string, PteValue> = {
  x: at(0),
  y: at(64),
  n: { kind: "Int", value: 1 },
  l: { kind: "TensorList", items: [0, 1] },
};
const CODE = ["f.out: x -> y", "@Backend x y", "move x y", "jump n 0", "free x"];
const GOOD = program(method(VALUES, CODE, { inputs: "x", outputs: "y" }));

/** The program with one thing in its first method changed by path. */
function broken(path: string, to: unknown): PteProgram {
  const copy: unknown = JSON.parse(JSON.stringify(GOOD));
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at: unknown = (copy as PteProgram).plans[0];
  for (const key of keys) at = (at as Record<string, unknown>)[key];
  (at as Record<string, unknown>)[last] = to;
  return copy as PteProgram;
}

test("a program whose indices all lead somewhere is sound", () => {
  expect(faultOf(GOOD)).toBeNull();
});

test.each([
  ["inputs.0", 4, "method forward, input 0"],
  ["outputs.0", -1, "method forward, output 0"],
  ["values.3.items.1", 9, "method forward, value 3, item 1"],
  ["values.3.items.1", 2, "method forward, value 3, item 1"],
  ["values.1.sizes.0", -5, "method forward, value 1, dimension 0"],
  ["values.1.sizes", [2 ** 30, 2 ** 30], "method forward, value 1"],
  ["values.1.allocation.memory", 0, "method forward, value 1"],
  ["values.1.allocation.memory", 2, "method forward, value 1"],
  ["values.1.allocation.offset", 2 ** 60, "method forward, value 1"],
  ["arenaSizes.1", -1, "method forward, arena 1"],
  ["chains.0.instructions.0.operator", 1, "method forward, instruction 0, operator"],
  ["chains.0.instructions.0.args.2", 99, "method forward, instruction 0, argument 2"],
  ["chains.0.instructions.1.delegate", 1, "method forward, instruction 1, delegate"],
  ["chains.0.instructions.2.to", 7, "method forward, instruction 2, where it moves it"],
  ["chains.0.instructions.3.destination", 6, "method forward, instruction 3, destination"],
  ["chains.0.instructions.3.condition", -2, "method forward, instruction 3, condition"],
  ["chains.0.instructions.4.value", 4, "method forward, instruction 4, what it frees"],
  ["chains.0.instructions.4", { kind: "Unknown", type: 6 }, "method forward, instruction 4"],
])("%s that leads nowhere (%j) is found at its place", (path, to, where) => {
  const fault = faultOf(broken(path, to));
  expect(fault?.where).toBe(where);
  expect(fault?.message).toContain(where);
  expect(fault?.help).not.toBe("");
});

test("an optional list may have gaps, other lists may not", () => {
  const list = (kind: "TensorList" | "OptionalTensorList") =>
    program(method({ x: unplanned(), l: { kind, items: [-1, 0] } }, []));
  expect(faultOf(list("OptionalTensorList"))).toBeNull();
  expect(faultOf(list("TensorList"))?.where).toBe("method forward, value 1, item 0");
});

test("a list that is named so often that it cannot be meant is refused, and not taken apart", () => {
  const long = broken("values.3.items", new Array<number>(4000).fill(0));
  const again = (times: number): PteProgram => {
    const [plan] = long.plans;
    if (plan === undefined) throw new Error("the test's program has a method");
    const instruction = { kind: "KernelCall", operator: 0, args: new Array<number>(times).fill(3) } as const;
    return { ...long, plans: [{ ...plan, chains: [{ instructions: [instruction], hasStacktrace: false }] }] };
  };
  expect(faultOf(again(2000))).toBeNull();
  expect(faultOf(again(2001))).toMatchObject({ code: "too-large", where: "method forward, instruction 0" });
});
