/** A line from its port along its runs to the port of its reader, as wide as what it carries is large. */

import type { EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import type { BoxKey } from "../../core/box-key.ts";
import { rowOf } from "../../core/lists.ts";
import { chosenStore } from "../../store/chosen.ts";
import { type Geometry, lineWidth, type Moved, tipOf, traceLine } from "./geometry.ts";
import css from "./LinePath.module.css";
import { coloursOf } from "./labels.ts";
import { litStore } from "./lit.ts";
import { coloursStyle } from "./NodeBox.tsx";
import { previewStore } from "./preview.ts";
import { boxByKey, portOfLine, type Scene, sceneStore } from "./scene.ts";
import type { LineEdge } from "./shown.ts";

/** Length of the arrow for a line of this width, in graph pixels. */
export function arrowLength(width: number): number {
  return 4 + width;
}

/** The line as the text of an SVG path, ending where its arrow begins. */
export function linePath(geometry: Geometry, line: number, short: number, moved?: Moved): string {
  const n = (value: number) => Math.round(value * 10) / 10;
  let d = "";
  const pen = {
    moveTo: (x: number, y: number) => {
      d += `M${n(x)} ${n(y)}`;
    },
    lineTo: (x: number, y: number) => {
      d += `L${n(x)} ${n(y)}`;
    },
    bezierCurveTo: (ax: number, ay: number, bx: number, by: number, x: number, y: number) => {
      d += `C${n(ax)} ${n(ay)} ${n(bx)} ${n(by)} ${n(x)} ${n(y)}`;
    },
  };
  traceLine(geometry, line, short, false, pen, moved);
  return d;
}

/** The arrow at the end of a line, pointing down. */
export function arrowPath(geometry: Geometry, line: number, length: number, moved?: Moved): string {
  const { x, y } = tipOf(geometry, line, moved?.to);
  const half = length * 0.55;
  return `M${x} ${y}L${x - half} ${y - length}L${x + half} ${y - length}Z`;
}

/** The line that enters a port of a box; −1 once there is none. */
function lineAt(scene: Scene | null, target: string, port: number): number {
  const box = scene === null ? -1 : boxByKey(scene, target as BoxKey);
  if (scene === null || box < 0) return -1;
  return rowOf(scene.entering, box).find((line) => scene.skeleton.toPort[line] === port) ?? -1;
}

export const LinePath = memo(function LinePath({ id, source, target }: EdgeProps<LineEdge>) {
  const scene = useStore(sceneStore, (s) => s.scene);
  const line = lineAt(scene, target, Number.parseInt(id, 10));
  const tensor = scene?.skeleton.tensor[line] ?? -1;
  const lit = useStore(litStore, (l) => l.tensors.has(tensor));
  const from = useStore(previewStore, (p) => p.at.get(source as BoxKey));
  const to = useStore(previewStore, (p) => p.at.get(target as BoxKey));
  const port = scene === null || line < 0 ? null : portOfLine(scene, line);
  const chosen = useStore(
    chosenStore,
    ({ wire }) => wire !== null && wire.node === port?.node && wire.port === port.port,
  );
  if (scene === null || line < 0) return null;
  const width = lineWidth(scene.graph.bytes[tensor] ?? 0);
  const length = arrowLength(width);
  const moved = { from, to };
  const d = linePath(scene.geometry, line, length - 1, moved);
  return (
    <g
      className={css.line}
      data-lit={lit || undefined}
      data-chosen={chosen || undefined}
      style={coloursStyle(coloursOf(scene, tensor))}
    >
      <path className={css.hit} d={d} />
      <path className={css.path} d={d} strokeWidth={lit || chosen ? width + 1 : width} />
      <path className={css.arrow} d={arrowPath(scene.geometry, line, length, moved)} />
    </g>
  );
});
