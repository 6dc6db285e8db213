/** What is free below the arena's peak: at the cursor in numbers, over time as a small curve. */

import { useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import { type FreeCurve, fragmentationAt, freeCurve } from "../../core/explain/free.ts";
import type { Plan } from "../../core/plan.types.ts";
import { formatBytes, formatBytesExactly, formatCount, formatPercent } from "../../core/units.ts";
import { isLarge, looksStore } from "../../store/looks.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore, setCursor } from "../../store/session.ts";
import css from "./Explain.module.css";
import { Section } from "./Facts.tsx";

/** Columns of the curve; each shows the least of the steps that it stands for. */
const COLUMNS = 220;
const HEIGHT = 44;

export function Free(props: { picture: Picture }) {
  const { plan } = props.picture;
  // frames of a scrub or of playing come first
  const cursor = useDeferredValue(useStore(sessionStore, (s) => s.cursor));
  const wanted = useStore(sessionStore, (s) => s.arena);
  const arena = Math.min(wanted, plan.arenas.length - 1);
  const step = Math.min(cursor ?? plan.stats.peakStep, Math.max(0, plan.steps - 1));
  if (arena < 0 || (plan.arenas[arena]?.peak ?? 0) === 0) return null;
  return (
    <Section
      title="Free below the peak"
      says={`step ${formatCount(step)}${plan.arenas.length > 1 ? `, ${plan.arenas[arena]?.id ?? ""}` : ""}`}
    >
      <Numbers plan={plan} arena={arena} step={step} />
      {plan.steps > 1 && <Curve picture={props.picture} arena={arena} step={step} />}
    </Section>
  );
}

function Numbers(props: { plan: Plan; arena: number; step: number }) {
  const { plan, arena, step } = props;
  const { free, largest, holes, ratio, above } = useMemo(
    () => fragmentationAt(plan, arena, step),
    [plan, arena, step],
  );
  const useless = above > 0 && (
    <>
      {" "}
      Another <b title={formatBytesExactly(above)}>{formatBytes(above)}</b> above the capacity: nothing can be
      put there.
    </>
  );
  if (free === 0) {
    return (
      <p className={css.sentence} data-testid="free-at-step">
        Nothing: every byte below the {above > 0 ? "capacity" : "peak"} is taken.{useless}
      </p>
    );
  }
  return (
    <p className={css.sentence} data-testid="free-at-step">
      <b title={formatBytesExactly(free)}>{formatBytes(free)}</b>{" "}
      {holes === 1 ? "in one piece" : `in ${formatCount(holes)} holes`}
      {holes > 1 && (
        <>
          , the largest <b title={formatBytesExactly(largest)}>{formatBytes(largest)}</b> (
          {formatPercent(ratio)} of it is apart)
        </>
      )}
      .{useless}
    </p>
  );
}

/** Of each column the least value of the rows that it covers. */
function columns(curve: FreeCurve, values: Float64Array, steps: number, count: number): Float64Array {
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row + 1 < curve.step.length; row++) {
    const from = Math.floor(((curve.step[row] ?? 0) / steps) * count);
    const to = Math.max(from, Math.ceil(((curve.step[row + 1] ?? 0) / steps) * count) - 1);
    for (let c = from; c <= Math.min(to, count - 1); c++)
      least[c] = Math.min(least[c] ?? 0, values[row] ?? 0);
  }
  return least.map((v) => (Number.isFinite(v) ? v : 0));
}

function area(values: Float64Array, most: number): string {
  const y = (v: number) => Math.round((HEIGHT - (v / most) * HEIGHT) * 10) / 10;
  let d = `M0 ${HEIGHT}`;
  values.forEach((v, c) => {
    d += `V${y(v)}H${c + 1}`;
  });
  return `${d}V${HEIGHT}Z`;
}

function Curve(props: { picture: Picture; arena: number; step: number }) {
  const { arena, step } = props;
  const { plan } = props.picture;
  const large = isLarge(props.picture);
  const made = useStore(looksStore, ({ free }) =>
    free?.plan === plan && free.arena === arena ? free.curve : undefined,
  );
  // the numbers come first; the curve follows when there is time
  const later = useDeferredValue<Plan | null>(plan, null);
  const shapes = useMemo(() => {
    if (later === null) return null;
    const count = Math.min(COLUMNS, later.steps);
    const curve = large ? made : freeCurve(later, arena);
    if (curve === undefined) return null;
    const peak = later.arenas[arena]?.peak ?? 1;
    return {
      count,
      free: area(columns(curve, curve.free, later.steps, count), peak),
      largest: area(columns(curve, curve.largest, later.steps, count), peak),
      least: curve.largest.subarray(0, -1).reduce((a, b) => Math.min(a, b), peak),
    };
  }, [later, arena, large, made]);
  if (shapes === null) return null;
  const x = ((step + 0.5) / plan.steps) * shapes.count;
  return (
    <figure className={css.figure}>
      <svg
        className={css.curve}
        viewBox={`0 0 ${shapes.count} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Free bytes over ${formatCount(plan.steps)} steps; the largest block is never less than ${formatBytes(shapes.least)}.`}
        onPointerDown={(e) => {
          const box = e.currentTarget.getBoundingClientRect();
          const at = Math.floor(((e.clientX - box.left) / box.width) * plan.steps);
          setCursor(Math.min(Math.max(0, at), plan.steps - 1));
        }}
      >
        <path className={css.free} d={shapes.free} />
        <path className={css.largest} d={shapes.largest} />
        <line className={css.cursor} x1={x} x2={x} y1={0} y2={HEIGHT} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={css.legend}>
        <span className={css.keyFree}>free</span>
        <span className={css.keyLargest}>largest block</span>
        <span>up to {formatBytes(plan.arenas[arena]?.peak ?? 0)}</span>
      </figcaption>
    </figure>
  );
}
