/** The curves themselves: a line a policy with marks of its own, gaps where the original gives up, crosses where it is wrong. */

import type { Sweep } from "../../../core/dialects/tiles/sweep.ts";
import type { TilingSettings } from "../../../core/dialects/tiles/tile-graph.ts";
import { formatBytes, formatCount } from "../../../core/units.ts";
import css from "./SweepCurve.module.css";
import { type Curve, loadsOf, SERIES, SERIES_WORDS, type Series } from "./scales.ts";

/** Pixels between two numbers of an axis, at least. */
const APART = 64;
const APART_DOWN = 26;
/** Pixels by which the last size may stand over the end of the plot. */
const EDGE = 16;

const CLASSES: Readonly<Record<Series, string | undefined>> = {
  furthest: css.furthest,
  lru: css.lru,
  fifo: css.fifo,
  original: css.original,
};

/** Marks, in pixels around their point: dot, square, triangle, ring. */
const MARKS: Readonly<Record<Series, string>> = {
  furthest: "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
  lru: "M-2.5 -2.5h5v5h-5z",
  fifo: "M0 -3.5l3.2 5.5h-6.4z",
  original: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
};

/** A line and a mark of each series with its name. */
export function CurveLegend(props: { series: readonly Series[] }) {
  return props.series.map((series) => (
    <span key={series} className={css.entry}>
      <svg width="22" height="12" viewBox="-11 -6 22 12" aria-hidden="true" className={CLASSES[series]}>
        <path className={css.line} d="M-11 0H11" />
        <path className={css.mark} d={MARKS[series]} />
      </svg>
      {SERIES_WORDS[series]}
    </span>
  ));
}

type Runs = readonly (readonly [first: number, last: number])[];

export function CurvePicture(props: {
  sweep: Sweep;
  curve: Curve;
  place: number;
  under: number | null;
  policy: TilingSettings["policy"];
  gaps: Runs;
  tooSmall: Runs;
}) {
  const { sweep, curve, place, under, policy, gaps, tooSmall } = props;
  const { box, xOf, yOf } = curve;
  const foot = box.y + box.h;
  return (
    <>
      <defs>
        <pattern id="tile-sweep-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 7L7 -1" className={css.hatch} />
        </pattern>
      </defs>
      <Band curve={curve} runs={tooSmall} y={box.y} h={box.h} word="too small" />
      <Band curve={curve} runs={gaps} y={foot - 14} h={14} word="original gives up" />
      <Axes sweep={sweep} curve={curve} />
      <line className={css.floor} x1={box.x} x2={box.x + box.w} y1={yOf(sweep.least)} y2={yOf(sweep.least)} />
      {under !== null && <line className={css.under} x1={xOf(under)} x2={xOf(under)} y1={box.y} y2={foot} />}
      <line className={css.now} x1={xOf(place)} x2={xOf(place)} y1={box.y} y2={foot} />
      {SERIES.toReversed().map((series) => (
        <Line key={series} sweep={sweep} curve={curve} series={series} strong={series === policy} />
      ))}
      {sweep.points.map((point, i) => {
        const { original } = point;
        if (original === null || original.corrupt === 0) return null;
        const [x, y] = [xOf(i), yOf(original.loads)];
        return (
          <g key={point.capacity} className={css.wrong}>
            <path d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />
            <text x={x + 8} y={y - 6}>
              corrupt
            </text>
          </g>
        );
      })}
    </>
  );
}

/** Sizes at which something is not: hatched, with its word where that fits. */
function Band(props: { curve: Curve; runs: Runs; y: number; h: number; word: string }) {
  const { curve, runs, y, h, word } = props;
  return runs.map(([first, last]) => {
    const half = (curve.xOf(1) - curve.xOf(0)) / 2;
    const x = Math.max(curve.box.x - 6, curve.xOf(first) - half);
    const w = curve.xOf(last) + half - x;
    return (
      <g key={first}>
        <title>{word}</title>
        <rect fill="url(#tile-sweep-hatch)" x={x} y={y} width={w} height={h} />
        {w > word.length * 6 + 6 && (
          <text className={css.word} x={x + w / 2} y={y + Math.min(h, 14) - 3}>
            {word}
          </text>
        )}
      </g>
    );
  });
}

function Line(props: { sweep: Sweep; curve: Curve; series: Series; strong: boolean }) {
  const { sweep, curve, series, strong } = props;
  const places = sweep.points.map((point, i) => {
    const loads = loadsOf(point, series);
    return loads === null ? null : ([curve.xOf(i), curve.yOf(loads)] as const);
  });
  const path = places
    .map((place, i) =>
      place === null ? "" : `${(places[i - 1] ?? null) === null ? "M" : "L"}${place[0]} ${place[1]}`,
    )
    .join("");
  return (
    <g className={CLASSES[series]} data-strong={strong} data-series={series}>
      <path className={css.line} d={path} />
      {places.map(
        (place, i) =>
          place !== null && (
            <path
              key={sweep.points[i]?.capacity}
              className={css.mark}
              d={MARKS[series]}
              transform={`translate(${place[0]} ${place[1]})`}
            />
          ),
      )}
    </g>
  );
}

/** Round numbers between the least and the most, as many as there is room for. */
function levels(low: number, high: number, most: number): readonly number[] {
  const from = Math.max(0, low);
  const rough = (high - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = Math.max(1, ([1, 2, 5, 10].find((by) => by * power >= rough) ?? 10) * power);
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, i) => first + i * step);
}

function Axes(props: { sweep: Sweep; curve: Curve }) {
  const { points, least } = props.sweep;
  const { box, low, high, xOf, yOf } = props.curve;
  const every = Math.max(1, Math.ceil((APART * (points.length - 1)) / box.w));
  return (
    <g className={css.axes}>
      {levels(low, high, Math.floor(box.h / APART_DOWN))
        .filter((n) => Math.abs(yOf(n) - yOf(least)) > 11)
        .map((n) => (
          <g key={n}>
            <line className={css.rule} x1={box.x} x2={box.x + box.w} y1={yOf(n)} y2={yOf(n)} />
            <text className={css.level} x={box.x - 8} y={yOf(n) + 4}>
              {formatCount(n)}
            </text>
          </g>
        ))}
      <text className={css.least} x={box.x - 8} y={yOf(least) + 4}>
        {formatCount(least)}
      </text>
      <text className={css.leastWord} x={box.x + 4} y={yOf(least) - 4}>
        least
      </text>
      {points.map(({ capacity }, i) =>
        i % every !== 0 ? null : (
          <text
            key={capacity}
            className={css.size}
            x={xOf(i) + (i === points.length - 1 ? EDGE : 0)}
            y={box.y + box.h + 15}
            data-last={i === points.length - 1}
          >
            {formatBytes(capacity)}
          </text>
        ),
      )}
    </g>
  );
}
