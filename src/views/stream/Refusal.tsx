/** Why two ports were not joined, where that was tried. */

import { useEffect } from "react";
import { useStore } from "zustand";
import css from "./Graph.module.css";
import { refusalStore, viewStore } from "./view.ts";

/** Milliseconds that it is shown. */
const SHOWN = 6000;
/** Pixels beside the pointer, and that the words take at most. */
const BESIDE = 8;
const WIDTH = 230;

export function Refusal() {
  const refusal = useStore(refusalStore, (s) => s.refusal);
  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => refusalStore.setState({ refusal: null }), SHOWN);
    return () => clearTimeout(timer);
  }, [refusal]);
  if (refusal === null) return null;
  const { width } = viewStore.getState();
  return (
    <p
      className={css.refused}
      style={{
        left: Math.max(BESIDE, Math.min(refusal.at.x + BESIDE, width - WIDTH)),
        top: refusal.at.y + BESIDE,
      }}
      data-testid="refused"
    >
      {refusal.says}
    </p>
  );
}
