/** That a plan is a plan of this dataflow graph: worked out once more from the document, and run on memory that knows its bytes. */

import type { DataflowDocument } from "../document.ts";
import { checkLengths, fifosOf, type Manner } from "./dataflow-fifos.ts";
import { checkMemory } from "./dataflow-memory.ts";
import { checkCounts, checkPass, firingsOf, heldBy, type Need } from "./dataflow-order.ts";
import { checkPlaces } from "./dataflow-places.ts";
import { checkOutside, checkSkips } from "./dataflow-same.ts";
import { type Wanted, wantedOf } from "./dataflow-stream.ts";
import type { Look } from "./look.ts";

export function checkDataflow(look: Look, document: DataflowDocument): void {
  const wanted = wantedOf(document);
  if (typeof wanted === "string") {
    look.report.add("source", [], () => `there can be no plan of ${document.name}: ${wanted}`);
    return;
  }
  checkArena(look);
  const fifos = fifosOf(look, wanted);
  const firings = firingsOf(look, wanted);
  if (fifos === undefined || firings === undefined) return;
  const manner = mannerOf(look, document);
  const timed = timesOf(look, wanted, firings, manner);
  checkLengths(look, wanted, fifos, manner, timed.most);
  checkPlaces(look, wanted, fifos, manner, timed.needs);
  checkSkips(look, wanted, fifos);
  checkOutside(look, wanted, fifos, manner, timed.needs);
  // without rates nobody knows what a firing moves; and what does not fit need not be run to know that it fails
  const fits = timed.most?.every((samples, f) => samples <= (fifos[f]?.samples ?? 0)) === true;
  if (timed.sound && fits) checkMemory(look, wanted, fifos, firings);
}

interface Times {
  readonly needs: readonly (readonly Need[])[];
  /** Null: nobody counts samples. */
  readonly most: Float64Array | null;
  /** Nobody reads what is not there, and all is as it was after an iteration. */
  readonly sound: boolean;
}

function timesOf(look: Look, wanted: Wanted, firings: Int32Array, { mode }: Manner): Times {
  if (mode === "fully-asynchronous") {
    checkPass(look, wanted, firings);
    return { needs: wanted.lines.map(() => [[0, firings.length]] as const), most: null, sound: false };
  }
  const even = checkCounts(look, wanted, firings);
  const { needs, most, short } = heldBy(look, wanted, firings);
  return { needs, most, sound: even && !short };
}

/** What the settings leave to the document is as its options say, else as CMSIS-Stream has it at first. */
function mannerOf({ plan, rules }: Look, { options }: DataflowDocument): Manner {
  const said = (name: string) => (Object.hasOwn(plan.settings, name) ? plan.settings[name] : undefined);
  const asked = said("streamMode");
  const mode =
    asked === "synchronous" || asked === "asynchronous" || asked === "fully-asynchronous"
      ? asked
      : (options?.mode ?? "synchronous");
  const buffers = said("fifos") === "reference";
  const memory = said("memoryOptimization");
  const shared = memory === "on" || (memory !== "off" && options?.memoryOptimization !== false);
  return {
    mode,
    apart: mode !== "synchronous" || (buffers && !shared),
    sameSize: buffers,
    // CMSIS-Stream's buffers are bytes that the application aligns
    aligned: mode === "synchronous" && !buffers && rules.alignment === null,
  };
}

function checkArena({ plan, rules, report }: Look): void {
  const [arena] = plan.arenas;
  if (arena === undefined || plan.arenas.length !== 1) {
    report.add("arena", [], () => `the plan has ${plan.arenas.length} arenas, a dataflow graph has one`);
    return;
  }
  for (const [what, is, wanted] of [
    ["capacity", arena.capacity, rules.capacity],
    ["alignment", arena.alignment, rules.alignment ?? 1],
  ] as const) {
    if (is === wanted) continue;
    report.add(
      "number",
      [`arena:${arena.id}`],
      () => `arena ${arena.id} has ${what} ${is}, the settings give ${wanted}`,
    );
  }
}
