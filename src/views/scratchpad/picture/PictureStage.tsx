/** The scratchpad as addresses over the schedule, and the lanes in time beneath. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { later } from "../../../store/later.ts";
import { services } from "../../../store/services.ts";
import { shellStore } from "../../../store/shell.ts";
import { tilingStore } from "../../../store/tiling.ts";
import { Button } from "../../../ui/Button.tsx";
import { Legend } from "./Legend.tsx";
import { mountPicture } from "./mount.ts";
import css from "./PictureStage.module.css";

/** The sample that has something to see here. */
const SAMPLE = "perceptron";

function Nothing() {
  const working = useStore(tilingStore, (s) => s.working);
  const sample = useStore(shellStore, (s) => s.samples.find(({ id }) => id === SAMPLE));
  if (working) return <p className={css.nothing}>The graph is being cut into tiles.</p>;
  return (
    <div className={css.nothing}>
      <p>
        There is no schedule. Graphs of matrix products have one: tiles that are loaded, worked on and stored.
      </p>
      {sample !== undefined && (
        <Button onClick={() => later(services().openSample(SAMPLE))}>Open {sample.title}</Button>
      )}
    </div>
  );
}

export function PictureStage() {
  const root = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLDivElement>(null);
  const shown = useStore(tilingStore, (s) => s.shown !== null);
  useEffect(() => {
    if (root.current === null || spoken.current === null) return;
    return mountPicture(root.current, spoken.current);
  }, []);
  return (
    <>
      {shown && <Legend />}
      <div className={css.frame}>
        <div className={css.stage} ref={root} data-testid="scratchpad-picture" />
        {!shown && <Nothing />}
      </div>
      <div className="sr-only" aria-live="polite" ref={spoken} data-testid="scratchpad-spoken" />
    </>
  );
}
