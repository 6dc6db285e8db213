/** A line of the drawing: a thin one for an array, a double one for a FIFO with positions; its delay, and what it holds at the cursor. */

import type { EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useStore } from "zustand";
import type { PlanFifo } from "../../core/document.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { fillPaint } from "../../draw/palette.ts";
import type { SdfLine } from "../../look/dataflow/sdf-drawing.types.ts";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import { labelPlace, pathOf, routeOf } from "../../look/dataflow/sdf-route.ts";
import { endsOf, lowEnd } from "../../look/dataflow/sdf-scene.ts";
import { looksStore, tintsNow } from "../../store/looks.ts";
import { type StreamPlan, streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import css from "./FifoLine.module.css";
import { litStore } from "./lit.ts";
import type { LineEdge } from "./shown.ts";
import { handStore } from "./view.ts";

/** Length of an arrow, and pixels of a letter of what lines say. */
const ARROW = 7;
const LETTER = 6;
const HEIGHT = 14;
/** Of words above a bar. */
const FILL_HEIGHT = 18;

function moved(
  route: readonly Point[],
  scene: StreamScene,
  l: number,
  box: number,
  by: Point,
): readonly Point[] {
  const line = scene.drawing.lines[l];
  if (line === undefined) return route;
  const goes = (b: number) => scene.owner[b] === box;
  const [from, to] = [goes(line.from), goes(line.to)];
  if (!from && !to) return route;
  if (from && to) return route.map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
  const at = scene.at.map(({ x, y }, b) => (goes(b) ? { x: x + by.x, y: y + by.y } : { x, y }));
  const [start, end] = endsOf(scene.drawing, at, line);
  return routeOf(start, end, null, lowEnd(scene.drawing, at, line));
}

/** Both schemes' colours of the buffer that it lies in; the style sheet picks. */
function colours(plan: StreamPlan | null, fifo: number): CSSProperties {
  const s = plan === null || fifo < 0 ? -1 : (plan.picture.plan.tensors.storage[fifo] ?? -1);
  const fill = plan === null || s < 0 ? undefined : tintsNow(plan.picture)?.fill[s];
  if (fill === undefined) return {};
  return {
    "--in-light": fillPaint(fill, "light").fill,
    "--in-dark": fillPaint(fill, "dark").fill,
  } as CSSProperties;
}

function titleOf(line: SdfLine, fifo: PlanFifo | undefined, held: number, step: number): string {
  const samples = (n: number) => `${formatCount(n)} ${n === 1 ? "sample" : "samples"}`;
  const facts = [
    ...(fifo === undefined
      ? []
      : [
          `${fifo.id}: ${samples(fifo.samples)}, ${formatBytes(fifo.samples * fifo.sampleBytes)}, ${fifo.array ? "an array" : "a FIFO with positions"}`,
          `holds ${samples(held)} after step ${formatCount(step)}`,
          ...(fifo.copySkipped ? ["its Duplicate copies nothing into it"] : []),
        ]),
    ...(line.delay > 0 ? [`begins with a delay of ${samples(line.delay)}`] : []),
    ...(line.buffer === "" ? [] : [`in memory outside: ${line.buffer}`]),
    ...(line.weak ? ["weak: it orders nobody"] : []),
    ...(line.shared ? ["shared: others may hold the same references"] : []),
    ...(line.fault === "" ? [] : [line.fault]),
  ];
  return facts.join("\n");
}

function Delay({ at, delay }: { at: Point; delay: number }) {
  const text = formatCount(delay);
  const width = text.length * LETTER + 8;
  return (
    <g className={css.delay} data-testid="delay" transform={`translate(${at.x} ${at.y})`}>
      <rect x={-width / 2} y={-HEIGHT / 2} width={width} height={HEIGHT} />
      <text>{text}</text>
    </g>
  );
}

/** What a FIFO holds of what it can hold: a bar, with the numbers where there is room. */
function Fill(props: { at: Point; room: number; held: number; samples: number; buffer: string }) {
  const { at, held, samples } = props;
  const whole = `${formatCount(held)}/${formatCount(samples)}`;
  const texts = props.buffer === "" ? [whole, formatCount(samples)] : [`${whole} ${props.buffer}`, whole];
  const width = (text: string) => text.length * LETTER + 8;
  const text = texts.find((t) => width(t) <= props.room) ?? "";
  const wide = text === "" ? Math.max(12, Math.min(24, props.room)) : width(text);
  const high = text === "" ? 6 : FILL_HEIGHT;
  const share = samples === 0 ? 0 : Math.max(0, Math.min(1, held / samples));
  return (
    <g
      className={css.held}
      data-testid="held"
      data-held={held}
      data-outside={props.buffer !== "" || undefined}
      transform={`translate(${at.x} ${at.y})`}
    >
      <rect className={css.pill} x={-wide / 2} y={-high / 2} width={wide} height={high} />
      {share > 0 && (
        <rect
          className={css.share}
          x={-wide / 2 + 1}
          y={high / 2 - 4}
          width={(wide - 2) * share}
          height={3}
        />
      )}
      {text !== "" && <text y={-2.5}>{text}</text>}
    </g>
  );
}

export const FifoLine = memo(function FifoLine({ data }: EdgeProps<LineEdge>) {
  const l = data?.line ?? -1;
  const scene = useStore(streamSceneStore, (s) => s.scene);
  const plan = useStore(streamPlanStore, (p) => p.plan);
  const held = useStore(streamPlanStore, (p) => p.held[l] ?? 0);
  const light = useStore(litStore, (lit) => lit.lines.get(l));
  const dragged = useStore(handStore, (h) => h.dragged);
  useStore(looksStore, (s) => s.tints);
  const line = scene?.drawing.lines[l];
  const own = scene?.routes[l];
  if (scene === null || line === undefined || own === undefined) return null;
  const number = plan?.fifoOfLine[l] ?? -1;
  const fifo = plan?.picture.plan.fifos?.[number];
  const route = dragged === null ? own : moved(own, scene, l, dragged.box, dragged.by);
  const end = route.at(-1) ?? { x: 0, y: 0 };
  const toPoint = scene.drawing.boxes[line.to]?.kind === "duplicate";
  const d = pathOf(toPoint ? route : [...route.slice(0, -1), { x: end.x - ARROW, y: end.y }]);
  const place = labelPlace(route);
  const both = line.delay > 0 && fifo !== undefined;
  const aside = both ? Math.min(24, place.room / 4) : 0;
  const real = fifo !== undefined && !fifo.array;
  return (
    <g
      className={css.line}
      data-testid={`line-${line.key}`}
      data-lit={light}
      data-kind={line.constant ? "constant" : real ? "fifo" : "array"}
      data-weak={line.weak || undefined}
      data-shared={line.shared || undefined}
      data-fault={line.fault !== "" || undefined}
      style={colours(plan, number)}
    >
      <title>{titleOf(line, fifo, held, streamPlanStore.getState().step)}</title>
      <path className={css.hit} d={d} />
      <path className={css.path} d={d} />
      {real && <path className={css.core} d={d} />}
      {!toPoint && !line.constant && (
        <path className={css.arrow} d={`M${end.x} ${end.y}l${-ARROW} -3.5v7Z`} />
      )}
      {line.delay > 0 && <Delay at={{ x: place.x - aside, y: place.y }} delay={line.delay} />}
      {fifo !== undefined && (
        <Fill
          at={{ x: place.x + aside, y: place.y }}
          room={place.room / (both ? 2 : 1) - 12}
          held={held}
          samples={fifo.samples}
          buffer={line.buffer}
        />
      )}
    </g>
  );
});
