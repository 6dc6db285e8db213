import fc from "fast-check";
import { expect, test } from "vitest";
import { isCount, sizeOfDim } from "../bytes.ts";
import { type Attributes, type AttributeValue, type Dim, DTYPES } from "../document.ts";
import { attributeFault } from "./attribute-fault.ts";
import { bytesOfType } from "./define.ts";
import { OPERATORS } from "./index.ts";
import type { Operator, ValueType } from "./types.ts";

const number = fc.oneof(
  fc.constantFrom(1, 2, 3, 4, 8, 64),
  fc.nat(12),
  fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
);
const symbol = fc.record({
  symbol: fc.constantFrom("T", "H", "(H+1)/2", "T·2", "", "/", "·", "a+", "(("),
  max: number,
});
const dim: fc.Arbitrary<Dim> = fc.oneof({ arbitrary: number, weight: 5 }, { arbitrary: symbol, weight: 1 });
const dtype = fc.oneof({ arbitrary: fc.constant("float32" as const), weight: 5 }, fc.constantFrom(...DTYPES));
const type: fc.Arbitrary<ValueType> = fc.record({ dtype, shape: fc.array(dim, { maxLength: 5 }) });
const nonsense: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.double(),
  fc.string({ maxLength: 4 }),
  fc.boolean(),
  fc.array(fc.oneof(fc.integer(), fc.double()), { maxLength: 6 }),
);

/** A value of the kind that the attribute has, mostly. */
function valueFor({
  kind,
  default: usual,
}: Operator["attributes"][number]): fc.Arbitrary<AttributeValue | undefined> {
  const whole = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.maxSafeInteger());
  const fitting: fc.Arbitrary<AttributeValue> =
    kind.kind === "whole"
      ? whole
      : kind.kind === "wholes"
        ? fc.array(
            fc.oneof(
              { arbitrary: fc.integer({ min: -1, max: 4 }), weight: 9 },
              { arbitrary: whole, weight: 1 },
            ),
            { maxLength: 8 },
          )
        : kind.kind === "choice"
          ? fc.constantFrom(...kind.choices)
          : kind.kind === "flag"
            ? fc.boolean()
            : fc.constantFrom(...DTYPES);
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 6 },
    { arbitrary: fitting, weight: 6 },
    { arbitrary: nonsense, weight: 1 },
    { arbitrary: fc.constant(undefined), weight: 1 },
  );
}

interface Asked {
  readonly operator: Operator;
  readonly inputs: readonly (ValueType | undefined)[];
  readonly attributes: Attributes;
}

const inputs = fc.oneof(
  fc.array(fc.option(type, { nil: undefined, freq: 8 }), { maxLength: 5 }),
  // alike, so that more than the checks is reached
  type.chain((one) => fc.array(fc.constant(one), { minLength: 1, maxLength: 4 })),
);

const asked: fc.Arbitrary<Asked> = fc.constantFrom(...OPERATORS).chain((operator) =>
  fc.tuple(inputs, fc.tuple(...operator.attributes.map(valueFor))).map(([types, values]) => ({
    operator,
    inputs: types,
    attributes: Object.fromEntries(
      operator.attributes.flatMap(({ name }, i) => {
        const value = values[i];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  })),
);

test("whatever is asked, types are counted, whole and as many as there are outputs, and sentences are sentences", () => {
  fc.assert(
    fc.property(asked, ({ operator, inputs, attributes }) => {
      const inferred = operator.infer(inputs, attributes);
      const outputs = operator.outputs(attributes);
      expect(outputs.length).toBeLessThanOrEqual(256);
      if (inferred.kind !== "types") {
        expect(inferred.says).toMatch(/^.+[.]$/u);
        expect(inferred.says).not.toMatch(/undefined|NaN|Infinity|\[object/u);
        if (inferred.kind === "fault") expect(inputs[inferred.port]).toBeDefined();
        return;
      }
      expect(inferred.types).toHaveLength(outputs.length);
      for (const result of inferred.types) {
        expect(bytesOfType(result)).toBeDefined();
        for (const size of result.shape) expect(isCount(sizeOfDim(size))).toBe(true);
      }
    }),
    { numRuns: 20_000 },
  );
});

test("rights are only of what is there, in place where bytes are equal, and views lie inside", () => {
  fc.assert(
    fc.property(asked, fc.array(type, { maxLength: 3 }), ({ operator, inputs, attributes }, others) => {
      const inferred = operator.infer(inputs, attributes);
      // outputs that people typed by hand may be anything
      for (const outputs of [inferred.kind === "types" ? inferred.types : [], others]) {
        for (const { output, input, how, byteOffset = 0 } of operator.shares(inputs, outputs, attributes)) {
          const from = bytesOfType(inputs[input]) ?? Number.NaN;
          const to = bytesOfType(outputs[output]) ?? Number.NaN;
          expect(isCount(byteOffset)).toBe(true);
          if (how === "inplace") expect(to).toBe(from);
          else expect(byteOffset + to).toBeLessThanOrEqual(from);
        }
      }
    }),
    { numRuns: 10_000 },
  );
});

const numeric = fc.record({
  dtype: fc.constant("float32" as const),
  shape: fc.array(fc.constantFrom<Dim>(1, 2, 3, { symbol: "T", max: 7 }), { maxLength: 4 }),
});

test("what is stretched together is as large in either order", () => {
  const add = OPERATORS.find(({ id }) => id === "Add");
  fc.assert(
    fc.property(numeric, numeric, (a, b) => {
      const [one, two] = [add?.infer([a, b], {}), add?.infer([b, a], {})];
      expect(one?.kind).toBe(two?.kind);
      if (one?.kind === "types") expect(one).toEqual(two);
    }),
  );
});

test("a reshape that is understood has all elements of what it reads", () => {
  const reshape = OPERATORS.find(({ id }) => id === "Reshape");
  const given = fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 4 });
  fc.assert(
    fc.property(numeric, given, (x, shape) => {
      const inferred = reshape?.infer([x], { shape });
      if (inferred?.kind !== "types") return;
      expect(bytesOfType(inferred.types[0])).toBe(bytesOfType(x));
      expect(reshape?.shares([x], inferred.types, { shape })).toEqual([{ output: 0, input: 0, how: "view" }]);
    }),
    { numRuns: 2000 },
  );
});

test("defaults are right for what they are of", () => {
  for (const { attributes } of OPERATORS) {
    for (const spec of attributes) expect(attributeFault(spec, spec.default)).toBeUndefined();
  }
});
