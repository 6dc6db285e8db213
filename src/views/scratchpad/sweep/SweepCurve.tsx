/** LOADs by the size of the scratchpad, for each policy and the original, and the slider of that size beneath. */

import { type MouseEvent, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Sweep, SweepPoint } from "../../../core/dialects/tiles/sweep.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../../core/units.ts";
import { setTiling, tilingStore } from "../../../store/tiling.ts";
import { goToOp } from "../../../store/tiling-links.ts";
import { Button } from "../../../ui/Button.tsx";
import { CurveLegend, CurvePicture } from "./CurvePicture.tsx";
import css from "./SweepCurve.module.css";
import {
  curveOf,
  loadsOf,
  placeOfSize,
  runs,
  SERIES,
  SERIES_WORDS,
  type Series,
  seriesAt,
} from "./scales.ts";

/** Pixels: of the picture, and of what stands around the plot. */
const HEIGHT = 132;
const AROUND = { left: 56, right: 20, top: 12, bottom: 22 };
/** Half of a slider's knob, in pixels: its middle stands at the ends of the plot. */
const KNOB = 8;
/** Pixels from which a point of a curve is meant. */
const REACH = 12;

export function SweepCurve() {
  const sweep = useStore(tilingStore, (s) => s.sweep);
  const sweeping = useStore(tilingStore, (s) => s.sweeping);
  const known = sweep !== null && sweep.points.length > 0;
  if (!known && !sweeping) return null;
  return (
    <section
      className={css.pane}
      aria-label="Loads by size of the scratchpad"
      aria-busy={sweeping}
      data-testid="tile-sweep"
    >
      {known ? <Curves sweep={sweep} /> : <p className={css.quiet}>Trying sizes…</p>}
    </section>
  );
}

/** Changes the settings, and goes to an operation of what they make. */
function look(settings: Parameters<typeof setTiling>[0], sought: number | null): void {
  const before = tilingStore.getState().settings;
  tilingStore.setState({ sought });
  setTiling(settings);
  // nothing is made anew: it is here already
  if (tilingStore.getState().settings !== before || sought === null) return;
  tilingStore.setState({ sought: null });
  goToOp(sought);
}

/** Takes a size with the policy that made its point; the original is shown where it goes wrong first. */
function take(point: SweepPoint, series: Series | undefined): void {
  const { capacity } = point;
  const { doubleBuffer } = tilingStore.getState().settings;
  if (series === "original") {
    look({ capacity, policy: "original", loopOrder: "mnk" }, point.original?.firstWrong ?? null);
  } else if (series === undefined) setTiling({ capacity });
  else {
    // only the original has labels in the place of buffers
    const buffers = doubleBuffer === "labels" ? ({ doubleBuffer: "off" } as const) : {};
    setTiling({ capacity, policy: series, ...buffers });
  }
}

/** All that is known of a size, in words. */
function sizeText({ unit }: Sweep, point: SweepPoint): string {
  const made = SERIES.flatMap((series) => {
    const loads = loadsOf(point, series);
    if (loads === null) return [];
    const wrong = series === "original" && (point.original?.corrupt ?? 0) > 0 ? " but corrupt" : "";
    return [`${SERIES_WORDS[series]} ${formatCount(loads)}${wrong}`];
  });
  const gave = point.error === null ? [] : ["original gives up"];
  const tiles = `${formatCount(point.capacity / unit)} tiles`;
  return `${formatBytes(point.capacity)} (${tiles}): ${made.length === 0 ? "too small" : `loads ${[...made, ...gave].join(", ")}`}`;
}

function useWidth(): readonly [(node: HTMLElement | null) => void, number] {
  const [node, setNode] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (node === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(node);
    return () => watch.disconnect();
  }, [node]);
  return [setNode, width];
}

