/** One bar an arena: how much of its capacity the peak takes, and in words whether it fits. */

import type { PlanArena } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { formatBytes, formatBytesExactly } from "../../core/units.ts";
import { seekSetting, sessionStore } from "../../store/session.ts";
import css from "./Summary.module.css";

export function Capacity(props: { plan: Plan }) {
  const { arenas } = props.plan;
  return (
    <div className={css.arenas} data-testid="summary-fit" data-fits={props.plan.stats.fits}>
      {arenas.map((arena, i) => (
        <Arena key={arena.id} arena={arena} index={i} several={arenas.length > 1} />
      ))}
    </div>
  );
}

function Arena(props: { arena: PlanArena; index: number; several: boolean }) {
  const { arena } = props;
  const { peak, capacity } = arena;
  const show = () =>
    props.several ? sessionStore.setState({ arena: props.index, addresses: null }) : seekSetting("capacity");
  const goes = props.several ? "Click to show this arena." : "Click to set another capacity.";
  if (capacity === null) {
    return (
      <button
        type="button"
        className={css.arena}
        onClick={show}
        title={`Arena ${arena.id}: peak ${formatBytesExactly(peak)}, no capacity is set. ${goes}`}
      >
        <span className={css.fit}>{props.several ? formatBytes(peak) : "no capacity set"}</span>
        <span className={css.caption}>{arena.id}</span>
      </button>
    );
  }
  const over = peak > capacity;
  const most = Math.max(peak, capacity, 1);
  return (
    <button
      type="button"
      className={css.arena}
      onClick={show}
      title={`Arena ${arena.id}: peak ${formatBytesExactly(peak)} of ${formatBytesExactly(capacity)}; ${
        over
          ? `over by ${formatBytesExactly(peak - capacity)}`
          : `${formatBytesExactly(capacity - peak)} free`
      }. ${goes}`}
    >
      <span className={css.fit} data-over={over}>
        {over ? `over by ${formatBytes(peak - capacity)}` : `fits, ${formatBytes(capacity - peak)} free`}
      </span>
      <span className={css.caption}>
        {arena.id} {formatBytes(capacity)}
        <span className={css.bar} aria-hidden="true">
          <span className={css.used} style={{ width: `${(Math.min(peak, capacity) / most) * 100}%` }} />
          {over && <span className={css.over} style={{ width: `${((peak - capacity) / most) * 100}%` }} />}
        </span>
      </span>
    </button>
  );
}
