/** What a document says of a tensor, as a value of an edge graph. */

import { bytesOf } from "../../../bytes.ts";
import type { ArenaSpec, TensorSpec } from "../../../document.ts";
import type { EdgeDevice, EdgeValue } from "./edge.types.ts";

/** Number of each arena: the one that its id is where all ids are numbers, else its place in the list from 1. */
export function arenaNumbers(arenas: readonly ArenaSpec[]): ReadonlyMap<string, number> {
  const numbered = arenas.every(({ id }) => /^[1-9]\d{0,4}$/.test(id));
  return new Map(arenas.map(({ id }, i) => [id, numbered ? Number(id) : i + 1]));
}

/** `cuda:1`, or `cuda` for its first; null for the processor. */
export function deviceOf(text: string | undefined): EdgeDevice | null {
  if (text === undefined || text === "") return null;
  const [type = "", index = "0"] = text.split(":");
  const device = { type: type.trim().toLowerCase(), index: /^\d+$/.test(index) ? Number(index) : 0 };
  return device.type === "cpu" ? null : device;
}

export function sameDevice(a: EdgeDevice | null, b: EdgeDevice | null): boolean {
  return a === b || (a !== null && b !== null && a.type === b.type && a.index === b.index);
}

/** Arena 1 is what the planner takes anyway, and what has a device gets the arena of that: neither is a choice. */
export function edgeValue(tensor: TensorSpec, arenas: ReadonlyMap<string, number>): EdgeValue {
  const bytes = bytesOf(tensor);
  const device = deviceOf(tensor.device);
  const arena = tensor.arena === undefined ? 1 : (arenas.get(tensor.arena) ?? 1);
  return {
    name: tensor.id,
    dtype: tensor.dtype ?? null,
    shape: tensor.shape ?? null,
    // reading the document as a graph has refused what has no size
    bytes: bytes.ok ? bytes.value : 0,
    memId: device !== null || arena === 1 ? null : arena,
    device,
    external: tensor.external === true,
  };
}
