/** What is said of references, in words. */

import type { ReferenceRole } from "../../../core/dialects/dataflow/document.ts";
import { formatCount } from "../../../core/units.ts";
import type {
  Between,
  Extremes,
  InputUseWord,
  ReferenceFifo,
  ReferenceNode,
} from "../../../look/dataflow/references.types.ts";

export const ROLES: Readonly<Record<ReferenceRole, string>> = {
  alloc: "allocates",
  dup: "shares out",
  copy: "copies",
  inplace: "writes in place",
  process: "processes",
  pass: "passes on",
  sink: "reads",
};

function useOf(name: string, use: InputUseWord): string {
  switch (use) {
    case "read":
      return `reads and releases ${name}`;
    case "own":
      return `must own ${name}`;
    case "copy":
      return `copies ${name} if shared`;
    case "pass":
      return `passes on ${name}`;
    case "split":
      return `gives ${name} to all`;
    case "value":
      return `${name} is no reference`;
  }
}

/** `must own b → o; reads and releases i; new buffer at o` */
export function doesOf({ inputs, outputs }: ReferenceNode): string {
  const taken = inputs.map(({ name, use, to }) => {
    const on = use === "split" || to.length === 0 ? "" : ` → ${to.join(", ")}`;
    return `${useOf(name, use)}${on}`;
  });
  const fresh = outputs.filter((port) => port.fresh).map(({ name }) => name);
  return [...taken, ...(fresh.length === 0 ? [] : [`new buffer at ${fresh.join(", ")}`])].join("; ");
}

export function endsOf({ from, to }: ReferenceFifo): string {
  return `${from.join(".")} → ${to.join(".")}`;
}

/** `2`, or `2–4` where it is not known better. */
export function between({ low, high }: Between): string {
  return low === high ? formatCount(low) : `${formatCount(low)}–${formatCount(high)}`;
}

/** Why there is no figure over all schedules. */
export const NOT_OVER_ALL =
  "Over all schedules nothing is known where slots keep references until they are overwritten: only this schedule was followed.";

/** `0 to 1`; one number where they are the same. */
export function rangeOf({ least, most }: Extremes): string {
  const [a, b] = [between(least), between(most)];
  return a === b ? a : `${a} to ${b}`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

export function bufferName(buffer: number): string {
  return `#${buffer}`;
}
