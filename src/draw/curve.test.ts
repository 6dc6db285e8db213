import fc from "fast-check";
import { expect, test } from "vitest";
import { liveAtStep } from "../core/bound.ts";
import type { Curve } from "../core/plan.types.ts";
import { crest, curvePoints } from "./curve.ts";
import { at, upScale } from "./scale.ts";
import { randomPlan } from "./testing/frames.ts";

const SMALL: Curve = { step: Int32Array.from([0, 2, 5, 8]), bytes: Float64Array.from([10, 30, 20, 0]) };
const BOX = { x: 100, y: 0, w: 80, h: 30 };
const BYTES = upScale([0, 30], BOX);

test("where steps are wider than pixels the curve is exact", () => {
  const time = { from: 0, origin: 100, per: 10 };
  expect(curvePoints(SMALL, time, BYTES, BOX)).toEqual([100, 20, 120, 20, 120, 0, 150, 0, 150, 10, 180, 10]);
});

test("live bytes are read off at any step, also before and after the curve", () => {
  expect([-1, 0, 1, 2, 4, 5, 7, 8, 99].map((s) => liveAtStep(SMALL, s))).toEqual([
    0, 10, 10, 30, 30, 20, 20, 0, 0,
  ]);
});

test("the crest is the first stretch of steps at the peak", () => {
  expect(crest(SMALL)).toEqual({ start: 2, end: 5, bytes: 30 });
  expect(crest({ step: Int32Array.from([0]), bytes: Float64Array.from([0]) })).toBeUndefined();
});

test("squeezed into few pixels the curve still shows the highest of each column, and so the peak", () => {
  for (let seed = 0; seed < 30; seed++) {
    const curve = randomPlan(seed, 300).live[0] ?? SMALL;
    const steps = curve.step.at(-1) ?? 1;
    const box = { x: 0, y: 0, w: 20, h: 1000 };
    const time = { from: 0, origin: 0, per: box.w / steps };
    const peak = Math.max(...curve.bytes);
    const scale = upScale([0, peak], box);
    const points = curvePoints(curve, time, scale, box);
    for (let column = 0; column < box.w; column++) {
      let most = 0;
      for (let s = Math.floor((column * steps) / box.w); s < ((column + 1) * steps) / box.w; s++) {
        most = Math.max(most, liveAtStep(curve, s));
      }
      expect(points[4 * column + 1]).toBeCloseTo(at(scale, most), 6);
    }
  }
});

test("whatever the window and however long the curve, what is drawn over any columns is the most that is alive there", () => {
  const curves = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1000 })), {
      minLength: 2,
      maxLength: 900,
    })
    .map((pieces): Curve => {
      let step = 0;
      const steps = pieces.map(([wide]) => {
        step += wide;
        return step;
      });
      return {
        step: Int32Array.from([0, ...steps]),
        bytes: Float64Array.from([...pieces.map(([, bytes]) => bytes), 0]),
      };
    });
  fc.assert(
    fc.property(
      curves,
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (curve, share, wide) => {
        const steps = curve.step.at(-1) ?? 1;
        const box = { x: 7, y: 0, w: 40, h: 2000 };
        const from = Math.floor(share * steps);
        const length = Math.max(box.w / 8, Math.ceil(wide * (steps - from)));
        const time = { from, origin: box.x, per: box.w / length };
        const scale = upScale([0, 1000], box);
        const points = curvePoints(curve, time, scale, box);
        const drawn = (left: number, right: number) => {
          let top = Number.POSITIVE_INFINITY;
          for (let i = 0; i + 3 < points.length; i += 4) {
            if ((points[i] ?? 0) < right && (points[i + 2] ?? 0) > left)
              top = Math.min(top, points[i + 1] ?? 0);
          }
          return top;
        };
        for (let column = 0; column < box.w; column++) {
          const [left, right] = [box.x + column, box.x + column + 1];
          let most = 0;
          curve.bytes.forEach((bytes, i) => {
            const x0 = at(time, curve.step[i] ?? 0);
            const x1 = at(time, curve.step[i + 1] ?? Number.POSITIVE_INFINITY);
            // an edge on the border of two columns is in one of them: rounding says which
            if (x0 < right - 1e-6 && x1 > left + 1e-6) most = Math.max(most, bytes);
          });
          expect(drawn(left, right)).toBeLessThanOrEqual(at(scale, most) + 1e-6);
        }
        const peak = Math.max(
          ...curve.bytes.filter((_, i) => {
            const x0 = at(time, curve.step[i] ?? 0);
            const x1 = at(time, curve.step[i + 1] ?? Number.POSITIVE_INFINITY);
            return x0 < box.x + box.w - 1e-6 && x1 > box.x + 1e-6;
          }),
        );
        expect(drawn(box.x, box.x + box.w)).toBeCloseTo(at(scale, peak), 4);
      },
    ),
    { numRuns: 200 },
  );
});
