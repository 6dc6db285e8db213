import fc from "fast-check";
import { expect, test } from "vitest";
import { newMemory } from "./dataflow-runs.ts";

const SIZE = 24;

test("memory of runs holds what memory of single bytes holds, whatever is written and moved", () => {
  const doing = fc.record({
    what: fc.constantFrom("write", "write", "move", "ask"),
    from: fc.nat(SIZE - 1),
    bytes: fc.integer({ min: 0, max: 8 }),
    name: fc.nat(30),
    back: fc.nat(6),
  });
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 30 }), (doings) => {
      const memory = newMemory();
      const bytes = new Array<number>(SIZE + 8).fill(-1);
      for (const { what, from, bytes: count, name, back } of doings) {
        const names = Array.from({ length: count }, (_, k) => name + k);
        if (what === "write") {
          memory.write(from, from + count, name);
          bytes.splice(from, count, ...names);
        } else if (what === "move") {
          const target = Math.max(0, from - back);
          memory.move(from, from + count, target);
          bytes.splice(target, count, ...moved(bytes, from, target, count));
        }
        expect(memory.holds(from, from + count, name)).toBe(names.every((n, k) => bytes[from + k] === n));
        for (let at = 0; at < SIZE; at++) {
          const there = bytes[at] ?? -1;
          if (there >= 0) expect(memory.holds(at, at + 1, there)).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

/** What is moved; bytes that nobody ever wrote move nothing. */
function moved(bytes: readonly number[], from: number, target: number, count: number): number[] {
  const copy = [...bytes];
  for (let k = 0; k < count; k++) {
    const byte = bytes[from + k] ?? -1;
    if (byte >= 0) copy[target + k] = byte;
  }
  return copy.slice(target, target + count);
}
