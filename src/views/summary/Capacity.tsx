/** One bar an arena, or all in one cell where they are many: how much of its capacity the peak takes, and in words whether it fits. */

import type { PlanArena } from "../../core/document.ts";
import type { Plan } from "../../core/plan.types.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { seekSetting, sessionStore } from "../../store/session.ts";
import css from "./Summary.module.css";

/** Arenas with a cell each: more would take a second line. */
const MOST_TOLD = 2;

export function Capacity(props: { plan: Plan }) {
  const { arenas } = props.plan;
  return (
    <div className={css.arenas} data-testid="summary-fit" data-fits={props.plan.stats.fits}>
      {arenas.length > MOST_TOLD ? (
        <Many arenas={arenas} />
      ) : (
        arenas.map((arena, i) => <Arena key={arena.id} arena={arena} index={i} several={arenas.length > 1} />)
      )}
    </div>
  );
}

/** All in one cell: what does not fit is named, and a click shows it. */
function Many(props: { arenas: readonly PlanArena[] }) {
  const { arenas } = props;
  const over = arenas.flatMap(({ peak, capacity }, i) => (capacity !== null && peak > capacity ? [i] : []));
  const [first] = over;
  const open = arenas.every(({ capacity }) => capacity === null);
  const show = () => sessionStore.setState({ arena: first ?? 0, addresses: null });
  const each = arenas.map(({ id, peak, capacity }) => {
    const of = capacity === null ? "" : ` of ${formatBytes(capacity)}`;
    return `${id} ${formatBytes(peak)}${of}`;
  });
  return (
    <button
      type="button"
      className={css.arena}
      onClick={show}
      title={`${each.join(", ")}. Click to show ${arenas[first ?? 0]?.id ?? "the first"}.`}
    >
      <span className={css.fit} data-over={over.length > 0}>
        {formatCount(arenas.length)} arenas
      </span>
      <span className={css.caption}>
        {open
          ? "no capacity set"
          : first === undefined
            ? "all fit"
            : `${formatCount(over.length)} over: ${over.map((i) => arenas[i]?.id).join(", ")}`}
      </span>
    </button>
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
