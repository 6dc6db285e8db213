/** The schedule of a dataflow graph: who fires when, in loops or step by step, what FIFOs hold, how late samples are. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { dataflowAnswers } from "../../store/dataflow.ts";
import css from "./Schedule.module.css";
import { LatencyFacts } from "./schedule/LatencyFacts.tsx";
import { LoopText } from "./schedule/LoopText.tsx";
import { mountSchedule } from "./schedule/mount.ts";
import { ScheduleControls } from "./schedule/ScheduleControls.tsx";

export function ScheduleSection() {
  const root = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLDivElement>(null);
  const view = useStore(dataflowAnswers, (s) => s.schedule.value);
  const problem = useStore(dataflowAnswers, (s) => s.schedule.problem);
  useEffect(() => {
    if (root.current === null || spoken.current === null) return;
    return mountSchedule(root.current, spoken.current);
  }, []);
  return (
    <div className={css.section} data-testid="schedule">
      <ScheduleControls view={view} />
      {problem !== null && (
        <p className={css.problem} role="alert">
          {problem.message}
        </p>
      )}
      <div className={css.halves}>
        <div className={css.picture}>
          {view !== null && <LoopText view={view} />}
          <div className={css.frame}>
            <div className={css.stage} ref={root} data-testid="schedule-picture" />
            {view === null && problem === null && (
              <p className={css.nothing}>The schedule is being worked out.</p>
            )}
            {view?.firings === 0 && <p className={css.nothing}>Nobody fires in this graph.</p>}
          </div>
        </div>
        {view !== null && view.firings > 0 && <LatencyFacts view={view} />}
      </div>
      <div className="sr-only" aria-live="polite" ref={spoken} data-testid="schedule-spoken" />
    </div>
  );
}
