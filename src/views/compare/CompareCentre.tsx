/** The centre of the page while two plans are compared: both pictures, their legend, and the ways to look at them. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type Compared, comparingStore, endComparing, swapSides, titlesOf } from "../../store/comparing.ts";
import { followComparison } from "../../store/comparing-live.ts";
import { Button } from "../../ui/Button.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import css from "./Compare.module.css";
import { Legend } from "./Legend.tsx";
import { mountComparison } from "./mount.ts";
import { shownArena } from "./state.ts";

const LAYOUTS: readonly SegmentedChoice<"split" | "overlay">[] = [
  { id: "split", title: "split", says: "A above B, on the same scales" },
  { id: "overlay", title: "overlay", says: "B filled, A as outlines over it" },
];

function Arenas(props: { compared: Compared }) {
  const { compared } = props;
  const wanted = useStore(comparingStore, (s) => s.arena);
  const { arenas } = compared.comparison;
  if (arenas.length < 2) return null;
  return (
    <select
      className={css.select}
      aria-label="Arena"
      value={shownArena(compared, wanted)}
      onChange={(e) => comparingStore.setState({ arena: e.target.value, addresses: null })}
    >
      {arenas.map(({ id }) => (
        <option key={id} value={id}>
          {id}
        </option>
      ))}
    </select>
  );
}

export function CompareCentre() {
  const compared = useStore(comparingStore, (s) => s.compared);
  const layout = useStore(comparingStore, (s) => s.layout);
  const root = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLDivElement>(null);
  useEffect(followComparison, []);
  useEffect(() => {
    if (root.current === null || spoken.current === null) return;
    return mountComparison(root.current, spoken.current);
  }, []);
  const titles = compared && titlesOf(compared);
  return (
    <section className={css.centre} aria-label="Comparison" data-testid="comparison">
      <PaneHead title="Comparison" says={titles === null ? "comparing" : `A ${titles.a}, B ${titles.b}`}>
        {compared !== null && <Arenas compared={compared} />}
        <Segmented
          label="How both are shown"
          value={layout}
          choices={LAYOUTS}
          onChange={(next) => comparingStore.setState({ layout: next })}
        />
        <Button look="quiet" title="A becomes B (Shift+X)" onClick={swapSides}>
          Swap
        </Button>
        <Button look="quiet" title="Back to the plan alone" onClick={() => endComparing()}>
          End comparison
        </Button>
      </PaneHead>
      {compared !== null && <Legend comparison={compared.comparison} />}
      <div className={css.stage} ref={root} data-testid="comparison-picture" />
      <div className="sr-only" aria-live="polite" ref={spoken} data-testid="comparison-spoken" />
    </section>
  );
}
