/** What the reader of a scheduler guessed or left out. */

import type { Diagnostic } from "../../core/document.ts";
import type { CTypes } from "../cmsis-types.ts";
import type { RawGraph } from "./actors.ts";
import type { SchedulerText } from "./scheduler.types.ts";
import type { Wired } from "./wire.ts";

/** As many names as a sentence holds. */
const NAMED = 5;

function some(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export function remarksOn(
  text: SchedulerText,
  graph: RawGraph,
  wired: readonly Wired[],
  { guessed, types }: CTypes,
): readonly Diagnostic[] {
  const { events } = graph;
  const found: Diagnostic[] = [
    {
      severity: "info",
      code: "port-names",
      message:
        "Generated code does not name ports: they are called i and o, or ia, ib … and oa, ob … in its order.",
      at: [],
    },
  ];
  if (guessed.length > 0) {
    const message = `The file does not say how large a sample is of ${some(guessed)}: 4 bytes are assumed.`;
    found.push({ severity: "warning", code: "guessed-size", message, at: [] });
  }
  const pointers = Object.keys(types).filter((name) => /^(?:std::)?shared_ptr</.test(name));
  if (pointers.length > 0) {
    const message = `A sample of ${some(pointers)} is taken as two pointers of 4 bytes.`;
    found.push({ severity: "info", code: "pointer-size", message, at: [] });
  }
  if (events.length > 0) {
    const message = `${some(events)} ${events.length === 1 ? "is" : "are"} at no FIFO: events are left out.`;
    found.push({ severity: "info", code: "events", message, at: [] });
  }
  const turned = wired.flatMap((wire) => (wire.guessed ? [`fifo${wire.fifo.number}`] : []));
  if (turned.length > 0) {
    const message = `Samples may go either way through ${some(turned)}, which begin with a delay: the likelier was taken.`;
    found.push({ severity: "warning", code: "direction-guessed", message, at: [] });
  }
  if (text.fifos.some(({ isAsync }) => isAsync)) return found;
  return [...found, ...unbalanced(graph, wired)];
}

/** Where the schedule moves more into a FIFO than out of it: a template knows the most of a list of rates only. */
function unbalanced({ actors, firings }: RawGraph, wired: readonly Wired[]): readonly Diagnostic[] {
  const count = new Float64Array(actors.length);
  for (const a of firings) count[a] = (count[a] ?? 0) + 1;
  return wired.flatMap(({ fifo, from, to }): Diagnostic[] => {
    const made = (count[from.actor] ?? 0) * from.rate;
    const used = (count[to.actor] ?? 0) * to.rate;
    if (made === used) return [];
    const [a, b] = [actors[from.actor]?.id ?? "", actors[to.actor]?.id ?? ""];
    const message = `${a} puts ${made} samples into fifo${fifo.number} in one run of the schedule and ${b} takes out ${used}: one of them moves a list of rates, of which generated code has only the largest. Give its port the list.`;
    return [{ severity: "warning", code: "rates-unknown", message, at: [`node:${a}`, `node:${b}`] }];
  });
}
