/** The panel beside the table: what may share, the arm or the buffer that is looked at, and what the marks mean. */

import { useStore } from "zustand";
import { type ArmsTab, armsStore } from "../../store/arms.ts";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { ArmSide } from "./ArmSide.tsx";
import { BufferSide } from "./BufferSide.tsx";
import { MarksSide } from "./MarksSide.tsx";
import type { ArmsModel } from "./model.ts";
import { Sharing } from "./Sharing.tsx";
import css from "./Side.module.css";

const TABS: readonly SegmentedChoice<ArmsTab>[] = [
  { id: "sharing", title: "sharing", says: "Slots with their tenants, and both rules in numbers" },
  { id: "arm", title: "arm", says: "What the arm does, statement by statement, and its order to others" },
  { id: "buffer", title: "buffer", says: "What is declared and known of the buffer" },
  { id: "marks", title: "marks", says: "What the marks mean, and the keys of the table" },
];

export function Side(props: { model: ArmsModel }) {
  const { model } = props;
  const tab = useStore(armsStore, (s) => s.tab);
  return (
    <aside className={css.side} aria-label="About the arms" data-testid="arms-side">
      <div className={css.tabs}>
        <Segmented
          label="What the panel shows"
          value={tab}
          choices={TABS}
          onChange={(chosen) => armsStore.setState({ tab: chosen })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may hold nothing that has the focus */}
      <section className={css.panel} tabIndex={0} aria-label={tab}>
        {tab === "sharing" && <Sharing model={model} />}
        {tab === "arm" && <ArmSide model={model} />}
        {tab === "buffer" && <BufferSide model={model} />}
        {tab === "marks" && <MarksSide />}
      </section>
    </aside>
  );
}
