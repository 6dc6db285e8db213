/** What a search and the filter of a legend mean together. */

import { storageItems } from "./find/items.ts";
import { compileQuery } from "./find/query.ts";
import type { Drawn, Matches, Tints } from "./look.types.ts";
import { byStart } from "./plan-tables.ts";

/** Null when nothing is looked for: no text, and no class of the legend that is there. */
export function matchesOf(
  drawn: Pick<Drawn, "plan" | "graph">,
  tints: Pick<Tints, "classOf" | "legend">,
  find: string,
  onlyClasses: readonly string[],
): Matches | null {
  const { plan } = drawn;
  const meant = Uint8Array.from(tints.legend, ({ id }) => (onlyClasses.includes(id) ? 1 : 0));
  const filters = meant.includes(1);
  if (find.trim() === "" && !filters) return null;
  const query = compileQuery(find);
  const mask = query.run(storageItems(drawn));
  if (filters) {
    for (let s = 0; s < mask.length; s++) if (meant[tints.classOf[s] ?? -1] !== 1) mask[s] = 0;
  }
  let bytes = 0;
  for (let s = 0; s < mask.length; s++) if (mask[s] === 1) bytes += plan.storages.bytes[s] ?? 0;
  // what makes no sense at all dims nothing, and is no match of everything either
  const found = !query.empty || filters ? byStart(plan).filter((s) => mask[s] === 1) : new Int32Array(0);
  return { plan, mask, found, bytes, problem: query.problem };
}
