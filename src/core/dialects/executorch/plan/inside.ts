/** Specs that lie inside others: slices, parts of a concatenation, views. The outermost is placed, for the lives of all. */

import { fail, ok, type Result } from "../../../result.ts";
import type { PlannedSpec } from "./specs.types.ts";

export interface Hosts {
  /** Of each spec the outermost one around it, itself where it stands alone. */
  readonly host: Int32Array;
  /** Bytes from the start of that. */
  readonly at: Float64Array;
  /** Of each host: its life with those of all inside it. */
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Fails where specs lie inside each other in a circle ("inside-circle"). */
export function hostsOf(specs: readonly PlannedSpec[]): Result<Hosts> {
  const host = new Int32Array(specs.length);
  const at = new Float64Array(specs.length);
  const first = Int32Array.from(specs, (spec) => spec.first);
  const last = Int32Array.from(specs, (spec) => spec.last);
  for (const [i, spec] of specs.entries()) {
    let outer = i;
    let depth = 0;
    for (let inside = spec.inside; inside !== undefined; inside = specs[outer]?.inside) {
      at[i] = (at[i] ?? 0) + inside.at;
      outer = inside.spec;
      if (depth++ > specs.length) {
        return fail("inside-circle", `${spec.name} lies inside itself.`, {
          help: "Give one of those that lie inside each other bytes of its own.",
          at: [`tensor:${spec.name}`],
        });
      }
    }
    host[i] = outer;
    first[outer] = Math.min(first[outer] ?? 0, spec.first);
    last[outer] = Math.max(last[outer] ?? 0, spec.last);
  }
  return ok({ host, at, first, last });
}
