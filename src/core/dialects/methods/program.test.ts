import { describe, expect, test } from "vitest";
import { check } from "../../check.ts";
import type { MethodsDocument } from "../../document.ts";
import { planDocument } from "../../plan.ts";
import { toPlanDocument } from "../../plan-document.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import { alignmentCosts } from "./costs.ts";
import { programOf } from "./program.ts";
import { cached, method, program, state, stateful } from "./testing/programs.ts";

/** By ExecuTorch's greedy planner, checked. */
function reportOf(document: MethodsDocument) {
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "executorch-greedy" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  const made = toPlanDocument(plan.value, { name: "", kind: "methods", sha256: "" });
  expect(check(made, document)).toEqual([]);
  const report = programOf(document, plan.value);
  if (!report.ok) throw new Error(report.problem.message);
  // read back, a plan says the same
  expect(programOf(document, made)).toEqual(report);
  return { report: report.value, plan: made };
}

type Report = ReturnType<typeof reportOf>["report"];

function sizesOf({ totals }: Report) {
  return Object.fromEntries(totals.methods.map((m) => [m.method, [m.privateBytes, m.sharedBytes]]));
}

function placesOf({ entries }: Report) {
  return Object.fromEntries(entries.map((entry) => [entry.name, entry.offset]));
}

function failed({ verdicts }: Pick<Report, "verdicts">) {
  return verdicts.filter((verdict) => verdict.failed > 0).map((verdict) => verdict.code);
}

describe("places and sizes are those that ExecuTorch gives", () => {
  test("one state of three methods", () => {
    const { report } = reportOf(stateful("mutable"));
    expect(report.area).toMatchObject({ arena: "2", id: "shared/2", bytes: 16 });
    expect(placesOf(report)).toEqual({ state: 0 });
    expect(sizesOf(report)).toEqual({ forward: [48, 16], set_state: [16, 16], get_state: [0, 16] });
    expect(report.totals).toMatchObject({ privateSummed: 64, overlaid: 48, shared: 16 });
    expect(failed(report)).toEqual([]);
  });

  test("two caches of two methods", () => {
    const caches = [state("k", 256, { name: "kv.k" }), state("v", 256, { name: "kv.v" })];
    const { report } = reportOf(
      program([method("forward", caches, ["k", "v"], [64]), method("reset", caches, ["k", "v"])], {
        policy: "mutable",
      }),
    );
    expect(placesOf(report)).toEqual({ "kv.k": 0, "kv.v": 256 });
    expect(report.area).toMatchObject({ arena: "2", bytes: 512 });
  });

  test("caches and a counter of three methods, of which one only reads", () => {
    const { report } = reportOf(cached({ policy: "mutable" }));
    expect(placesOf(report)).toEqual({ k_cache: 0, v_cache: 256, pos: 512 });
    expect(report.area?.bytes).toBe(528);
    expect(sizesOf(report)).toEqual({ forward: [1296, 528], reset: [768, 528], peek: [48, 528] });
    expect(failed(report)).toEqual([]);
    const pos = report.entries.find((entry) => entry.name === "pos");
    expect(pos?.members.map((member) => member.use)).toEqual(["mutated", "absent", "read"]);
    expect(pos?.members[2]?.reclassified).toContain('"forward" changes it');
  });

  test("the same without sharing, where methods do not agree about a place", () => {
    const { methods } = cached({ policy: "none" });
    const { report, plan } = reportOf(program(methods.slice(0, 2)));
    expect(sizesOf(report)).toEqual({ forward: [1824, 0], reset: [1280, 0] });
    const at = (id: string) => plan.tensors[id]?.offset;
    expect([at("forward/b_k"), at("forward/b_v"), at("forward/b_pos")]).toEqual([1536, 1280, 1808]);
    expect([at("reset/b_k"), at("reset/b_v")]).toEqual([1024, 768]);
    expect(failed(report)).toEqual(["same-place", "runtime"]);
    const apart = report.checks.filter((finding) => finding.code === "same-place");
    expect(apart.map(({ entry, methods, bytes }) => ({ entry, methods, bytes }))).toEqual([
      { entry: "k_cache", methods: ["forward", "reset"], bytes: 256 },
      { entry: "v_cache", methods: ["forward", "reset"], bytes: 256 },
    ]);
    expect(apart[0]?.message).toContain("1536");
    expect(apart[0]?.message).toContain("1024");
  });

  test("what one method reads as a constant though another writes it is found", () => {
    const { report } = reportOf(cached({ policy: "none" }));
    expect(failed(report)).toContain("not-constant");
  });
});

test("contents that two methods bring are warned of, for the later one resets them", () => {
  const own = [state("k", 32)];
  const members = { a: "k", b: "k" };
  const methods = ["a", "b", "c"].map((id) => method(id, id === "c" ? [] : own, id === "c" ? [] : ["k"]));
  const { report } = reportOf(
    program(methods, { policy: "entries", entries: [{ name: "k", members, initial: true }] }),
  );
  expect(report.checks.find((finding) => finding.code === "one-initialiser")).toMatchObject({
    severity: "warning",
    entry: "k",
    methods: ["a", "b"],
    bytes: 32,
  });
  // a method without any of it has the area all the same
  expect(sizesOf(report).c).toEqual([0, 32]);
});

