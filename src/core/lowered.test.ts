import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphs } from "../../tools/arbitrary-documents.ts";
import { arms, methodsOf } from "../../tools/arbitrary-programs.ts";
import { forkAndJoin, megakernel } from "../../tools/examples/arms.ts";
import { prefillAndDecode } from "../../tools/examples/methods.ts";
import { graphBehind } from "../look/graph-behind.ts";
import { check } from "./check.ts";
import type { LoweredDocument, PlanDocument, PlanStorage } from "./document.ts";
import { candidatesFor } from "./explain/candidates.ts";
import { forcedBy, heardSettings } from "./forced.ts";
import { graphDocumentOf, lower } from "./lowered.ts";
import { planAndCheck, readAndCheck } from "./plan-checked.ts";
import { DEFAULT_SETTINGS, SETTINGS } from "./settings.ts";
import { NO_WATCH } from "./watch.ts";

const SAMPLES: readonly (readonly [string, LoweredDocument])[] = [
  ["a fork and a join of arms", forkAndJoin()],
  ["a megakernel", megakernel()],
  ["two methods over one cache", prefillAndDecode()],
];

function planned(document: LoweredDocument, settings = DEFAULT_SETTINGS) {
  const made = planAndCheck(document, settings, "sha", NO_WATCH);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

/** The plan with one storage, and what lives in it, at another address. */
function moved(plan: PlanDocument, which: PlanStorage, offset: number): PlanDocument {
  const by = offset - which.offset;
  const tensors = Object.entries(plan.tensors).map(([id, tensor]) => {
    return [id, tensor.storage === which.id ? { ...tensor, offset: tensor.offset + by } : tensor];
  });
  return {
    ...plan,
    storages: plan.storages.map((s) => (s.id === which.id ? { ...s, offset } : s)),
    tensors: Object.fromEntries(tensors),
  };
}

describe.each(SAMPLES)("a plan of %s", (_title, document) => {
  test("passes the check, says what it is of and with which settings it was made", () => {
    const { violations, document: plan } = planned(document);
    expect(violations).toEqual([]);
    expect(plan.source.kind).toBe(document.kind);
    expect(plan.storages.length).toBeGreaterThan(1);
    for (const { name, value } of forcedBy(document.kind)) expect(plan.settings[name]).toBe(value);
  });

  test("is wrong as soon as one storage lies where another is", () => {
    const { document: plan } = planned(document);
    let wrong = 0;
    for (const storage of plan.storages) {
      for (const other of plan.storages) {
        const apart = other.arena !== storage.arena || other.offset === storage.offset;
        if (apart || storage.bytes === 0) continue;
        const violations = check(moved(plan, storage, other.offset), document);
        expect(violations, `${storage.id} to ${other.id}`).not.toEqual([]);
        wrong++;
      }
    }
    expect(wrong).toBeGreaterThan(0);
  });

  test("is of its document alone: one with other sizes is not it", () => {
    const { document: plan } = planned(document);
    const other =
      document.kind === "arms"
        ? { ...document, buffers: document.buffers.map((b) => ({ ...b, bytes: b.bytes + 1 })) }
        : { ...document, methods: document.methods.slice(1) };
    expect(check(plan, other)).not.toEqual([]);
    expect(check({ ...plan, source: { ...plan.source, kind: "graph" } }, document)).not.toEqual([]);
  });

  test("comes back with its graph when it is read", () => {
    const made = planned(document);
    const read = readAndCheck(made.document, document);
    expect(read).toMatchObject({ ok: true, value: { violations: [] } });
    if (read.ok)
      expect(read.value.plan.tensors.id).toEqual(graphDocumentOf(document)?.tensors.map((t) => t.id));
  });

  test("is the same whatever is chosen of what the document decides", () => {
    const other = Object.fromEntries(
      forcedBy(document.kind).map(({ name, value }) => {
        const setting = SETTINGS.find((s) => s.name === name);
        const choices = setting?.kind === "choice" ? setting.choices.map((c) => c.id) : [true, false];
        return [name, choices.find((choice) => choice !== value)];
      }),
    );
    const chosen = { ...DEFAULT_SETTINGS, ...other };
    expect(heardSettings(document.kind, chosen)).toEqual(heardSettings(document.kind, DEFAULT_SETTINGS));
    expect(planned(document, chosen).document).toEqual(planned(document).document);
  });

  test("has nothing to try that the document decides", () => {
    const { plan } = planned(document);
    const forced = forcedBy(document.kind).map(({ name }) => name);
    for (const { change } of candidatesFor(document, DEFAULT_SETTINGS, plan)) {
      if (change.kind === "settings") {
        expect(Object.keys(change.settings).some((name) => forced.some((f) => f === name))).toBe(false);
      }
    }
  });

  test("asks for the same graph twice and gets one", () => {
    expect(lower(document)).toBe(lower(document));
  });
});

describe.each([
  ["arms", arms],
  ["methods", methodsOf(graphs)],
])("random documents of %s", (kind, documents: fc.Arbitrary<LoweredDocument>) => {
  const QUICK = { ...DEFAULT_SETTINGS, budget: 500 };

  test("are planned, and no plan of them fails its check", () => {
    let shared = 0;
    const some = fc.record({
      slots: kind === "arms" ? fc.boolean() : fc.constant(false),
      alignment: fc.constantFrom(null, 16),
      views: fc.boolean(),
      inplace: fc.boolean(),
    });
    fc.assert(
      fc.property(documents, some, (document, chosen) => {
        const { violations, document: plan } = planned(document, { ...QUICK, ...chosen });
        expect(violations).toEqual([]);
        expect(readAndCheck(plan, document)).toMatchObject({ ok: true, value: { violations: [] } });
        if (plan.stats.storages > plan.stats.buffers) shared++;
      }),
      { numRuns: 60 },
    );
    expect(shared).toBeGreaterThan(0);
  });

  test("have a graph behind every plan of theirs, whatever the settings", () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (document, views) => {
        const { plan } = planned(document, { ...QUICK, views, alignment: views ? null : 64 });
        expect(graphBehind(document, plan)?.tensors).toBe(plan.tensors.count);
      }),
      { numRuns: 30 },
    );
  });
});
