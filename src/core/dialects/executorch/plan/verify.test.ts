import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conflictingPairs } from "./conflicts.ts";
import type { SpecPlace } from "./specs.types.ts";
import { type Row, specsOf } from "./testing/specs.ts";
import { type Storage, verifyStorageReuse } from "./verify.ts";
import { type EndSpec, verifyInputsOutputs } from "./verify-ends.ts";

const numRuns = Number(process.env.FC_RUNS ?? 200);

const anyRow: fc.Arbitrary<Row> = fc
  .tuple(fc.oneof(fc.nat(40), fc.nat(400)), fc.nat(24), fc.nat(9))
  .map(([bytes, first, more]): Row => [bytes, first, first + more]);

function storageOf(
  rows: readonly Row[],
  places: readonly (readonly [number, number, number | null] | null)[],
): Storage {
  const specs = specsOf(rows);
  return {
    specs,
    placement: places.map((place): SpecPlace | null =>
      place === null ? null : { memId: place[0], offset: place[1], object: place[2] },
    ),
    allocated: specs.map(({ bytes }) => bytes),
    sizes: [0, 1000, 1000],
  };
}

const codes = (storage: Storage, allowOverlap = false) =>
  verifyStorageReuse(storage, allowOverlap).findings.map(({ code }) => code);

/** Plainly: both ends inside, empty ones never. */
function hasOverlap(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Array.from({ length: Math.max(0, a[1] - a[0] + 1) }, (_, k) => a[0] + k).some(
    (x) => b[0] <= x && x <= b[1],
  );
}

test.each([
  [[1, 10], [2, 3], true],
  [[2, 3], [1, 10], true],
  [[1, 4], [2, 5], true],
  [[2, 5], [1, 4], true],
  [[1, 4], [4, 5], true],
  [[1, 2], [5, 6], false],
  [[5, 6], [1, 2], false],
] as const)("nodes %j and %j, both ends inside, overlap: %s", (a, b, overlap) => {
  const lives = storageOf(
    [
      [16, ...a],
      [16, ...b],
    ],
    [
      [1, 0, 0],
      [1, 0, 0],
    ],
  );
  expect(codes(lives)).toEqual(overlap ? ["storage-overlap"] : []);
  const bytes = storageOf(
    [
      [a[1] - a[0] + 1, 0, 1],
      [b[1] - b[0] + 1, 0, 1],
    ],
    [
      [1, a[0], 0],
      [1, b[0], 0],
    ],
  );
  expect(codes(bytes)).toEqual(overlap ? ["storage-overlap"] : []);
});

