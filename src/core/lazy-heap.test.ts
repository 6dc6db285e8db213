import fc from "fast-check";
import { expect, test } from "vitest";
import { LazyHeap } from "./lazy-heap.ts";

test("the first is always the least of what is so now and not held back", () => {
  const changes = fc.array(fc.tuple(fc.nat(30), fc.nat(50), fc.nat(3)), { maxLength: 300 });
  fc.assert(
    fc.property(changes, (list) => {
      const now = new Map<number, number>();
      const heap = new LazyHeap((tile, key) => now.get(tile) === key);
      for (const [tile, key, what] of list) {
        if (what === 0) now.delete(tile);
        else {
          now.set(tile, key);
          heap.push(tile, key, 64 * tile);
        }
        for (const held of [-1, tile]) {
          const [first] = [...now].filter(([t]) => t !== held).sort(([a, x], [b, y]) => x - y || a - b);
          expect(heap.first((t) => t === held)).toBe(first?.[0] ?? -1);
        }
      }
    }),
  );
});
