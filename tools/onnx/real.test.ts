import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluate } from "../../src/core/size.ts";
import { elementType } from "../../src/formats/onnx/types.ts";
import { inferred } from "./inferred.ts";

/** Models of others, which are not in this repository. */
const FOLDER = new URL("../../../shared/data/models/", import.meta.url);

interface Expected {
  readonly bindings: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, { readonly dims: readonly number[]; readonly dtype: string }>>;
}

test.runIf(existsSync(FOLDER)).each(["light_squeezenet", "vespa_dummy_transformer"])(
  "%s has the shapes that ONNX Runtime gave",
  async (name) => {
    const { known } = await inferred(readFileSync(new URL(`${name}.onnx`, FOLDER)));
    const expected: Expected = JSON.parse(
      readFileSync(new URL(`expected/${name}.shapes.json`, FOLDER), "utf8"),
    );
    const bindings = new Map(Object.entries(expected.bindings));
    for (const [value, { dims, dtype }] of Object.entries(expected.values)) {
      const own = known.get(value);
      expect(
        own?.shape?.map((size) => evaluate(size, bindings)),
        value,
      ).toEqual(dims);
      expect(elementType(own?.element ?? 0)?.dtype, value).toBe(dtype);
    }
  },
);
