/** The numbers of the schedule in a line. What each counts: docs/decisions/0013-tiles-in-a-scratchpad.md. */

import type { ReactNode } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { type ShownTiling, tilingStore } from "../../store/tiling.ts";
import { goToOp } from "../../store/tiling-links.ts";
import css from "./Strip.module.css";

interface CellProps {
  readonly name: string;
  /** What it counts, in a sentence. */
  readonly says: string;
  readonly value: ReactNode;
  readonly more?: ReactNode;
  readonly tone?: "hot" | "good" | undefined;
}

function Cell({ name, says, value, more, tone }: CellProps) {
  return (
    <div className={css.cell} title={says}>
      <dt>{name}</dt>
      <dd data-tone={tone}>
        {value}
        {more !== undefined && <span className={css.more}> {more}</span>}
      </dd>
    </div>
  );
}

function besideText({ original, settings }: ShownTiling): ReactNode {
  if (settings.policy === "original") return undefined;
  if (original === null) return undefined;
  if (original === "gives up") return "original gives up";
  const wrong = original.corrupt > 0 ? ", wrong" : "";
  return `original ${formatCount(original.makespan)}${wrong}`;
}

/** Two sizes; the exact bytes are in the cell's title. */
function sizes(one: number, other: number): string {
  return `${formatBytes(one)} · ${formatBytes(other)}`;
}

function Numbers({ shown }: { shown: ShownTiling }) {
  const { stats, bubbles } = shown.tiled.schedule;
  const { lanes, proof } = shown.tiled;
  const asked = stats.loadsEmitted + stats.loadsEliminated;
  const n = formatCount;
  const beside = besideText(shown);
  return (
    <>
      <Cell
        name="loads"
        says={`${n(stats.loadsEmitted)} LOADs are emitted; no schedule of these steps needs fewer than ${n(stats.leastLoads)}.`}
        value={n(stats.loadsEmitted)}
        more={`least ${n(stats.leastLoads)}`}
        tone={stats.loadsEmitted === stats.leastLoads ? "good" : undefined}
      />
      <Cell
        name="eliminated"
        says={`${n(stats.loadsEliminated)} of ${n(asked)} LOADs are not needed: the tile is there.`}
        value={n(stats.loadsEliminated)}
        more={asked === 0 ? undefined : formatPercent(stats.loadsEliminated / asked)}
      />
      <Cell
        name="evictions"
        says="Clean tiles that had to go before their next use."
        value={n(stats.evictions)}
      />
      <Cell
        name="spills"
        says={`${n(stats.spillStores)} unfinished tiles are put away, ${n(stats.spillLoads)} brought back.`}
        value={n(stats.spillStores)}
        more={stats.spillStores === 0 ? undefined : `back ${n(stats.spillLoads)}`}
        tone={stats.spillStores > 0 ? "hot" : undefined}
      />
      <Cell
        name="in · out"
        says={`Bytes moved in: ${formatBytesExactly(stats.bytesIn)}; out: ${formatBytesExactly(stats.bytesOut)}.`}
        value={sizes(stats.bytesIn, stats.bytesOut)}
      />
      <Cell
        name="peak · high water"
        says={`Most bytes that are live at once, with alignment: ${formatBytesExactly(stats.peakBytes)}; the highest address + 1 that was ever taken: ${formatBytesExactly(stats.highWaterBytes)}.`}
        value={sizes(stats.peakBytes, stats.highWaterBytes)}
      />
      <Cell
        name="left at the end"
        says={`Bytes that nobody has freed at the end: ${formatBytesExactly(stats.finalLiveBytes)}.`}
        value={formatBytes(stats.finalLiveBytes)}
        tone={stats.finalLiveBytes > 0 ? "hot" : undefined}
      />
      <Cell
        name="makespan"
        says={`Two lanes end after ${n(lanes.makespan)} units of time; one after the other it takes ${n(lanes.serial)}.`}
        value={n(lanes.makespan)}
        more={[`serial ${n(lanes.serial)}`, ...(beside === undefined ? [] : [beside])].join(" · ")}
      />
      {shown.settings.doubleBuffer === "real" && (
        <Cell
          name="bubbles"
          says="Slots in which compute waits because what it needs could not be brought before."
          value={n(bubbles)}
        />
      )}
      {proof.count > 0 && (
        <Cell
          name="wrong"
          says="Steps that read or write something wrong: the schedule computes other values."
          value={
            <button type="button" className={css.wrong} onClick={() => goToOp(proof.faults[0]?.op ?? 0)}>
              {proof.corrupt > 0 ? `${n(proof.corrupt)} corrupt` : `${n(proof.count)} faults`}
            </button>
          }
        />
      )}
    </>
  );
}

export function Strip() {
  const shown = useStore(tilingStore, (s) => s.shown);
  const stale = useStore(tilingStore, (s) => s.refusal !== null);
  if (shown === null) return null;
  return (
    <dl
      className={css.strip}
      data-stale={stale}
      data-testid="tiling-numbers"
      aria-label="Numbers of the schedule"
    >
      <Numbers shown={shown} />
    </dl>
  );
}
