/** Boxes and lines in the form that React Flow takes them. */

import { Position } from "@xyflow/react";
import { GROUP, NODE, OUTPUT, VALUE } from "../../core/skeleton.ts";
import { boxOf, inPortOf, outPortOf } from "./geometry.ts";
import type { Frame } from "./group-facts.ts";
import { labelOf } from "./labels.ts";
import { keyOfBox, type Scene } from "./scene.ts";
import type { BoxNode, LineEdge } from "./shown.ts";

const TYPES = { [NODE]: "node", [VALUE]: "value", [OUTPUT]: "pill", [GROUP]: "folded" } as const;

export function nodeOf(scene: Scene, box: number): BoxNode {
  const { skeleton, geometry } = scene;
  const { x, y, width, height } = boxOf(geometry, box);
  const corner = { x: 0, y: 0 };
  const handle = (type: "source" | "target", port: number) => {
    const at =
      type === "source" ? outPortOf(geometry, box, port, corner) : inPortOf(geometry, box, port, corner);
    return {
      id: type === "source" ? `out:${port}` : `in:${port}`,
      type,
      position: type === "source" ? Position.Bottom : Position.Top,
      x: at.x,
      y: type === "source" ? height - 1 : 0,
      width: 1,
      height: 1,
    };
  };
  return {
    id: keyOfBox(scene, box),
    type: TYPES[skeleton.kind[box] ?? NODE] ?? "node",
    data: { box, title: "" },
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      ...Array.from({ length: skeleton.ins[box] ?? 0 }, (_, port) => handle("target", port)),
      ...Array.from({ length: skeleton.outs[box] ?? 0 }, (_, port) => handle("source", port)),
    ],
    ariaRole: "group",
    ariaLabel: labelOf(scene, box).says,
  };
}

/** The frame around an unfolded group: behind boxes, as it comes before them, and over lines, so that none crosses its title; only that takes the pointer. */
export function frameNode({ key, title, operations, x, y, width, height }: Frame): BoxNode {
  return {
    id: key,
    type: "frame",
    data: { box: -1, title },
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    style: { pointerEvents: "none" },
    ariaRole: "group",
    ariaLabel: `group ${title}, ${operations} ${operations === 1 ? "operation" : "operations"}`,
  };
}

/** The same box while a hand holds it: it stays mounted wherever it came from. */
export function heldNode(node: BoxNode, held: boolean): BoxNode {
  return (node.dragging === true) === held ? node : { ...node, dragging: held };
}

export function edgeOf(scene: Scene, line: number): LineEdge {
  const { from, to, fromPort, toPort, tensor } = scene.skeleton;
  const target = keyOfBox(scene, to[line] ?? 0);
  const id = scene.document.tensors[tensor[line] ?? 0]?.id ?? "";
  return {
    id: `${toPort[line]} ${target}`,
    type: "line",
    source: keyOfBox(scene, from[line] ?? 0),
    sourceHandle: `out:${fromPort[line]}`,
    target,
    targetHandle: `in:${toPort[line]}`,
    data: { line },
    ariaLabel: `${id} to ${labelOf(scene, to[line] ?? 0).id}`,
  };
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [mine, others] = [Object.entries(a), b as Record<string, unknown>];
  return mine.length === Object.keys(b).length && mine.every(([k, v]) => equal(v, others[k]));
}

/** The old one while the new one says the same, so that React Flow leaves it alone. */
export function renewed<T extends object>(old: T, fresh: T): T {
  return equal(old, fresh) ? old : fresh;
}
