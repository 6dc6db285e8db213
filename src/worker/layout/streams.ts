/** Layout of dataflow graphs from left to right, ports where they are on their boxes: the Eclipse Layout Kernel, or our own layers. */

import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api.js";
import type { Point, SdfPlaces, SdfToPlace } from "../../look/dataflow/sdf-places.ts";
import { layOutLayered } from "./layered.ts";
import type { Boxes } from "./layers.ts";

/** Pixels between columns: room for a label on a line. */
const COLUMN_GAP = "64";
const OPTIONS: Record<string, string> = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.layered.cycleBreaking.strategy": "GREEDY_MODEL_ORDER",
  "elk.layered.feedbackEdges": "true",
  "elk.spacing.nodeNode": "26",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": COLUMN_GAP,
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
  "elk.spacing.componentComponent": "40",
  "elk.padding": "[left=0, top=0, right=0, bottom=0]",
};

/** Boxes beyond which ELK takes longer than anybody waits. */
export const ELK_MOST = 1500;
/** Boxes from which ELK takes so long that something is shown meanwhile. */
export const ELK_SLOW = 150;

export function streamToElk({ boxes, lines }: SdfToPlace): ElkNode & { edges: ElkExtendedEdge[] } {
  const port = (id: string, x: number, y: number, side: string): ElkPort => ({
    id,
    x,
    y,
    width: 0,
    height: 0,
    layoutOptions: { "elk.port.side": side },
  });
  return {
    id: "root",
    layoutOptions: OPTIONS,
    children: boxes.map(({ width, height, inputs, outputs }, b) => ({
      id: String(b),
      width,
      height,
      layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      ports: [
        ...inputs.map((y, i) => port(`${b}i${i}`, 0, y, "WEST")),
        ...outputs.map((y, o) => port(`${b}o${o}`, width, y, "EAST")),
      ],
    })),
    edges: lines.map(({ from, output, to, input }, e) => ({
      id: `e${e}`,
      sources: [`${from}o${output}`],
      targets: [`${to}i${input}`],
    })),
  };
}

export function streamFromElk({ boxes, lines }: SdfToPlace, answer: ElkNode): SdfPlaces {
  const at: Point[] = boxes.map(() => ({ x: 0, y: 0 }));
  for (const { id, x = 0, y = 0 } of answer.children ?? []) at[Number(id)] = { x, y };
  const bends: (readonly Point[] | null)[] = lines.map(() => null);
  for (const { id, sections } of answer.edges ?? [])
    bends[Number(id.slice(1))] =
      sections?.flatMap((s) => s.bendPoints ?? []).map(({ x, y }) => ({ x, y })) ?? null;
  return { at, bends };
}

/** Columns by our own layers, in time linear in the graph; lines find their own way. */
export function streamInLayers({ boxes, lines }: SdfToPlace): SdfPlaces {
  // the layered layout goes downwards: width and height change places
  const turned: Boxes = {
    count: boxes.length,
    from: Int32Array.from(lines, ({ from }) => from),
    to: Int32Array.from(lines, ({ to }) => to),
    tensor: Int32Array.from(lines.keys()),
    step: Float32Array.from(boxes.keys()),
    width: Float32Array.from(boxes, ({ height }) => height),
    height: Float32Array.from(boxes, ({ width }) => width),
  };
  const { at } = layOutLayered(turned);
  return {
    at: boxes.map((_, b) => ({ x: at[2 * b + 1] ?? 0, y: at[2 * b] ?? 0 })),
    bends: lines.map(() => null),
  };
}
