/** What of a dataflow document CMSIS-Stream's YAML has no place for. */

import type { DataflowDocument, StreamNode } from "../../core/dialects/dataflow/document.ts";
import { windowOfClass } from "../../core/dialects/dataflow/windows.ts";

/** A sentence each; none for what was imported from YAML. */
export function lossesOf({ nodes, types, shipped, drawing }: DataflowDocument): readonly string[] {
  const roles = nodes.filter(saysReferences).length;
  const windows = nodes.filter(hasOwnWindow).length;
  const sizes = Object.entries(types).flatMap(([name, { bytes, sharedOf }]) =>
    bytes !== undefined && sharedOf !== undefined ? [name] : [],
  );
  return [
    roles > 0
      ? `Not in this file: what ${nodesOf(roles)} ${roles === 1 ? "does" : "do"} with references.`
      : "",
    windows > 0 ? `Not in this file: the windows of ${nodesOf(windows)}.` : "",
    sizes.length > 0
      ? `Not in this file: the bytes of the references ${sizes.map((name) => JSON.stringify(name)).join(", ")}.`
      : "",
    shipped === undefined ? "" : "Not in this file: the plan that came with the graph.",
    drawing?.at === undefined || Object.keys(drawing.at).length === 0
      ? ""
      : "Not in this file: where nodes are drawn.",
  ].filter((line) => line !== "");
}

function saysReferences({ role, inputs = [], outputs = [] }: StreamNode): boolean {
  return role !== undefined || [...inputs, ...outputs].some(({ reference }) => reference !== undefined);
}

function hasOwnWindow(node: StreamNode): boolean {
  if (node.window === undefined) return false;
  const told = windowOfClass(node.class, node.inputs ?? [], node.outputs ?? []);
  const { kind, length, overlap } = node.window;
  return told?.kind !== kind || told.length !== length || told.overlap !== overlap;
}

function nodesOf(count: number): string {
  return count === 1 ? "1 node" : `${count} nodes`;
}
