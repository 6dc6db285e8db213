/** All steps in a strip over timeline and arena: what of them is in sight, and the switch that plays them. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { outcomeStore } from "../../store/outcome.ts";
import { RATES, type Rate, rateStore, togglePlaying } from "../../store/playing.ts";
import { sessionStore } from "../../store/session.ts";
import css from "./Minimap.module.css";
import { mountMinimap } from "./mount.ts";

const NAMES: Record<Rate, string> = { 0.5: "½×", 1: "1×", 2: "2×", 4: "4×" };

function Player() {
  const playing = useStore(sessionStore, (s) => s.playing);
  const rate = useStore(rateStore, (s) => s.rate);
  const says = playing ? "Pause (Shift P)" : "Play: the cursor goes through all steps (Shift P)";
  return (
    <div className={css.player} data-plays="">
      <button
        type="button"
        className={css.play}
        aria-label={playing ? "Pause" : "Play"}
        title={says}
        onClick={togglePlaying}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          {playing ? <path d="M4 3h3v10H4zM9 3h3v10H9z" /> : <path d="M4 2.5v11l9-5.5z" />}
        </svg>
      </button>
      <select
        className={css.rate}
        aria-label="Speed"
        title="At 1× all steps take about 10 s"
        value={rate}
        onChange={({ target }) => {
          const wanted = RATES.find((r) => r === Number(target.value));
          if (wanted !== undefined) rateStore.setState({ rate: wanted });
        }}
      >
        {RATES.map((r) => (
          <option key={r} value={r}>
            {NAMES[r]}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Minimap() {
  const body = useRef<HTMLDivElement>(null);
  const steps = useStore(outcomeStore, (s) => s.picture?.plan.steps);
  const shown = steps !== undefined && steps > 0;
  useEffect(() => (!shown || body.current === null ? undefined : mountMinimap(body.current)), [shown]);
  // its room is kept from the start, so that the pictures do not move when the first plan comes
  if (steps === undefined) return <div className={css.strip} />;
  if (!shown) return null;
  return (
    <section className={css.strip} aria-label="All steps">
      <div
        ref={body}
        className={css.body}
        role="slider"
        tabIndex={0}
        aria-label="Steps in sight: arrows move, up and down zoom"
        aria-valuemin={0}
        aria-valuenow={0}
        data-testid="minimap"
      />
      <Player />
    </section>
  );
}
