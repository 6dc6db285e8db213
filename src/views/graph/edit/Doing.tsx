/** What is drawn over the canvas while something is dragged: guides, the marquee, the live line with its ports, and why not. */

import { memo } from "react";
import { useStore } from "zustand";
import type { Point } from "../../../core/edit/types.ts";
import type { Box } from "../geometry.ts";
import { viewStore } from "../view.ts";
import css from "./Doing.module.css";
import type { Guide } from "./snap.ts";
import { type PortMark, type UnderWay, underWayStore } from "./under-way.ts";

type WireUnderWay = Extract<UnderWay, { kind: "wire" }>;

/** Radius of the mark at a port, in graph pixels. */
const MARK = 5;
const MARK_QUIET = 2.5;

function dots(marks: readonly PortMark[], takes: boolean): string {
  const r = takes ? MARK : MARK_QUIET;
  return marks
    .filter((mark) => mark.takes === takes)
    .map(({ x, y }) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`)
    .join("");
}

function blocks(boxes: readonly Box[]): string {
  return boxes
    .map(({ x, y, width, height }) => `M${x - 1} ${y - 1}h${width + 2}v${height + 2}h${-width - 2}z`)
    .join("");
}

/** Which ports take the line: the same for as long as the view stays, so it is drawn once. */
const Marks = memo(function Marks({ marks, dim }: Pick<WireUnderWay, "marks" | "dim">) {
  return (
    <>
      <path className={css.dim} d={blocks(dim)} />
      <path className={css.closed} d={dots(marks, false)} />
      <path className={css.takes} d={dots(marks, true)} data-testid="ports-that-take" />
    </>
  );
});

function curve(from: Point, to: Point, backward: boolean): string {
  const [a, b] = backward ? [to, from] : [from, to];
  const bend = Math.min(60, Math.max(12, Math.abs(b.y - a.y) / 2));
  return `M${a.x} ${a.y}C${a.x} ${a.y + bend} ${b.x} ${b.y - bend} ${b.x} ${b.y}`;
}

function LiveLine({ doing }: { doing: WireUnderWay }) {
  const { from, to, backward, answer } = doing;
  return (
    <g className={css.wire} data-answer={answer} data-testid="live-line">
      <path d={curve(from, to, backward)} />
      <circle cx={to.x} cy={to.y} r={answer === "takes" ? MARK : 3} />
    </g>
  );
}

function guidePath({ across, at, from, to }: Guide): string {
  return across === "x" ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`;
}

function Drawn({ doing }: { doing: UnderWay }) {
  switch (doing.kind) {
    case "nothing":
      return null;
    case "boxes":
      return (
        <>
          <path className={css.ghost} d={blocks(doing.ghosts)} />
          <path className={css.guide} d={doing.guides.map(guidePath).join("")} data-testid="guides" />
        </>
      );
    case "marquee":
      return <rect className={css.marquee} {...doing.box} data-testid="marquee" />;
    case "wire":
      return (
        <>
          <Marks marks={doing.marks} dim={doing.dim} />
          <LiveLine doing={doing} />
        </>
      );
  }
}

/** Most pixels that a sentence beside the pointer takes. */
const WIDE = 230;
const HIGH = 84;

/** Why the line cannot end here, beside the pointer and inside the pane. */
function Reason({ why, at }: { why: string; at: Point }) {
  const { x, y, zoom, width, height } = useStore(viewStore);
  const left = Math.max(4, Math.min(at.x * zoom + x + 14, width - WIDE - 4));
  const top = at.y * zoom + y;
  const end = top + HIGH > height ? { bottom: Math.max(4, height - top + 10) } : { top: top + 16 };
  return (
    <p
      className={css.reason}
      style={{ left, ...end, maxWidth: Math.min(WIDE, width - 8) }}
      aria-hidden="true"
      data-testid="why-not"
    >
      {why}
    </p>
  );
}

function Scaled({ doing }: { doing: UnderWay }) {
  const { x, y, zoom } = useStore(viewStore);
  return (
    <svg className={css.doing} aria-hidden="true">
      <g transform={`translate(${x} ${y}) scale(${zoom})`}>
        <Drawn doing={doing} />
      </g>
    </svg>
  );
}

export function Doing() {
  const doing = useStore(underWayStore, (s) => s.doing);
  if (doing.kind === "nothing") return null;
  return (
    <>
      <Scaled doing={doing} />
      {doing.kind === "wire" && doing.why !== undefined && <Reason why={doing.why} at={doing.at} />}
    </>
  );
}
