/** The timeline pane: live bytes over time, and who lives when, by buffer or by tensor. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { sessionStore, type TimelineRows } from "../../store/session.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { mountTimeline } from "./mount.ts";
import css from "./Timeline.module.css";

const ROWS: readonly SegmentedChoice<TimelineRows>[] = [
  { id: "tensors", title: "tensors", says: "One row for each storage, by its start" },
  { id: "buffers", title: "buffers", says: "One row for each buffer, its tenants in turn" },
];

export function Timeline() {
  const body = useRef<HTMLDivElement>(null);
  const rows = useStore(sessionStore, (s) => s.timelineRows);
  useEffect(() => (body.current === null ? undefined : mountTimeline(body.current)), []);
  return (
    <section className={css.pane} aria-label="Timeline">
      <PaneHead title="Timeline" says="steps →, live bytes above">
        <Segmented
          label="Rows of the timeline"
          value={rows}
          choices={ROWS}
          onChange={(timelineRows) => sessionStore.setState({ timelineRows })}
        />
      </PaneHead>
      <div ref={body} className={css.body} data-testid="timeline" />
    </section>
  );
}
