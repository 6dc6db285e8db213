/** Who writes into FIFOs and who reads from them: nodes of the graph, each once, however often they fire. */

import { useMemo } from "react";
import { actorOfFiring } from "../../core/dialects/dataflow/firings.ts";
import type { PlanFifo } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";
import type { Picture } from "../../store/outcome.ts";
import { Fact } from "./Facts.tsx";
import { type Item, Names } from "./Related.tsx";

/** `fifos`: positions in `plan.fifos`, which are those of their tensors. Nothing where the plan has no FIFOs. */
export function Ends(props: { picture: Picture; fifos: ArrayLike<number> }) {
  const { picture } = props;
  const { plan } = picture;
  const firings = useMemo(() => firingsOf(plan.nodes), [plan]);
  const own = Array.from(props.fifos).flatMap((f) => plan.fifos?.[f] ?? []);
  const named = (end: (fifo: PlanFifo) => string) =>
    [...new Set(own.map(end))].flatMap((actor): readonly Item[] => {
      const { first, times } = firings.get(actor) ?? { first: -1, times: 0 };
      if (times === 0) return [];
      const says =
        times === 1 ? `step ${formatCount(plan.nodes.step[first] ?? 0)}` : `${formatCount(times)} times`;
      return [{ target: { kind: "node", index: first }, text: actor, says }];
    });
  if (own.length === 0) return null;
  return (
    <>
      <Fact name="written by">
        <Names picture={picture} items={named(({ from }) => from[0])} />
      </Fact>
      <Fact name="read by">
        <Names picture={picture} items={named(({ to }) => to[0])} />
      </Fact>
    </>
  );
}

/** By actor its first firing, as a node of the plan, and how often it fires. */
function firingsOf({
  order,
  id,
}: Picture["plan"]["nodes"]): ReadonlyMap<string, { first: number; times: number }> {
  const found = new Map<string, { first: number; times: number }>();
  for (const n of order) {
    const actor = actorOfFiring(id[n] ?? "");
    const known = found.get(actor);
    if (known === undefined) found.set(actor, { first: n, times: 1 });
    else known.times++;
  }
  return found;
}
