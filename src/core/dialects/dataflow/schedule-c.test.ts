import { expect, test } from "vitest";
import { scheduleAsC } from "./schedule-c.ts";

test("a schedule as C lists its nodes and their numbers in order", () => {
  const text = scheduleAsC(["processing", "sink", "source"], Int32Array.from([2, 2, 0, 1]));
  expect(text).toContain(" * 0 processing\n * 1 sink\n * 2 source\n */");
  expect(text).toContain("static const uint8_t schedule[4] = {\n  2, 2, 0, 1,\n};");
});

test("more nodes than a byte can count take wider numbers, and no name ends the comment", () => {
  const ids = Array.from({ length: 257 }, (_, k) => `n${k}*/`);
  const text = scheduleAsC(
    ids,
    Int32Array.from({ length: 257 }, (_, k) => k),
  );
  expect(text).toContain("static const uint16_t schedule[257]");
  expect(text.match(/\*\//g)).toHaveLength(1);
});
