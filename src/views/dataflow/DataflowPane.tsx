/** A dataflow graph in numbers: its schedule in lanes, its FIFOs, the references that pass through it. */

import type { ComponentType } from "react";
import { useStore } from "zustand";
import { type DataflowSection, dataflowStore, showDataflowSection } from "../../store/dataflow.ts";
import { documentStore } from "../../store/document.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import css from "./DataflowPane.module.css";
import { FifosSection } from "./FifosSection.tsx";
import { ReferencesSection } from "./ReferencesSection.tsx";
import { ScheduleSection } from "./ScheduleSection.tsx";

const SECTIONS: readonly SegmentedChoice<DataflowSection>[] = [
  {
    id: "schedule",
    title: "Schedule",
    says: "Who fires when, what FIFOs hold, and how late samples come out",
  },
  { id: "fifos", title: "FIFOs", says: "Each FIFO here and as CMSIS-Stream has it, and what it may share" },
  { id: "references", title: "References", says: "Buffers passed by reference: who copies, who may write" },
];

const BODIES: Readonly<Record<DataflowSection, ComponentType>> = {
  schedule: ScheduleSection,
  fifos: FifosSection,
  references: ReferencesSection,
};

export function DataflowPane() {
  const isStream = useStore(documentStore, (s) => s.document?.kind === "dataflow");
  const section = useStore(dataflowStore, (s) => s.section);
  const Body = BODIES[section];
  return (
    <section className={css.pane} aria-label="Dataflow" data-testid="dataflow">
      <PaneHead
        title="Dataflow"
        says={isStream ? (SECTIONS.find(({ id }) => id === section)?.says ?? "") : ""}
      >
        {isStream && (
          <Segmented
            label="Part of the pane"
            choices={SECTIONS}
            value={section}
            onChange={showDataflowSection}
          />
        )}
      </PaneHead>
      <div className={css.body}>
        {isStream ? (
          <Body />
        ) : (
          <p className={css.empty}>
            This is for graphs whose nodes fire at rates. Open a dataflow document, a graph of CMSIS-Stream
            (YAML, DOT or the C++ of a scheduler), or draw one.
          </p>
        )}
      </div>
    </section>
  );
}
