/** Sizes against counting: windows are slid and slices taken one element at a time. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOfDim } from "../bytes.ts";
import type { Attributes, Dim } from "../document.ts";
import { named, withDefaults } from "./testing/infer.ts";

function shapesOf(
  op: string,
  shape: readonly Dim[],
  given: Attributes,
): readonly (readonly Dim[])[] | undefined {
  const inferred = named(op).infer([{ dtype: "int8", shape }], withDefaults(op, given));
  return inferred.kind === "types" ? inferred.types.map((type) => type.shape) : undefined;
}

/** Whether the dimension is a number or a symbol of that maximum makes no difference for the maximum. */
function asSymbol(size: number): Dim {
  return { symbol: "H", max: size };
}

const small = fc.integer({ min: 1, max: 5 });
const window = fc.record({
  size: fc.integer({ min: 0, max: 20 }),
  kernel: small,
  stride: small,
  dilation: small,
  before: fc.nat(3),
  behind: fc.nat(3),
});

/** First elements of the windows that fit. */
function starts(from: number, to: number, span: number, stride: number): number {
  let count = 0;
  for (let at = from; at + span <= to; at += stride) count++;
  return count;
}

test("as many windows as fit", () => {
  fc.assert(
    fc.property(window, ({ size, kernel, stride, dilation, before, behind }) => {
      const given = {
        kernel: [kernel],
        stride: [stride],
        dilation: [dilation],
        padding: "pads",
        pads: [before, behind],
      };
      const fit = starts(-before, size + behind, (kernel - 1) * dilation + 1, stride);
      expect(shapesOf("Conv", [1, 3, size], given)).toEqual(fit === 0 ? undefined : [[1, 64, fit]]);
      const most = shapesOf("Conv", [1, 3, asSymbol(size)], given)?.[0]?.[2];
      expect(most === undefined ? 0 : sizeOfDim(most)).toBe(fit);
    }),
    { numRuns: 1000 },
  );
});

test("same: one window for each stride begun; rounded up: as many as begin inside", () => {
  fc.assert(
    fc.property(window, ({ size, kernel, stride, before, behind }) => {
      const same = shapesOf("Conv", [1, 3, size], { kernel: [kernel], stride: [stride], dilation: [1] });
      expect(same).toEqual([[1, 64, starts(0, size, 1, stride)]]);
      const given = {
        kernel: [kernel],
        stride: [stride],
        padding: "pads",
        pads: [before, behind],
        ceil: true,
      };
      // no window lies in padding alone
      if (size === 0 || behind >= kernel || before >= kernel) return;
      const up = shapesOf("MaxPool", [1, 3, size], given)?.[0]?.[2];
      if (up === undefined) return;
      let count = 1;
      for (let at = stride - before; at < size && at - stride + kernel < size + behind; at += stride) count++;
      expect(up).toBe(count);
    }),
    { numRuns: 1000 },
  );
});

test("a transposed convolution makes what a convolution makes of it again", () => {
  fc.assert(
    fc.property(window, ({ size, kernel, stride, dilation, before, behind }) => {
      const given = {
        kernel: [kernel],
        stride: [stride],
        dilation: [dilation],
        padding: "pads",
        pads: [before, behind],
      };
      const large = shapesOf("ConvTranspose", [1, 3, size], { ...given, extra: [0] })?.[0];
      if (large === undefined || size === 0) return;
      expect(shapesOf("Conv", large, given)).toEqual([[1, 64, size]]);
    }),
    { numRuns: 1000 },
  );
});

test("a slice is what slicing a list gives", () => {
  const place = fc.integer({ min: -12, max: 12 });
  fc.assert(
    fc.property(fc.nat(10), place, place, small, (size, start, end, step) => {
      const list = Array.from({ length: size }, (_, i) => i).slice(start, end);
      const taken = list.filter((_, i) => i % step === 0).length;
      const given = { axes: [0], starts: [start], ends: [end], steps: [step] };
      expect(shapesOf("Slice", [size], given)).toEqual([[taken]]);
      const most = shapesOf("Slice", [asSymbol(size)], given)?.[0]?.[0];
      if (most !== undefined) expect(sizeOfDim(most)).toBe(taken);
    }),
    { numRuns: 1000 },
  );
});

test("the parts of a split cover what is parted, each byte once, as views", () => {
  fc.assert(
    fc.property(fc.array(small, { minLength: 1, maxLength: 5 }), small, (sizes, inner) => {
      const shape = [1, sizes.reduce((n, size) => n + size, 0), inner];
      const given = withDefaults("Split", { sizes, axis: 1 });
      const x = { dtype: "int8", shape } as const;
      const inferred = named("Split").infer([x], given);
      if (inferred.kind !== "types") throw new Error(inferred.says);
      let next = 0;
      for (const { output, byteOffset = 0 } of named("Split").shares([x], inferred.types, given)) {
        expect(byteOffset).toBe(next);
        next += (sizes[output] ?? 0) * inner;
      }
      expect(next).toBe((shape[1] ?? 0) * inner);
    }),
  );
});
