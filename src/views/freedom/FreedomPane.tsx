/** Order freedom: which reuse holds in any order, why, and what it costs to keep to it. */

import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { forcedBy } from "../../core/forced.ts";
import { sourceKind } from "../../core/source-words.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { documentStore } from "../../store/document.ts";
import { ANY_ORDER, chooseOrderMode, type OrderMode } from "../../store/freedom.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { Baseline } from "./Baseline.tsx";
import { Chains } from "./Chains.tsx";
import { Cost } from "./Cost.tsx";
import css from "./Freedom.module.css";
import { planRows } from "./rows.ts";

const MODES: readonly SegmentedChoice<OrderMode>[] = [
  {
    id: "schedule",
    title: "this schedule",
    says: "Reuse that is right when the nodes run in the order of the plan.",
  },
  {
    id: "any",
    title: "any order",
    says: "Reuse that is right in whatever order the dependencies allow, side by side too.",
  },
];

type Tab = "plan" | "baseline";
const TABS: readonly SegmentedChoice<Tab>[] = [
  { id: "plan", title: "the plan", says: "Buffers of the plan shown, tenants in turn." },
  {
    id: "baseline",
    title: "reverse greedy",
    says: "What a simple allocator for graphs does, with every pair that it must not put together.",
  },
];

export function FreedomPane() {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const [tab, setTab] = useState<Tab>("plan");
  // firings have a graph to draw, but no order besides their schedule
  const graph = picture === null || isOfStream(picture) ? null : picture.graph;
  return (
    <section className={css.pane} aria-label="Order freedom" data-testid="freedom">
      <PaneHead title="Order freedom" says={picture === null ? "" : headOf(picture)}>
        {graph !== null && (
          <Segmented label="What the rows show" value={tab} choices={TABS} onChange={setTab} />
        )}
        {graph !== null && picture?.plan.imported === false && <Mode />}
      </PaneHead>
      {picture === null ? (
        <p className={css.quiet}>Open a model to see which of its buffers hold in any order.</p>
      ) : (
        <div className={css.body}>
          {graph === null ? <NoGraph picture={picture} /> : <Cost picture={picture} />}
          {tab === "baseline" && graph !== null ? <Baseline picture={picture} /> : <Rows picture={picture} />}
        </div>
      )}
    </section>
  );
}

function isOfStream({ document }: Picture): boolean {
  return sourceKind(document) === "dataflow";
}

function headOf({ plan }: Picture): string {
  const { buffers, peakBytes } = plan.stats;
  return `${formatCount(buffers)} ${buffers === 1 ? "buffer" : "buffers"}, ${formatBytes(peakBytes)}`;
}

function Mode() {
  const lifetimes = useStore(documentStore, (s) => s.settings.lifetimes);
  const kind = useStore(documentStore, (s) => s.document?.kind);
  const fixed = kind === undefined ? undefined : forcedBy(kind).find(({ name }) => name === "lifetimes");
  if (fixed !== undefined)
    return (
      <span className={css.fixed} title={fixed.says}>
        {fixed.value === ANY_ORDER ? "any order" : "this schedule"}, as the document says
      </span>
    );
  return (
    <Segmented
      label="Which orders the plan holds for"
      value={lifetimes === ANY_ORDER ? "any" : "schedule"}
      choices={MODES}
      onChange={chooseOrderMode}
    />
  );
}

function NoGraph(props: { picture: Picture }) {
  return (
    <p className={css.note} role="note">
      {whyNoGraph(props.picture)}
    </p>
  );
}

function whyNoGraph(picture: Picture): string {
  if (isOfStream(picture))
    return "A dataflow graph is planned for one schedule: how long a FIFO is, and when it holds samples, follows from the order of the firings. The rows show who follows whom in that order; the setting Schedule chooses another.";
  return picture.plan.kind === "lifetimes"
    ? "Lifetimes only: without a graph nobody knows which other orders there are. The rows show who follows whom in the one that is given."
    : "The plan came without its graph: open the model it was made from to ask about other orders.";
}

function Rows(props: { picture: Picture }) {
  const { picture } = props;
  const rows = useMemo(() => planRows(picture), [picture]);
  if (rows.length === 0) return <p className={css.quiet}>Nothing in this plan needs memory.</p>;
  return <Chains picture={picture} rows={rows} />;
}
