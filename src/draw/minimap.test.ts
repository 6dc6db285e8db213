import fc from "fast-check";
import { expect, test } from "vitest";
import { brushed, gripAt, minimapFrame, windowText } from "./minimap.ts";
import type { Range } from "./range.ts";
import { at } from "./scale.ts";
import { randomPlan } from "./testing/frames.ts";

const PLAN = randomPlan(2, 200);
const WHOLE: Range = [0, PLAN.steps];

function frame(time: Range) {
  return minimapFrame({ plan: PLAN, arena: 0, time, width: 900, height: 28 });
}

test("a brush is moved, dragged at its sides, and drawn anew beside it or where all is in sight", () => {
  const some = frame([20, 40]);
  expect(gripAt(some, at(some.steps, 20) + 2)).toBe("from");
  expect(gripAt(some, at(some.steps, 40) - 2)).toBe("to");
  expect(gripAt(some, at(some.steps, 30))).toBe("move");
  expect(gripAt(some, at(some.steps, 60))).toBe("new");
  expect(gripAt(frame(WHOLE), at(some.steps, 30))).toBe("new");
});

test("whatever is dragged, the window stays inside the plan and no smaller than the least", () => {
  const pixel = fc.integer({ min: -50, max: 950 });
  const grip = fc.constantFrom("move", "from", "to", "new");
  fc.assert(
    fc.property(
      grip,
      pixel,
      pixel,
      fc.nat(60),
      fc.integer({ min: 4, max: 18 }),
      (what, begun, x, from, size) => {
        const time: Range = [from, from + size];
        const [a, b] = brushed(frame(time), time, what, begun, x, WHOLE, 4) ?? WHOLE;
        expect(a).toBeGreaterThanOrEqual(0);
        expect(b).toBeLessThanOrEqual(PLAN.steps);
        expect(b - a).toBeGreaterThan(3.999);
        if (what === "move") expect(b - a).toBeCloseTo(size, 6);
      },
    ),
  );
});

test("a side follows the pointer and may pass the other", () => {
  const { steps } = frame(WHOLE);
  const time: Range = [20, 40];
  expect(brushed(frame(time), time, "from", at(steps, 20), at(steps, 30), WHOLE, 4)?.[0]).toBeCloseTo(30);
  const passed = brushed(frame(time), time, "from", at(steps, 20), at(steps, 55), WHOLE, 4);
  expect(passed?.map((x) => Math.round(x))).toEqual([40, 55]);
  expect(brushed(frame(time), time, "new", at(steps, -3), at(steps, 300), WHOLE, 4)).toBeNull();
});

test("a window of a few steps of a million is still seen, and said", () => {
  const long = { ...PLAN, steps: 1_000_000 };
  const { brush } = minimapFrame({ plan: long, arena: 0, time: [500_000, 500_004], width: 900, height: 28 });
  expect(brush[1] - brush[0]).toBeCloseTo(4);
  expect(windowText(long, [500_000, 500_004])).toBe("Steps 500,000–500,003 of 1,000,000 in sight");
  expect(windowText(long, [0, 1_000_000])).toBe("All 1,000,000 steps in sight");
  expect(windowText(long, [7, 7.5])).toBe("Step 7 of 1,000,000 in sight");
});
