import { expect, test } from "vitest";
import { makeJudge } from "./judge.ts";

/** What a judge says at last of frames that are so many milliseconds apart. */
function judged(apart: readonly number[]): boolean {
  const judge = makeJudge();
  let now = 0;
  let good = judge.frame(now);
  for (const time of apart) {
    now += time;
    good &&= judge.frame(now);
  }
  return good;
}

const frames = (n: number, time: number) => Array.from({ length: n }, () => time);

test("frames on time are good, and so is a slow one among many", () => {
  expect(judged(frames(200, 16.7))).toBe(true);
  expect(judged([...frames(58, 16.7), ...frames(2, 90), ...frames(100, 8)])).toBe(true);
});

test("frames that come late again and again are not", () => {
  expect(judged([...frames(50, 16.7), ...frames(10, 40)])).toBe(false);
});

test("a pause is no slow frame", () => {
  expect(judged(Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? 1500 : 16)))).toBe(true);
});
