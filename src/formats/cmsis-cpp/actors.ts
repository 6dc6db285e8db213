/** Nodes of a scheduler with the FIFOs at them, each with its type and rate, in the order of their constructor or call. */

import { fail, ok, type Result } from "../../core/result.ts";
import type { FunctionCall, NodeLine, Run, SchedulerText } from "./scheduler.types.ts";

/** A FIFO at a node; which side it is on may not be known yet. */
export interface Slot {
  readonly fifo: number;
  readonly rate: number;
  readonly side: "in" | "out" | null;
}

export interface RawActor {
  readonly id: string;
  readonly class: string;
  readonly slots: readonly Slot[];
  /** Names wired to inputs of a function. */
  readonly constants: readonly string[];
  /** Literals between the parentheses. */
  readonly args: readonly string[];
  readonly window: {
    readonly kind: "sliding" | "overlap-add";
    readonly parameters: readonly number[];
  } | null;
  readonly line: number;
}

export interface RawGraph {
  readonly actors: readonly RawActor[];
  /** Positions in `actors`, in the order of their firings. */
  readonly firings: Int32Array;
  /** Nodes without FIFOs, which only events reach. */
  readonly events: readonly string[];
}

export const DUPLICATE = /^Duplicate\d*$/;

export function isDuplicate(actor: Pick<RawActor, "class">): boolean {
  return DUPLICATE.test(actor.class);
}

function atLine(line: number): string {
  return `line ${line.toLocaleString("en-US")}`;
}

/** Fails where a template does not say what FIFOs carry, or the schedule runs what there is not. */
export function actorsOf(text: SchedulerText): Result<RawGraph> {
  const actors: RawActor[] = [];
  const positions = new Map<string, number>();
  const events: string[] = [];
  const known = new Set(text.fifos.map(({ number }) => number));
  for (const line of text.nodes) {
    if (line.args.every(({ kind }) => kind === "other")) {
      events.push(line.id);
      continue;
    }
    const actor = nodeOf(line);
    if (!actor.ok) return actor;
    const missing = actor.value.slots.find(({ fifo }) => !known.has(fifo));
    if (missing !== undefined) return noFifo(missing.fifo, line.line);
    if (positions.has(line.id)) {
      return fail("duplicate-id", `Two nodes are called ${JSON.stringify(line.id)}.`, {
        where: atLine(line.line),
        help: "The file holds perhaps two schedulers: open one with one of them.",
      });
    }
    positions.set(line.id, actors.length);
    actors.push(actor.value);
  }
  const functions = functionsOf(text, new Set(positions.keys()));
  for (const { id, call } of functions.calls) {
    const missing = call.accesses.find(({ fifo }) => !known.has(fifo));
    if (missing !== undefined) return noFifo(missing.fifo, call.line);
    positions.set(id, actors.length);
    actors.push(functionOf(id, call));
  }
  const firings = firingsOf(text, functions.idOf, positions);
  return firings.ok ? ok({ actors, firings: firings.value, events }) : firings;
}

function noFifo(fifo: number, line: number): Result<never> {
  return fail("unknown-fifo", `fifo${fifo} is used, but made nowhere.`, {
    where: atLine(line),
    help: "The file was perhaps cut short: generate it again.",
  });
}

function nodeOf(line: NodeLine): Result<RawActor> {
  const { id, class: className, parameters, args } = line;
  const items = args.flatMap((arg) =>
    arg.kind === "other" ? [] : [arg.kind === "fifo" ? [arg.fifo] : arg.fifos],
  );
  const others = args.flatMap((arg) => (arg.kind === "other" ? [arg.text] : []));
  const rest = { id, class: className, constants: [], args: others, line: line.line };
  const window = windowOf(line);
  if (window !== null) {
    const [length = 0, overlap = 0] = window.parameters;
    const [whole, part] = [length, length - overlap];
    const [from, to] = window.kind === "sliding" ? [part, whole] : [whole, part];
    const slots = items.flatMap((item, k): Slot[] =>
      item.map((fifo) => ({ fifo, rate: k === 0 ? from : to, side: k === 0 ? "in" : "out" })),
    );
    return ok({ ...rest, slots, window });
  }
  const rates = parameters.filter((_, k) => k % 2 === 1).map(Number);
  if (
    rates.length < items.filter((item) => item.length > 0).length ||
    rates.some((rate) => !Number.isSafeInteger(rate))
  ) {
    const message = `The template of ${id} does not give each of its FIFOs a type and a rate: ${className}<${parameters.join(",")}>.`;
    return fail("odd-template", message.slice(0, 300), {
      where: atLine(line.line),
      help: "Such a node is not read: describe the graph as YAML instead.",
    });
  }
  const first = isDuplicate(line) ? "in" : null;
  const later = isDuplicate(line) ? "out" : null;
  const slots = items.flatMap((item, k): Slot[] => {
    const rate = rates[k] ?? 0;
    return item.map((fifo) => ({ fifo, rate, side: k === 0 ? first : later }));
  });
  return ok({ ...rest, slots, window: null });
}

