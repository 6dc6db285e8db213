/** Memories as a person types them, the fastest first: `64KiB, 1MiB@16, rest`. */

import type { PlanMemory } from "../../core/dialects/executorch/plan/specs.types.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { formatBytes, parseBytes } from "../../core/units.ts";

/** Bytes of a memory that holds whatever comes. */
const REST = 2 ** 40;

function textOf({ bytes, alignment = 1 }: PlanMemory): string {
  const short = formatBytes(bytes);
  const size = bytes === REST ? "rest" : parseBytes(short) === bytes ? short.replace(" ", "") : String(bytes);
  return alignment === 1 ? size : `${size}@${alignment}`;
}

/** A text that reads back as the same memories. */
export function textOfMemories(memories: readonly PlanMemory[]): string {
  return memories.map(textOf).join(", ");
}

/** Fails with "not-a-memory", naming the part that is none. */
export function readMemories(text: string): Result<readonly PlanMemory[]> {
  const found: PlanMemory[] = [];
  for (const part of text.split(",").map((p) => p.trim())) {
    if (part === "") continue;
    const [size = "", multiple = "1", more] = part.split("@").map((p) => p.trim());
    const bytes = size === "rest" ? REST : parseBytes(size);
    const alignment = parseBytes(multiple);
    if (bytes === undefined || alignment === undefined || alignment < 1 || bytes < 1 || more !== undefined)
      return fail("not-a-memory", `${JSON.stringify(part)} is no memory: try 64KiB, 1MiB@16 or rest.`);
    found.push({ bytes, alignment });
  }
  if (found.length === 0) return fail("not-a-memory", "At least one memory is needed: try 64KiB, rest.");
  return ok(found);
}
