/** The centre of the page while a graph is looked at in tiles: settings, numbers, the picture with its lanes, and lists beside it. */

import { useStore } from "zustand";
import { tilingStore } from "../../store/tiling.ts";
import { tilingServices } from "../../store/tiling-services.ts";
import { Button } from "../../ui/Button.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { EvictionDetails } from "./eviction/EvictionDetails.tsx";
import { TileGrids } from "./grids/TileGrids.tsx";
import { OpList } from "./ops/OpList.tsx";
import { PictureStage } from "./picture/PictureStage.tsx";
import { Said } from "./Said.tsx";
import css from "./Scratchpad.module.css";
import { Settings } from "./Settings.tsx";
import { Strip } from "./Strip.tsx";
import { SweepCurve } from "./sweep/SweepCurve.tsx";
import { headText } from "./words.ts";

export function Scratchpad() {
  const working = useStore(tilingStore, (s) => s.working);
  const there = useStore(tilingStore, (s) => s.shown !== null);
  const says = useStore(tilingStore, ({ shown }) => {
    if (shown === null) return "matrix products in tiles";
    const { stats } = shown.tiled.schedule;
    return headText(shown.tiled.program, stats.microOps, stats.scheduledOps);
  });
  return (
    <section className={css.view} aria-label="Scratchpad" aria-busy={working} data-testid="scratchpad">
      <PaneHead title="Scratchpad" says={says}>
        {working && (
          <Button look="quiet" onClick={() => tilingServices().cancel()}>
            Cancel
          </Button>
        )}
        <Button
          look="quiet"
          title="Back to the plan (Esc)"
          onClick={() => tilingStore.setState({ open: false })}
        >
          Close
        </Button>
      </PaneHead>
      <Settings />
      <Strip />
      <Said />
      <div className={css.body} data-empty={!there}>
        <div className={css.picture}>
          <PictureStage />
          <SweepCurve />
        </div>
        {there && (
          <div className={css.side}>
            <OpList />
            <EvictionDetails />
            <TileGrids />
          </div>
        )}
      </div>
    </section>
  );
}
