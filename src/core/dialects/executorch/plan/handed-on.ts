/** Chains of specs that take over each other's bytes. */

import { fail, ok, type Result } from "../../../result.ts";
import type { PlannedSpec } from "./specs.types.ts";

/** Of each spec the one at the end of its chain, itself where it has bytes of its own. Fails on a circle ("inplace-circle"). */
export function ownersOf(specs: readonly PlannedSpec[]): Result<Int32Array> {
  const owner = new Int32Array(specs.length).fill(-1);
  for (const i of specs.keys()) {
    const chain: number[] = [];
    let at = i;
    while (owner[at] === -1) {
      const base = specs[at]?.inplaceBase ?? null;
      if (base === null) owner[at] = at;
      else if (chain.length > specs.length) return circle(specs, i);
      else {
        chain.push(at);
        at = base;
      }
    }
    for (const link of chain) owner[link] = owner[at] ?? 0;
  }
  return ok(owner);
}

function circle(specs: readonly PlannedSpec[], i: number) {
  const name = specs[i]?.name ?? "";
  return fail("inplace-circle", `${name} takes over bytes that are handed on in a circle.`, {
    help: "Give one of the circle bytes of its own.",
    at: [`tensor:${name}`],
  });
}

/** Each owner with the bytes and lives of all who take over its bytes; who does not own keeps its row. */
export function withTheirLives(specs: readonly PlannedSpec[], owners: Int32Array): PlannedSpec[] {
  const whole = specs.map((spec) => ({ ...spec }));
  specs.forEach((spec, i) => {
    const owner = whole[owners[i] ?? i];
    if (owner === undefined) return;
    owner.bytes = Math.max(owner.bytes, spec.bytes);
    owner.first = Math.min(owner.first, spec.first);
    owner.last = Math.max(owner.last, spec.last);
  });
  return whole;
}