/** Three parameters, of which the last two are numbers, and one FIFO on each side. */
function windowOf({ class: className, parameters, args }: NodeLine): RawActor["window"] {
  const kind = /^SlidingBuffer$/i.test(className)
    ? "sliding"
    : /^OverlapAdd$/i.test(className)
      ? "overlap-add"
      : null;
  const numbers = parameters.slice(1).map(Number);
  const fits = numbers.length === 2 && numbers.every(Number.isSafeInteger) && args.length >= 2;
  return kind !== null && fits ? { kind, parameters: numbers } : null;
}

function functionOf(id: string, { name, accesses, others, line }: FunctionCall): RawActor {
  const isName = (text: string) => /^[A-Za-z_]\w*$/.test(text);
  return {
    id,
    class: name,
    slots: accesses,
    constants: others.filter(isName),
    args: others.filter((text) => !isName(text)),
    window: null,
    line,
  };
}

interface Functions {
  readonly calls: readonly { readonly id: string; readonly call: FunctionCall }[];
  readonly idOf: (call: FunctionCall) => string;
}

/** One call is one node, however often it is written: its FIFOs tell it apart. Numbered so that ids keep the order of the cases. */
function functionsOf({ cases, calls, schedule }: SchedulerText, taken: ReadonlySet<string>): Functions {
  const runs = schedule === null ? calls : [...cases].sort(([a], [b]) => a - b).map(([, run]) => run);
  const keyOf = ({ name, accesses }: FunctionCall) =>
    `${name} ${accesses.map(({ fifo, side }) => side + fifo).join(" ")}`;
  const byName = new Map<string, Map<string, FunctionCall>>();
  for (const run of runs) {
    if (run.kind === "node") continue;
    const own = byName.get(run.call.name) ?? new Map<string, FunctionCall>();
    if (!own.has(keyOf(run.call))) own.set(keyOf(run.call), run.call);
    byName.set(run.call.name, own);
  }
  const ids = new Map<string, string>();
  const made: { id: string; call: FunctionCall }[] = [];
  for (const [name, own] of byName) {
    // sorted as text, as nodes are: 1, 10, 2
    const numbers = Array.from({ length: own.size }, (_, k) => `${name}${k + 1}`).sort((a, b) =>
      a < b ? -1 : 1,
    );
    [...own].forEach(([key, call], k) => {
      let id = numbers[k] ?? name;
      while (taken.has(id)) id += "_";
      ids.set(key, id);
      made.push({ id, call });
    });
  }
  return { calls: made, idOf: (call) => ids.get(keyOf(call)) ?? "" };
}

function firingsOf(
  { schedule, cases, calls }: SchedulerText,
  idOf: Functions["idOf"],
  positions: ReadonlyMap<string, number>,
): Result<Int32Array> {
  const firings: number[] = [];
  const runs: readonly (Run | number)[] = schedule === null ? calls : schedule.map((n) => cases.get(n) ?? n);
  for (const run of runs) {
    if (typeof run === "number") {
      return fail("bad-schedule", `The schedule holds ${run}, but there is no case of it that runs a node.`, {
        where: "",
        help: "The file was perhaps cut short or changed by hand: generate it again.",
      });
    }
    const id = run.kind === "node" ? run.id : idOf(run.call);
    const position = positions.get(id);
    if (position === undefined) {
      return fail("unknown-node", `${id} is run, but made nowhere.`, {
        where: atLine(run.kind === "node" ? run.line : run.call.line),
        help: "The file was perhaps cut short: generate it again.",
      });
    }
    firings.push(position);
  }
  return ok(Int32Array.from(firings));
}