function Curves(props: { sweep: Sweep }) {
  const { sweep } = props;
  const { points } = sweep;
  const [frame, width] = useWidth();
  const svg = useRef<SVGSVGElement>(null);
  const [under, setUnder] = useState<number | null>(null);
  const capacity = useStore(tilingStore, (s) => s.settings.capacity);
  const policy = useStore(tilingStore, (s) => s.settings.policy);
  const plot = {
    x: AROUND.left,
    y: AROUND.top,
    w: Math.max(1, width - AROUND.left - AROUND.right),
    h: HEIGHT - AROUND.top - AROUND.bottom,
  };
  const curve = curveOf(sweep, plot);
  const place = placeOfSize(points, capacity);
  const stop = Math.round(place);
  const told = points[under ?? stop];
  // no size beyond the curve needs fewer loads
  const most = points.at(-1)?.capacity ?? 0;
  const beyond = under === null && capacity > most ? `${formatBytes(capacity)}, as ` : "";
  const at = (e: MouseEvent) => {
    const box = svg.current?.getBoundingClientRect();
    const x = e.clientX - (box?.left ?? 0) - plot.x;
    const i = Math.round((x / plot.w) * (points.length - 1));
    return { index: Math.min(points.length - 1, Math.max(0, i)), y: e.clientY - (box?.top ?? 0) };
  };
  const corrupt = points.filter(({ original }) => original !== null && original.corrupt > 0);
  return (
    <>
      <div className={css.head}>
        <h3 className={css.title}>Loads by size</h3>
        <span className={css.legend}>
          <CurveLegend series={SERIES.filter((one) => one !== "original" || sweep.forOriginal)} />
        </span>
        {corrupt.slice(0, 3).map((point) => (
          <Button
            key={point.capacity}
            look="quiet"
            className={css.corrupt}
            title={`The original is wrong in ${formatCount(point.original?.corrupt ?? 0)} steps here: go to the first`}
            onClick={() => take(point, "original")}
          >
            corrupt at {formatBytes(point.capacity)}
          </Button>
        ))}
      </div>
      <div ref={frame} className={css.frame}>
        {width > AROUND.left + AROUND.right && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the slider, the buttons and the settings do the same by keys
          <svg
            ref={svg}
            className={css.picture}
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`Loads of ${SERIES.map((one) => SERIES_WORDS[one]).join(", ")} by size, at least ${formatCount(sweep.least)}`}
            data-points={points.length}
            data-corrupt-at={corrupt
              .map((point) =>
                [curve.xOf(points.indexOf(point)), curve.yOf(point.original?.loads ?? 0)]
                  .map(Math.round)
                  .join(","),
              )
              .join(" ")}
            onPointerMove={(e) => setUnder(at(e).index)}
            onPointerLeave={() => setUnder(null)}
            onClick={(e) => {
              const { index, y } = at(e);
              const point = points[index];
              if (point !== undefined) take(point, seriesAt(curve, point, y, REACH));
            }}
          >
            <CurvePicture
              sweep={sweep}
              curve={curve}
              place={place}
              under={under}
              policy={policy}
              gaps={runs(points, (point) => sweep.forOriginal && point.error !== null)}
              tooSmall={runs(points, (point) => point.loads.every((loads) => loads === null))}
            />
          </svg>
        )}
        <input
          className={css.slider}
          style={{ marginLeft: AROUND.left - KNOB, width: plot.w + 2 * KNOB }}
          type="range"
          min={0}
          max={points.length - 1}
          step={1}
          value={stop}
          aria-label="Size of the scratchpad"
          aria-valuetext={points[stop] === undefined ? undefined : sizeText(sweep, points[stop])}
          title={formatBytesExactly(capacity)}
          onChange={(e) => {
            const point = points[Number(e.target.value)];
            if (point !== undefined) setTiling({ capacity: point.capacity });
          }}
        />
      </div>
      <p className={css.said} aria-hidden="true">
        {told === undefined ? "" : beyond + sizeText(sweep, told)}
      </p>
    </>
  );
}