describe("a layout that is locked", () => {
  const small = (policy = {}) => ({ policy: "mutable", ...policy }) as const;
  test("is only extended", () => {
    const before = reportOf(cached(small())).report;
    const locked = placesOf(before);
    const more = cached(small({ locked }));
    const extra = state("b_new", 40, { name: "a new one" });
    const [forward, ...rest] = more.methods;
    if (forward === undefined) throw new Error("no method");
    const grown = {
      ...more,
      methods: [
        {
          ...forward,
          tensors: [extra, ...forward.tensors],
          nodes: [...forward.nodes, { id: "w", op: "copy_", inputs: ["b_new"], outputs: [], mutates: [0] }],
        },
        ...rest,
      ],
    };
    const { report } = reportOf(grown);
    expect(placesOf(report)).toEqual({ ...locked, "a new one": 528 });
    expect(report.area?.bytes).toBe(528 + 48);
    expect(report.entries.filter((entry) => entry.locked).map((entry) => entry.name)).toEqual(
      Object.keys(locked),
    );
    // without the lock, the first to appear would be the first
    expect(placesOf(reportOf({ ...grown, sharing: small() }).report)["a new one"]).toBe(0);
  });

  test.each([
    [{ k_cache: 0, v_cache: 128 }, "locked-overlap"],
    [{ pos: 8 }, "locked-misaligned"],
    [{ k_cache: 2 ** 53 - 32 }, "too-large"],
  ])("that cannot hold is refused: %j", (locked, code) => {
    const report = programOf(cached(small({ locked })));
    expect(report.ok ? "" : report.problem.code).toBe(code);
  });

  test("says what it held and is gone", () => {
    const { report } = reportOf(cached(small({ locked: { ghost: 0 } })));
    expect(report.leftOut).toMatchObject([{ name: "ghost", code: "locked-gone", severity: "warning" }]);
  });
});

describe("alignment", () => {
  test("of elements is kept in the shared area, and by size costs less padding", () => {
    const a = state("a", 1);
    const b: typeof a = { id: "b", role: "state", dtype: "float64", shape: [1] };
    const methods = ["m", "n"].map((id) => ({ ...method(id, [a, b], ["a", "b"]), arenas: [{ id: "1" }] }));
    const first = reportOf(program(methods, { policy: "mutable" })).report;
    expect([placesOf(first), first.area?.bytes]).toEqual([{ a: 0, b: 8 }, 16]);
    const bySize = reportOf(program(methods, { policy: "mutable", layout: "size" })).report;
    expect([placesOf(bySize), bySize.area?.bytes]).toEqual([{ b: 0, a: 8 }, 9]);
  });

  test("set for all arenas moves the shared state too", () => {
    const document = cached({ policy: "mutable" });
    const plan = planDocument(document, { ...DEFAULT_SETTINGS, alignment: 64 }, NO_WATCH);
    if (!plan.ok) throw new Error(plan.problem.message);
    expect(check(toPlanDocument(plan.value, { name: "", kind: "methods", sha256: "" }), document)).toEqual(
      [],
    );
    const report = programOf(document, plan.value);
    expect(report.ok && report.value.area?.bytes).toBe(576);
  });

  test("that the base does not have is reported", () => {
    const wide = state("wide", 64, { alignment: 64 });
    const methods = ["m", "n"].map((id) => method(id, [wide], ["wide"]));
    const { report } = reportOf(program(methods, { policy: "mutable", assumedBase: 16 }));
    expect(report.alignment.misaligned).toMatchObject([
      { tensor: "shared/wide", offset: 0, asked: 64, effective: 16, because: "rule" },
    ]);
    const better = reportOf(program(methods, { policy: "mutable", assumedBase: 64 })).report;
    expect(better.alignment.misaligned).toEqual([]);
    expect(better.alignment.rows.map((row) => row.kind)).toEqual(["arena", "arena", "arena", "entry"]);
  });

  test("costs what rounding adds, one row a choice", () => {
    const costs = alignmentCosts(cached({ policy: "mutable" }));
    if (!costs.ok) throw new Error(costs.problem.message);
    expect(costs.value).toEqual([
      { alignment: 1, privateSummed: 2112, shared: 516, more: 0 },
      { alignment: 4, privateSummed: 2112, shared: 516, more: 0 },
      { alignment: 16, privateSummed: 2112, shared: 528, more: 12 },
      { alignment: 64, privateSummed: 1344 + 768 + 192, shared: 576, more: 252 },
      { alignment: 128, privateSummed: 1408 + 768 + 384, shared: 640, more: 572 },
    ]);
  });
});
