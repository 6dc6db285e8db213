import { expect, test } from "vitest";
import { METHOD_OPTIONS } from "../core/dialects/executorch/method-options.ts";
import { PASSES } from "../core/dialects/executorch/passes/index.ts";
import { smallMethod } from "../core/dialects/executorch/testing/small-methods.ts";
import { memplan } from "./testing/memory-io.ts";

const READ = smallMethod("state s 16\ninput x 16\ny 16 = add s x\nz 16 = view y\nw 16 = relu z\nout w", {
  id: "read",
});
const WRITE = smallMethod("state s 16\ninput x 16\nt 16 = add s x\n = copy_ s! t\nout t", { id: "write" });
const program = (sharing?: object) =>
  JSON.stringify({
    format: "memplan",
    version: 1,
    kind: "methods",
    name: "p",
    methods: [READ, WRITE],
    ...(sharing && { sharing }),
  });
const FILES = { apart: program(), shared: program({ policy: "mutable" }) };

test("each pass has a row with what is planned after it, then the arenas, ExecuTorch's beside ours", async () => {
  const { code, out } = await memplan("passes apart", FILES);
  expect(code).toBe(0);
  for (const { id } of PASSES) expect(out).toMatch(new RegExp(`^${id} `, "m"));
  expect(out).toMatch(/^elide-views +6 +5 +1 +3 +48 +32 +1$/m);
  expect(out).toMatch(/^arena 1 +32 +32$/m);
});

test("--json has the changes, the places and the totals; passes and options are switched by name", async () => {
  const report = async (line: string) =>
    JSON.parse((await memplan(`passes apart ${line} --json -`, FILES)).out);
  expect(await report("")).toMatchObject({
    plan: { algorithm: "greedy", sizes: [0, 32], totals: { main: 32 } },
  });
  const kept = await report("--pass elide-views=off --algorithms naive --alloc-inputs off");
  expect(kept).toMatchObject({ plan: { algorithm: "naive", sizes: [0, 48] } });
  expect((await report("--pass spec-propagation=off")).plan).toBeNull();
});

test("a program's shared state is left to the layout of all methods", async () => {
  const names = async (line: string) =>
    JSON.parse((await memplan(`passes ${line} --json -`, FILES)).out).plan.tensors.map(
      ({ name }: { name: string }) => name,
    );
  expect(await names("apart --method write --compat off")).toEqual(["s", "x", "t"]);
  expect(await names("shared --method write --compat off")).toEqual(["x", "t"]);
});

test("what is not there is said, with what is near", async () => {
  expect((await memplan("passes apart --method rite", FILES)).err).toContain("Did you mean write?");
  expect((await memplan("passes apart --pass elide-view=off", FILES)).err).toContain("elide-views");
  expect((await memplan("passes apart --algorithms greed", FILES)).err).toContain("greedy");
  expect((await memplan("passes apart --alignment 0", FILES)).code).toBe(2);
});

test("every option of the table is a flag", async () => {
  const { out } = await memplan("passes --help");
  for (const { says } of METHOD_OPTIONS) expect(out).toContain(says);
});
