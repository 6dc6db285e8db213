/** A line from its writer along its runs to its reader, as wide as what it carries is large. */

import type { EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { type Geometry, lineWidth, tipOf, traceLine } from "./geometry.ts";
import css from "./LinePath.module.css";
import { coloursOf } from "./labels.ts";
import { litStore } from "./lit.ts";
import { coloursStyle } from "./NodeBox.tsx";
import { sceneStore } from "./scene.ts";
import type { LineEdge } from "./shown.ts";

/** Length of the arrow for a line of this width, in graph pixels. */
export function arrowLength(width: number): number {
  return 4 + width;
}

/** The line as the text of an SVG path, ending where its arrow begins. */
export function linePath(geometry: Geometry, line: number, short: number): string {
  const n = (value: number) => Math.round(value * 10) / 10;
  let d = "";
  traceLine(geometry, line, short, false, {
    moveTo: (x, y) => {
      d += `M${n(x)} ${n(y)}`;
    },
    lineTo: (x, y) => {
      d += `L${n(x)} ${n(y)}`;
    },
    bezierCurveTo: (ax, ay, bx, by, x, y) => {
      d += `C${n(ax)} ${n(ay)} ${n(bx)} ${n(by)} ${n(x)} ${n(y)}`;
    },
  });
  return d;
}

/** The arrow at the end of a line, pointing down. */
export function arrowPath(geometry: Geometry, line: number, length: number): string {
  const { x, y } = tipOf(geometry, line);
  const half = length * 0.55;
  return `M${x} ${y}L${x - half} ${y - length}L${x + half} ${y - length}Z`;
}

export const LinePath = memo(function LinePath({ data }: EdgeProps<LineEdge>) {
  const line = data?.line ?? 0;
  const scene = useStore(sceneStore, (s) => s.scene);
  const tensor = scene?.skeleton.tensor[line] ?? -1;
  const lit = useStore(litStore, (l) => l.tensors.has(tensor));
  if (scene === null || line >= scene.skeleton.from.length) return null;
  const width = lineWidth(scene.graph.bytes[tensor] ?? 0);
  const length = arrowLength(width);
  const d = linePath(scene.geometry, line, length - 1);
  return (
    <g className={css.line} data-lit={lit || undefined} style={coloursStyle(coloursOf(scene, tensor))}>
      <path className={css.hit} d={d} />
      <path className={css.path} d={d} strokeWidth={lit ? width + 1 : width} />
      <path className={css.arrow} d={arrowPath(scene.geometry, line, length)} />
    </g>
  );
});
