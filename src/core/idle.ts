/** Settings that have no effect beside others as they are. */

import type { MemplanDocument } from "./document.ts";
import { forcedBy } from "./forced.ts";
import type { Settings } from "./settings.ts";

const HAS_PLACES = "CMSIS-Stream's buffers have their places: FIFO memory says so.";
const HAS_SCHEDULE = "CMSIS-Stream's schedule comes with its memory.";
const OWN_SCHEDULE = "Only with CMSIS-Stream's schedule or memory.";
const OWN_MEMORY = "Only with CMSIS-Stream's memory.";

/** Why a setting has no effect on a document of this kind, as a sentence; undefined when it has one. */
export function whyIdle(
  name: keyof Settings,
  kind: MemplanDocument["kind"] | undefined,
  settings: Settings,
): string | undefined {
  const fixed = kind === undefined ? undefined : forcedBy(kind).find((forced) => forced.name === name);
  if (fixed !== undefined) return `Fixed by this document. ${fixed.says}`;
  if (name === "share" && !settings.slots) return "Only with slots.";
  return kind === "dataflow" ? idleInStream(name, settings) : undefined;
}

function idleInStream(name: keyof Settings, settings: Settings): string | undefined {
  const asReference = settings.fifos === "reference" || /^(fully-)?asynchronous$/.test(settings.streamMode);
  switch (name) {
    case "place":
      return asReference ? HAS_PLACES : undefined;
    case "schedule":
      return asReference ? HAS_SCHEDULE : undefined;
    case "sinkPriority":
      return asReference || settings.schedule === "reference" ? undefined : OWN_SCHEDULE;
    case "memoryOptimization":
    case "duplicateOptimization":
    case "colouringVisits":
      return asReference ? undefined : OWN_MEMORY;
    case "inplaceExcept":
    case "viewsExcept":
      return "Nothing is written in place, and nothing is a view.";
    case "constants":
    case "state":
      return "A dataflow graph has neither weights nor state in its arena.";
    default:
      return undefined;
  }
}
