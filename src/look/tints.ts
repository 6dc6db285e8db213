/** Colours of storages, by what a person wants to see; one line a way to colour. */

import { tenantFill } from "./fills.ts";
import type { ColourBy, Drawn, Tints } from "./look.types.ts";
import { marksOf } from "./marks.ts";

type Colouring = Pick<Tints, "fill" | "classOf" | "legend">;

/** Hue by buffer, shade by tenant. */
function byBuffer({ plan, colour, ordinal }: Drawn): Colouring {
  const { count, buffer } = plan.storages;
  const fill = new Int32Array(count);
  for (let s = 0; s < count; s++) fill[s] = tenantFill(colour[buffer[s] ?? 0] ?? 0, ordinal[s] ?? 0);
  return { fill, classOf: new Int32Array(count).fill(-1), legend: [] };
}

export function tintsOf(drawn: Drawn, by: ColourBy): Tints {
  const { plan, graph } = drawn;
  return { plan, by, mark: marksOf(plan, graph), ...byBuffer(drawn) };
}