describe("the check of storage", () => {
  test("names both, with lives, arenas, offsets and sizes", () => {
    const [finding] = verifyStorageReuse(
      storageOf(
        [
          [32, 0, 4],
          [32, 4, 6],
        ],
        [
          [1, 0, 0],
          [1, 16, 0],
        ],
      ),
    ).findings;
    expect(finding?.code).toBe("storage-overlap");
    expect(finding?.message).toBe(
      "t0 (nodes 0 to 4, arena 1, byte 0, 32 B) and t1 (nodes 4 to 6, arena 1, byte 16, 32 B) overlap while both are alive.",
    );
    expect(finding?.at).toEqual(["tensor:t0", "tensor:t1"]);
  });

  test("allows it where asked to, in other arenas, between empty ones, and to who has taken over the bytes", () => {
    const places = [
      [1, 0, 0],
      [1, 0, 0],
    ] as const;
    const both: Row[] = [
      [32, 0, 4],
      [32, 4, 6],
    ];
    expect(codes(storageOf(both, places))).toEqual(["storage-overlap"]);
    expect(codes(storageOf(both, places), true)).toEqual([]);
    expect(
      codes(
        storageOf(both, [
          [1, 0, 0],
          [2, 0, 0],
        ]),
      ),
    ).toEqual([]);
    expect(
      codes(
        storageOf(
          [
            [32, 0, 4],
            [0, 4, 6],
          ],
          places,
        ),
      ),
    ).toEqual([]);
    expect(
      codes(
        storageOf(
          [
            [32, 0, 4],
            [32, 4, 6, { inplaceBase: 0 }],
          ],
          places,
        ),
      ),
    ).toEqual([]);
  });

  test("wants shared objects that agree, and either for all or for none", () => {
    const apart: Row[] = [
      [32, 0, 1],
      [32, 2, 3],
      [8, 4, 5],
    ];
    expect(
      codes(
        storageOf(apart, [
          [1, 0, 0],
          [1, 16, 1],
          [1, 40, 1],
        ]),
      ),
    ).toEqual(["object-mismatch"]);
    expect(
      codes(
        storageOf(apart, [
          [1, 0, 0],
          [1, 0, 0],
          [1, 8, 1],
        ]),
      ),
    ).toEqual(["object-mismatch"]);
    expect(
      codes(
        storageOf(apart, [
          [1, 0, 0],
          [1, 32, 1],
          [1, 64, null],
        ]),
      ),
    ).toEqual(["object-one-sided"]);
    expect(
      codes(
        storageOf(apart, [
          [1, 0, null],
          [1, 0, null],
          [1, 0, null],
        ]),
      ),
    ).toEqual([]);
  });

  test("wants a place for each, inside its arena, and as many places as tensors", () => {
    expect(codes(storageOf([[32, 0, 1]], [null]))).toEqual(["missing-offset"]);
    expect(codes(storageOf([[32, 0, 1]], [[1, 976, 0]]))).toEqual(["past-end"]);
    expect(codes(storageOf([[32, 0, 1]], [[3, 0, 0]]))).toEqual(["past-end"]);
    expect(codes(storageOf([[32, 0, 1]], []))).toEqual(["count-mismatch"]);
  });

  test("tells fifty of a kind and counts the rest", () => {
    const rows = Array.from({ length: 20 }, (): Row => [16, 0, 1]);
    const { findings, reusePairs } = verifyStorageReuse(
      storageOf(
        rows,
        rows.map(() => [1, 0, 0] as const),
      ),
    );
    expect([findings.length, reusePairs]).toEqual([51, 190]);
    expect(findings.at(-1)?.message).toBe("And 140 more like these.");
  });

  test("counts and finds the pairs that comparing all with all finds", () => {
    const place = fc.tuple(fc.constantFrom(1, 2), fc.nat(200), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRow, place), { maxLength: 25 }), (all) => {
        const storage = storageOf(
          all.map(([row]) => row),
          all.map(([, at]) => at),
        );
        const shared: [number, number][] = [];
        const wrong: [number, number][] = [];
        const differs = new Set<number>();
        all.forEach(([a, [arenaA, atA, objectA]], i) => {
          all.slice(i + 1).forEach(([b, [arenaB, atB, objectB]], k) => {
            if (arenaA !== arenaB || !hasOverlap([atA, atA + a[0] - 1], [atB, atB + b[0] - 1])) return;
            shared.push([i, i + 1 + k]);
            if (hasOverlap([a[1], a[2]], [b[1], b[2]])) wrong.push([i, i + 1 + k]);
            if (objectA !== objectB) differs.add(atA > atB ? i : i + 1 + k);
          });
        });
        expect(conflictingPairs(storage)).toEqual(wrong);
        const check = verifyStorageReuse(storage, true);
        expect(check.reusePairs).toBe(shared.length);
        const mismatched = check.findings.filter(({ code }) => code === "object-mismatch");
        expect(mismatched.length).toBe(differs.size);
      }),
      { numRuns },
    );
  });
});

describe("the check of inputs and outputs", () => {
  const end = (name: string, allocated: boolean, unbound = false): EndSpec => ({ name, allocated, unbound });
  const check = (
    inputs: readonly EndSpec[],
    outputs: readonly EndSpec[],
    allocInput: boolean,
    allocOutput: boolean,
  ) => verifyInputsOutputs({ inputs, outputs, allocInput, allocOutput }).map(({ code }) => code);

  test("wants all or none, as asked", () => {
    expect(check([end("x", true), end("y", true)], [end("z", false)], true, false)).toEqual([]);
    expect(check([end("x", true)], [end("z", false)], false, true)).toEqual([
      "input-misallocated",
      "output-misallocated",
    ]);
    expect(check([end("x", true), end("y", false)], [], true, true)).toEqual(["inputs-partly-planned"]);
    expect(check([], [end("z", true), end("w", false)], true, true)).toEqual(["outputs-partly-planned"]);
  });

  test("is not made where a tensor is both and the flags differ", () => {
    const both = end("x", false);
    expect(check([both], [both], true, false)).toEqual([]);
    expect(check([both], [both], true, true)).toEqual(["input-misallocated", "output-misallocated"]);
  });

  test("excuses all where one has no bound", () => {
    expect(check([end("x", false), end("y", false, true)], [], true, true)).toEqual([]);
  });
});
