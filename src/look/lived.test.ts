import fc from "fast-check";
import { expect, test } from "vitest";
import { reuseChain, tenantsOf } from "../core/explain.ts";
import { planDocument } from "../core/plan.ts";
import type { Plan } from "../core/plan.types.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import { randomLifetimes } from "../core/testing/random.ts";
import { NO_WATCH } from "../core/watch.ts";
import { holeRound } from "./hole-round.ts";
import { livedHere, nearIn } from "./lived.ts";
import { buildSpatial } from "./spatial.ts";
import { keepSpatial } from "./spatial-kept.ts";
import { chainAt, couldUse } from "./spot.ts";

function randomPlan(seed: number): Plan {
  const document = randomLifetimes(seed, { count: 80, steps: 300, longest: 30, largest: 400 });
  const plan = planDocument(document, { ...DEFAULT_SETTINGS, place: "first-fit" }, NO_WATCH);
  if (!plan.ok) throw new Error(plan.problem.message);
  return plan.value;
}

test("with an index a storage, an address and a hole are told the same as by looking at all", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(299), fc.nat(1000), (seed, step, share) => {
      const plan = randomPlan(seed);
      // as another plan: without an index
      const plain = { ...plan };
      keepSpatial(plan, 0, buildSpatial(plan, 0));
      const near = nearIn(plan, 0);
      expect(near).toBeDefined();
      expect(nearIn(plain, 0)).toBeUndefined();
      const s = seed % plan.storages.count;
      const address = Math.floor(((plan.arenas[0]?.peak ?? 0) * share) / 1000);
      expect(livedHere(plan, s)).toEqual(reuseChain(plain, s));
      expect(tenantsOf(plan, 0, address, address + 9, near)).toEqual(
        tenantsOf(plain, 0, address, address + 9),
      );
      expect(chainAt(plan, 0, address)).toEqual(chainAt(plain, 0, address));
      const hole = holeRound(plan, 0, step, address);
      expect(hole).toEqual(holeRound(plain, 0, step, address));
      if (hole !== undefined) expect(couldUse(plan, 0, hole)).toEqual(couldUse(plain, 0, hole));
    }),
    { numRuns: 80 },
  );
});
