/** Dimensions that hang on symbols become numbers: what planning needs. */

import { bytesOf, DTYPE_BITS } from "../../../bytes.ts";
import type { Dim } from "../../../document.ts";
import { fail, ok, type Result } from "../../../result.ts";
import { evaluate } from "../../../size.ts";
import { Sizes } from "../../../symbols.ts";
import type { EdgeGraph, EdgeSpec } from "../edge/edge.types.ts";
import type { Change, Pass, Passed, PassOptions } from "./pass.types.ts";

export const upperBounds: Pass = {
  id: "upper-bounds",
  title: "Upper bounds of dynamic shapes",
  says: "Each dimension that hangs on symbols becomes the most that it can be, or by choice what it is in the example.",
  initial: true,
  needs: ["spec-propagation"],
  deep: true,
  run: (graph, options) => bounded(graph, options),
};

function bounded(graph: EdgeGraph, { dynamic }: PassOptions): Result<Passed> {
  const sizes = new Sizes();
  const binding = new Map(Object.entries(graph.symbols));
  const changes: Change[] = [];
  const specs: EdgeSpec[] = [];
  for (const spec of graph.specs) {
    if (spec.shape === null || spec.dynamism === "static") {
      specs.push(spec);
      continue;
    }
    const shape: number[] = [];
    for (const dim of spec.shape) {
      const most = bound(dim, dynamic, binding, sizes);
      if (!Number.isSafeInteger(most) || most < 0) return unbounded(spec, dim);
      shape.push(most);
    }
    const made: EdgeSpec = {
      ...spec,
      shape,
      bytes: bytesAt(spec, shape),
      dynamism: dynamic === "runtime" ? "unbound" : "bounded",
    };
    specs.push(made);
    const at = `${spec.name} is ${shape.join("×")}`;
    const left = dynamic === "runtime" ? ", left to the runtime" : "";
    changes.push({ says: `${at}, ${made.bytes} bytes${left}.`, at: [] });
  }
  return ok({ graph: { ...graph, specs }, changes });
}

function bound(
  dim: Dim,
  dynamic: PassOptions["dynamic"],
  binding: ReadonlyMap<string, number>,
  sizes: Sizes,
): number {
  if (typeof dim === "number") return dim;
  if (dynamic !== "hint") return dim.max;
  const hint = evaluate(sizes.of(dim), binding);
  // no example tells it: the bound is all that is known
  return Number.isNaN(hint) ? dim.max : hint;
}

/** Bytes that were given outright hang on nothing. */
function bytesAt(spec: EdgeSpec, shape: readonly number[]): number {
  if (spec.dtype === null || DTYPE_BITS[spec.dtype] === 0) return spec.bytes;
  const asPlanned = bytesOf({ id: spec.name, dtype: spec.dtype, shape: spec.shape ?? [] });
  if (asPlanned.ok && asPlanned.value !== spec.bytes) return spec.bytes;
  const bytes = bytesOf({ id: spec.name, dtype: spec.dtype, shape });
  return bytes.ok ? bytes.value : spec.bytes;
}

function unbounded(spec: EdgeSpec, dim: Dim): Result<never> {
  const text = typeof dim === "number" ? String(dim) : dim.symbol;
  return fail(
    "no-upper-bound",
    `${JSON.stringify(spec.name)} has no finite upper bound: its dimension ${text} has none.`,
    {
      at: [`tensor:${spec.name}`],
      help: "Constrain the dimension when exporting, or give its maximum.",
    },
  );
}
