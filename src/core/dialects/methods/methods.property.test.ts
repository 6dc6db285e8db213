import fc from "fast-check";
import { expect, test } from "vitest";
import { graphs } from "../../../../tools/arbitrary-documents.ts";
import { methodsOf } from "../../../../tools/arbitrary-programs.ts";
import { check } from "../../check.ts";
import { planDocument } from "../../plan.ts";
import { toPlanDocument } from "../../plan-document.ts";
import { DEFAULT_SETTINGS } from "../../settings.ts";
import { NO_WATCH } from "../../watch.ts";

test("x", () => {
  let n = 0,
    bad = 0;
  fc.assert(
    fc.property(methodsOf(graphs), (document) => {
      const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "greedy-by-size" }, NO_WATCH);
      n++;
      if (!plan.ok) {
        bad++;
        console.log(plan.problem.message);
        return;
      }
      const made = toPlanDocument(plan.value, { name: "", kind: "methods", sha256: "" });
      expect(check(made, document)).toEqual([]);
    }),
    { numRuns: 200 },
  );
  console.log(n, bad);
});
