import { expect, test } from "vitest";
import { MLP } from "../core/dialects/tiles/testing/mlp.ts";
import { writeNative } from "../formats/native/write.ts";
import { memplan } from "./testing/memory-io.ts";

const FILES = { mlp: writeNative(MLP) };

test("--json - writes the schedule and nothing else, an operation a line, the same each time", async () => {
  const { code, out } = await memplan("tile mlp --json -", FILES);
  expect(code).toBe(0);
  const document = JSON.parse(out);
  expect(document).toMatchObject({
    format: "memplan",
    kind: "tiles",
    feasible: true,
    stats: { scheduledOps: 99, loadsEmitted: 39 },
  });
  expect(document.ops[0]).toEqual({ op: "LOAD", tensor: "x", coord: [0, 0], address: 0, bytes: 4096 });
  expect(out.match(/^ {4}\{ "op"/gm)).toHaveLength(99);
  expect((await memplan("tile mlp --json -", FILES)).out).toBe(out);
});

test("as text the operations come first, then the numbers, then what is wrong", async () => {
  const { code, out } = await memplan("tile mlp --sram 36KiB --policy original", FILES);
  expect(code).toBe(1);
  expect(out).toMatch(/^LOAD x\(0, 0\) -> @0x0000 \(4096B\)\n/);
  expect(out).toContain("60 loads emitted (at least 39), 28 eliminated");
  expect(out).toContain("WRONG at operation 14: ");
});

test("a scratchpad that is too small says what must be together, also as JSON", async () => {
  const { code, out } = await memplan("tile mlp --sram 8KiB", FILES);
  expect(code).toBe(1);
  expect(out).toMatch(/^Step 0 needs x\(0, 0\), w1\(0, 0\), t2\(0, 0\) together: 12,288 B of 8,192 B\./);
  expect(JSON.parse((await memplan("tile mlp --sram 8KiB --json -", FILES)).out)).toMatchObject({
    feasible: false,
    needs: { step: 0, bytes: 12_288 },
  });
});
