import fc from "fast-check";
import { expect, test } from "vitest";
import { programs } from "../../../../tools/arbitrary-methods.ts";
import { check } from "../../check.ts";
import type { MethodsDocument, PlanDocument } from "../../document.ts";
import { planDocument } from "../../plan.ts";
import { toPlanDocument } from "../../plan-document.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";
import { programOf } from "./program.ts";
import { type PlacedMethod, placedByPlan, placesOfDocument } from "./sharing/places.ts";
import { sharedStateOf } from "./sharing/shared.ts";
import { verify } from "./sharing/verify.ts";

const SOURCE = { name: "", kind: "methods", sha256: "" } as const;

const settings: fc.Arbitrary<Settings> = fc
  .record({
    place: fc.constantFrom("executorch-greedy", "greedy-by-size", "first-fit", "best-fit", "none"),
    alignment: fc.constantFrom(null, null, 1, 16, 48),
    views: fc.boolean(),
    viewsExcept: fc.constantFrom("", "view"),
    inplace: fc.boolean(),
    slots: fc.boolean(),
    constants: fc.boolean(),
  })
  .map((some) => ({ ...DEFAULT_SETTINGS, ...some }));

function planOf(document: MethodsDocument, settings: Settings): PlanDocument {
  const plan = planDocument(document, settings, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return toPlanDocument(plan.value, SOURCE);
}

function sharedOf(document: MethodsDocument, alignment: number | null) {
  const shared = sharedStateOf(document, alignment);
  if (!shared.ok) throw new Error(shared.problem.message);
  return shared.value;
}

function reportOf(document: MethodsDocument, plan: PlanDocument) {
  const report = programOf(document, plan);
  if (!report.ok) throw new Error(report.problem.message);
  return report.value;
}

test("plans of random programs are right, and shared state shares bytes with nothing", () => {
  fc.assert(
    fc.property(programs, settings, (document, settings) => {
      const plan = planOf(document, settings);
      expect(check(plan, document)).toEqual([]);
      const { area, entries } = reportOf(document, plan);
      const inside = plan.storages.filter((s) => s.arena === area?.id);
      expect(inside.map((s) => s.id).sort()).toEqual(entries.map((e) => e.id).sort());
      for (const a of inside) {
        expect([a.start, a.end]).toEqual([0, plan.order.length]);
        for (const b of inside) {
          expect(a === b || a.offset + a.bytes <= b.offset || b.offset + b.bytes <= a.offset).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("no check across methods fails but what the methods themselves do not agree about", () => {
  fc.assert(
    fc.property(programs, settings, (document, settings) => {
      const report = reportOf(document, planOf(document, settings));
      const left = new Set(report.leftOut.map((one) => one.name));
      const own = new Set(report.entries.map((one) => one.name));
      for (const { code, severity, entry, message } of report.checks) {
        if (severity !== "error") continue;
        // a memory that the document gives to the shared state may hold what methods have put there
        const theirs = code === "closed" && document.sharing?.arena !== undefined;
        expect(theirs || (left.has(entry) && !own.has(entry)), message).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("the three numbers are what the plan's arenas add up to", () => {
  fc.assert(
    fc.property(programs, settings, (document, settings) => {
      const plan = planOf(document, settings);
      const { totals, area } = reportOf(document, plan);
      const shared = plan.arenas.find((arena) => arena.id === area?.id)?.peak ?? 0;
      expect(totals.shared).toBe(shared);
      expect(totals.privateSummed + totals.shared).toBe(plan.stats.peakBytes);
      expect(totals.overlaid).toBeLessThanOrEqual(totals.privateSummed);
      for (const { privateBytes } of totals.methods)
        expect(totals.overlaid).toBeGreaterThanOrEqual(privateBytes);
    }),
    { numRuns: 200 },
  );
});

test("locked places are kept when a program grows", () => {
  fc.assert(
    fc.property(programs, fc.nat(), (document, pick) => {
      const [first, ...rest] = document.methods;
      if (first === undefined || document.sharing === undefined) return;
      const before = sharedOf(document, null).entries;
      const locked = Object.fromEntries(before.map((entry) => [entry.name, entry.offset]));
      const extra = { id: "new", role: "state", bytes: 1 + (pick % 64) } as const;
      const write = { id: "new", op: "copy_", inputs: ["new"], outputs: [], mutates: [0] };
      const grown: MethodsDocument = {
        ...document,
        methods: [
          {
            ...first,
            tensors: [extra, ...first.tensors],
            nodes: [write, ...first.nodes],
            order: undefined,
          },
          ...rest,
        ],
        sharing: { ...document.sharing, policy: "mutable", locked },
      };
      const plan = planOf(grown, { ...DEFAULT_SETTINGS, place: "greedy-by-size" });
      expect(check(plan, grown)).toEqual([]);
      for (const entry of before) expect(plan.tensors[entry.id]?.offset).toBe(entry.offset);
      const end = Math.max(0, ...before.map((entry) => entry.offset + entry.bytes));
      for (const entry of sharedOf(grown, null).entries) {
        if (!Object.hasOwn(locked, entry.name)) expect(entry.offset).toBeGreaterThanOrEqual(end);
      }
    }),
    { numRuns: 200 },
  );
});

test("a plan with shared state elsewhere than it is laid out is no plan of the program", () => {
  fc.assert(
    fc.property(programs, (document) => {
      const [first] = sharedOf(document, null).entries.filter((entry) => entry.bytes > 0);
      if (first === undefined || document.sharing === undefined) return;
      const { area } = sharedOf(document, null);
      const moved = first.alignment * Math.ceil((area?.bytes ?? 0) / first.alignment);
      const other = { ...document, sharing: { ...document.sharing, locked: { [first.name]: moved } } };
      const found = check(planOf(other, { ...DEFAULT_SETTINGS, place: "greedy-by-size" }), document);
      expect(found.map((violation) => violation.code)).toContain("fixed");
    }),
    { numRuns: 100 },
  );
});

type Tensor = PlacedMethod["tensors"][number];

/** The places of one tensor, or of all that are the same state, changed. */
function broken(
  methods: readonly PlacedMethod[],
  hit: (tensor: Tensor) => boolean,
  change: Partial<Tensor>,
): readonly PlacedMethod[] {
  return methods.map((method) => ({
    ...method,
    tensors: method.tensors.map((tensor) => (hit(tensor) ? { ...tensor, ...change } : tensor)),
  }));
}

test("every kind of broken place is found by the check that is for it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(programs, fc.nat(), (document, pick) => {
      const shared = sharedOf(document, null);
      const { area } = shared;
      const plan = planOf(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size" });
      const methods = placedByPlan(document, shared, placesOfDocument(plan));
      const declared = {
        area: area?.arena ?? null,
        entries: new Map(shared.entries.map((e) => [e.name, { alignment: e.alignment, initial: e.initial }])),
      };
      const codes = (placed: readonly PlacedMethod[]) =>
        verify(placed, declared)
          .verdicts.filter((v) => v.failed > 0)
          .map((v) => v.code);
      const expectFound = (code: string, placed: readonly PlacedMethod[]) => {
        seen.add(code);
        expect(codes(placed)).toContain(code);
      };
      const all = methods.flatMap((m) => m.tensors);
      const entry = shared.entries[pick % Math.max(1, shared.entries.length)];
      const members = all.filter((t) => t.entry === entry?.name);
      const [one] = members;
      if (entry === undefined || one === undefined || area === null || one.bytes === 0) return;
      const isOne = (t: Tensor) => t.method === one.method && t.tensor === one.tensor;
      const isEntry = (t: Tensor) => t.entry === entry.name;
      if (members.length > 1) {
        expectFound("same-place", broken(methods, isOne, { offset: one.offset + 48 }));
        expectFound("same-place", broken(methods, isOne, { bytes: one.bytes + 1 }));
        expectFound("same-place", broken(methods, isOne, { arena: "elsewhere" }));
        if (members.some((t) => t !== one && t.changed)) {
          expectFound("not-constant", broken(methods, isOne, { constant: true, changed: false }));
        }
      }
      const other = shared.entries.find((e) => e !== entry && e.bytes > 0);
      if (other !== undefined) expectFound("no-overlap", broken(methods, isEntry, { offset: other.offset }));
      if (entry.alignment > 1) {
        expectFound("aligned", broken(methods, isEntry, { offset: entry.offset + 1 }));
      }
      expectFound("pinned", broken(methods, isOne, { life: [(one.life?.[0] ?? 0) + 1e6, 2e6] }));
      const stranger = all.find((t) => t.entry === "" && t.bytes > 0 && t.arena !== null);
      if (stranger !== undefined) {
        expectFound(
          "closed",
          broken(methods, (t) => t === stranger, { arena: area.arena }),
        );
      }
      const less = methods.map((m, i) => (i === 0 ? { ...m, areaBytes: 0 } : m));
      expectFound("size", less);
    }),
    { numRuns: 400 },
  );
  expect([...seen].sort()).toEqual([
    "aligned",
    "closed",
    "no-overlap",
    "not-constant",
    "pinned",
    "same-place",
    "size",
  ]);
});
