/** Operators that slide a window over the axes of an image: convolutions and pools. */

import { ceilOver, floorOver, leastOf, minus, plus, type Size, times } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { E, NotKnown, tensor } from "../known.ts";

interface Window {
  readonly kernel: readonly Size[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Begins, then ends; undefined: as `auto_pad` says. */
  readonly pads: readonly number[] | undefined;
}

const ones = (n: number): number[] => Array.from({ length: n }, () => 1);

function windowOf(call: Call, kernel: readonly Size[]): Window {
  const n = kernel.length;
  const auto = call.text("auto_pad", "NOTSET");
  const same = auto.startsWith("SAME");
  const strides = call.ints("strides") ?? ones(n);
  if (strides.some((stride) => stride < 1)) throw new NotKnown("one of its strides is less than 1");
  const pads = auto === "VALID" ? undefined : call.ints("pads");
  return {
    kernel,
    strides,
    dilations: call.ints("dilations") ?? ones(n),
    pads: same ? undefined : (pads ?? Array.from({ length: 2 * n }, () => 0)),
  };
}

/** Positions of a window along axis i of length `size`. */
function positions(window: Window, i: number, size: Size, ceil: boolean): Size {
  const stride = window.strides[i] ?? 1;
  if (window.pads === undefined) return ceilOver(size, stride);
  const n = window.kernel.length;
  const [begin, end] = [window.pads[i] ?? 0, window.pads[i + n] ?? 0];
  const reach = plus(times(minus(window.kernel[i] ?? 1, 1), window.dilations[i] ?? 1), 1);
  const room = minus(plus(size, begin + end), reach);
  if (!ceil) return plus(floorOver(room, stride), 1);
  // a window that would begin in the padding behind is left out
  return leastOf(plus(ceilOver(room, stride), 1), ceilOver(plus(size, begin), stride));
}

function spatial(call: Call, i = 0): readonly Size[] {
  const shape = call.shape(i);
  if (shape.length < 2) throw new NotKnown("its input has no channels");
  return shape.slice(2);
}

/** Convolution of input x with weights w; `element` of the output. */
function convolution(x: number, w: number, element: (call: Call) => number): Rule {
  return (call) => {
    const weights = call.shape(w);
    const kernel = call.ints("kernel_shape") ?? weights.slice(2);
    const window = windowOf(call, kernel);
    const out = spatial(call, x).map((size, i) => positions(window, i, size, false));
    return [tensor(element(call), [call.shape(x)[0] ?? 1, weights[0] ?? 1, ...out])];
  };
}

const transposed: Rule = (call) => {
  const weights = call.shape(1);
  const kernel = call.ints("kernel_shape") ?? weights.slice(2);
  const n = kernel.length;
  const { strides, dilations } = windowOf(call, kernel);
  const auto = call.text("auto_pad", "NOTSET");
  const pads = call.ints("pads") ?? Array.from({ length: 2 * n }, () => 0);
  const more = call.ints("output_padding") ?? [];
  const given = call.ints("output_shape");
  const out = spatial(call).map((size, i): Size => {
    const fixed = given?.[given.length - n + i];
    if (fixed !== undefined) return fixed;
    const stride = strides[i] ?? 1;
    if (auto.startsWith("SAME")) return times(size, stride);
    const reach = plus(times(minus(kernel[i] ?? 1, 1), dilations[i] ?? 1), 1);
    const padding = auto === "VALID" ? 0 : (pads[i] ?? 0) + (pads[i + n] ?? 0);
    return minus(plus(plus(times(minus(size, 1), stride), reach), more[i] ?? 0), padding);
  });
  const channels = times(weights[1] ?? 1, call.int("group", 1));
  return [tensor(call.element(0), [call.shape(0)[0] ?? 1, channels, ...out])];
};

const pool: Rule = (call) => {
  const kernel = call.ints("kernel_shape");
  if (kernel === undefined) throw new NotKnown("its kernel_shape is missing");
  const window = windowOf(call, kernel);
  const ceil = call.int("ceil_mode", 0) === 1;
  const out = spatial(call).map((size, i) => positions(window, i, size, ceil));
  const shape = [...call.shape(0).slice(0, 2), ...out];
  const first = tensor(call.element(0), shape);
  return call.outputs > 1 ? [first, tensor(E.int64, shape)] : [first];
};

const globalPool: Rule = (call) => [
  tensor(call.element(0), [...call.shape(0).slice(0, 2), ...spatial(call).map(() => 1)]),
];

const unpool: Rule = (call) => {
  if (call.has(2)) return [tensor(call.element(0), call.content(2))];
  const kernel = call.ints("kernel_shape") ?? [];
  const { strides, pads } = windowOf(call, kernel);
  const n = kernel.length;
  const out = spatial(call).map((size, i) =>
    plus(times(minus(size, 1), strides[i] ?? 1), (kernel[i] ?? 1) - (pads?.[i] ?? 0) - (pads?.[i + n] ?? 0)),
  );
  return [tensor(call.element(0), [...call.shape(0).slice(0, 2), ...out])];
};

export const WINDOWS: Rules = {
  Conv: convolution(0, 1, (call) => call.element(0)),
  FusedConv: convolution(0, 1, (call) => call.element(0)),
  ConvInteger: convolution(0, 1, () => E.int32),
  QLinearConv: convolution(0, 3, (call) => call.element(7) || call.element(0)),
  DeformConv: convolution(0, 1, (call) => call.element(0)),
  ConvTranspose: transposed,
  ...each("MaxPool AveragePool LpPool QLinearAveragePool", pool),
  ...each("GlobalAveragePool GlobalMaxPool GlobalLpPool QLinearGlobalAveragePool", globalPool),
  MaxUnpool: unpool,
  MaxRoiPool: (call) => [
    tensor(call.element(0), [
      call.shape(1)[0] ?? 1,
      call.shape(0)[1] ?? 1,
      ...(call.ints("pooled_shape") ?? []),
    ]),
  ],
};
