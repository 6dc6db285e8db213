/** The classes that keep part of their samples between firings, told by their names and rates. */

import type { PortSpec, StreamWindow } from "./document.ts";

/** Undefined for other classes, and for rates that no window has. */
export function windowOfClass(
  className: string,
  inputs: readonly PortSpec[],
  outputs: readonly PortSpec[],
): StreamWindow | undefined {
  const [into, out] = [inputs[0]?.rate, outputs[0]?.rate];
  if (inputs.length !== 1 || outputs.length !== 1 || typeof into !== "number" || typeof out !== "number") {
    return undefined;
  }
  if (className === "SlidingBuffer" && out >= into)
    return { kind: "sliding", length: out, overlap: out - into };
  if (className === "OverlapAdd" && into >= out)
    return { kind: "overlap-add", length: into, overlap: into - out };
  return undefined;
}
