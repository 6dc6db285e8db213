/** The scratchpad as addresses over the schedule, and the lanes in time beneath. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { tilingStore } from "../../../store/tiling.ts";
import { Legend } from "./Legend.tsx";
import { mountPicture } from "./mount.ts";
import css from "./PictureStage.module.css";

export function PictureStage() {
  const root = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLDivElement>(null);
  const shown = useStore(tilingStore, (s) => s.shown !== null);
  const working = useStore(tilingStore, (s) => s.working);
  useEffect(() => {
    if (root.current === null || spoken.current === null) return;
    return mountPicture(root.current, spoken.current);
  }, []);
  return (
    <>
      {shown && <Legend />}
      <div className={css.frame}>
        <div className={css.stage} ref={root} data-testid="scratchpad-picture" />
        {!shown && (
          <p className={css.nothing}>
            {working ? "The graph is being cut into tiles." : "There is no schedule."}
          </p>
        )}
      </div>
      <div className="sr-only" aria-live="polite" ref={spoken} data-testid="scratchpad-spoken" />
    </>
  );
}
