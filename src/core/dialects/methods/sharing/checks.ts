/** The checks across methods. Each looks at places alone, so it holds for a plan of ours as for one that a file brings. */

import { formatBytesExactly } from "../../../units.ts";
import type { CheckCode, Finding } from "../program.types.ts";
import type { PlacedTensor } from "./places.ts";
import type { Outcome, Program } from "./verify.ts";

interface Check {
  readonly code: CheckCode;
  /** One sentence. */
  readonly asks: string;
  readonly run: (program: Program) => Outcome;
}

type Found = Omit<Finding, "code">;

function quoted(name: string): string {
  return JSON.stringify(name);
}

function methodsOf(tensors: readonly PlacedTensor[]): readonly string[] {
  return [...new Set(tensors.map((tensor) => tensor.method))];
}

/** Error where the document has it shared; where it only looks so, a warning. */
function severityOf({ entries }: Program, name: string): "error" | "warning" {
  return entries.has(name) ? "error" : "warning";
}

function spot({ arena, offset, bytes }: PlacedTensor): string {
  return `memory ${arena} at ${offset}, ${formatBytesExactly(bytes)}`;
}

function placed(tensors: readonly PlacedTensor[]): readonly PlacedTensor[] {
  return tensors.filter((tensor) => tensor.arena !== null);
}

function samePlace(program: Program): Outcome {
  const findings: Found[] = [];
  let examined = 0;
  for (const [entry, all] of program.groups) {
    const tensors = placed(all);
    const [first] = tensors;
    if (first === undefined || tensors.length < 2) continue;
    examined++;
    const apart = tensors.some((t) => spot(t) !== spot(first));
    // by luck at one place, it is still in memories that are each method's own
    if (!apart && program.entries.has(entry)) continue;
    const places = tensors.map((t) => `${spot(t)} in ${t.method}`).join("; ");
    const message = apart
      ? `${quoted(entry)} is not one thing for all methods: ${places}.`
      : `${quoted(entry)} is at one place in ${methodsOf(tensors).join(", ")}, but nothing keeps it there, and each has memory of its own.`;
    findings.push({
      severity: severityOf(program, entry),
      entry,
      methods: methodsOf(tensors),
      bytes: first.bytes,
      message,
    });
  }
  return { examined, findings };
}

/** What is in the shared area, one for each place of each name. */
function inArea({ groups, area }: Program): readonly PlacedTensor[] {
  const all = [...groups.values()].flat().filter((t) => area !== null && t.arena === area && t.bytes > 0);
  const seen = new Map(all.map((t) => [JSON.stringify([t.entry, t.offset, t.bytes]), t]));
  return [...seen.values()].sort((a, b) => a.offset - b.offset || a.bytes - b.bytes);
}

/** Sorted by offset, the one that reaches farthest so far meets whatever overlaps at all. */
function noOverlap(program: Program): Outcome {
  const tensors = inArea(program);
  const findings: Found[] = [];
  const reach = new Map<string, PlacedTensor>();
  for (const tensor of tensors) {
    for (const below of reach.values()) {
      const shared = Math.min(below.offset + below.bytes, tensor.offset + tensor.bytes) - tensor.offset;
      if (below.entry === tensor.entry || shared <= 0) continue;
      const message = `${quoted(below.entry)} (${below.method}) and ${quoted(tensor.entry)} (${tensor.method}) share ${formatBytesExactly(shared)} of the shared area from ${tensor.offset}.`;
      findings.push({
        severity: "error",
        entry: tensor.entry,
        methods: methodsOf([below, tensor]),
        bytes: shared,
        message,
      });
    }
    const before = reach.get(tensor.entry);
    if (before === undefined || before.offset + before.bytes < tensor.offset + tensor.bytes) {
      reach.set(tensor.entry, tensor);
    }
    for (const [name, below] of reach) if (below.offset + below.bytes <= tensor.offset) reach.delete(name);
  }
  return { examined: tensors.length, findings };
}

function closed({ methods, area, entries }: Program): Outcome {
  if (area === null) return { examined: 0, findings: [] };
  const all = methods.flatMap((method) => method.tensors);
  const strangers = all.filter((t) => t.arena === area && !entries.has(t.entry) && t.bytes > 0);
  const findings = strangers.map(
    (t): Found => ({
      severity: "error",
      entry: t.entry,
      methods: [t.method],
      bytes: t.bytes,
      message: `${quoted(t.tensor)} of ${t.method} lies in memory ${area}, which is for shared state alone.`,
    }),
  );
  for (const { id, ownBytes } of methods) {
    if (ownBytes === 0 || strangers.some((t) => t.method === id)) continue;
    const message = `What ${id} runs needs ${formatBytesExactly(ownBytes)} in memory ${area}, which is for shared state alone.`;
    findings.push({ severity: "error", entry: "", methods: [id], bytes: ownBytes, message });
  }
  return { examined: all.length, findings };
}

function size({ methods, groups, area }: Program): Outcome {
  if (area === null) return { examined: 0, findings: [] };
  const end = Math.max(
    0,
    ...[...groups.values()].flat().map((t) => (t.arena === area ? t.offset + t.bytes : 0)),
  );
  const known = methods.filter((method) => method.areaBytes !== null);
  const findings: Found[] = [];
  const sizeOf = (i: number) => known[i]?.areaBytes ?? 0;
  const other = known.findIndex((_, i) => sizeOf(i) !== sizeOf(0));
  const [first, second] = [known[0]?.id ?? "", known[other]?.id ?? ""];
  if (other > 0) {
    const message = `The shared area has ${formatBytesExactly(sizeOf(0))} in ${first}, but ${formatBytesExactly(sizeOf(other))} in ${second}.`;
    const bytes = Math.abs(sizeOf(0) - sizeOf(other));
    findings.push({ severity: "error", entry: "", methods: [first, second], bytes, message });
  }
  known.forEach(({ id }, i) => {
    if (sizeOf(i) >= end) return;
    const message = `In ${id} the shared area has ${formatBytesExactly(sizeOf(i))}, but state reaches to ${end}.`;
    findings.push({ severity: "error", entry: "", methods: [id], bytes: end - sizeOf(i), message });
  });
  const without = methods.filter((method) => method.areaBytes === null && known.length > 0);
  for (const { id } of without) {
    const message = `${id} says nothing of the shared area, so its runtime may leave it out.`;
    findings.push({ severity: "error", entry: "", methods: [id], bytes: sizeOf(0), message });
  }
  return { examined: known.length, findings };
}

function aligned({ groups, entries }: Program): Outcome {
  const tensors = [...groups].flatMap(([entry, all]) =>
    placed(all).map((tensor) => ({ tensor, asked: entries.get(entry)?.alignment ?? 1 })),
  );
  const crooked = tensors.filter(({ tensor, asked }) => tensor.bytes > 0 && tensor.offset % asked !== 0);
  return {
    examined: tensors.length,
    findings: crooked.map(({ tensor: { entry, method, offset, bytes }, asked }) => ({
      severity: "error",
      entry,
      methods: [method],
      bytes,
      message: `${quoted(entry)} is at ${offset} in ${method}, which is not a multiple of ${asked}.`,
    })),
  };
}

function pinned({ methods, entries }: Program): Outcome {
  let examined = 0;
  const findings: Found[] = [];
  for (const { id, steps, tensors } of methods) {
    for (const { entry, life, bytes } of tensors) {
      if (!entries.has(entry) || life === null || steps === null) continue;
      examined++;
      if (life[0] <= steps[0] && life[1] >= steps[1]) continue;
      const message = `${quoted(entry)} is kept at steps ${life[0]} to ${life[1]}, but ${id} runs at ${steps[0]} to ${steps[1]}: others may take its bytes.`;
      findings.push({ severity: "error", entry, methods: [id], bytes, message });
    }
  }
  return { examined, findings };
}

function notConstant(program: Program): Outcome {
  const findings: Found[] = [];
  for (const [entry, tensors] of program.groups) {
    const writers = methodsOf(tensors.filter((t) => t.changed));
    const stale = tensors.filter((t) => t.constant && !t.changed);
    if (writers.length === 0 || stale.length === 0) continue;
    const message = `${methodsOf(stale).join(", ")} reads ${quoted(entry)} as a constant, so it never sees what ${writers.join(", ")} writes.`;
    findings.push({
      severity: severityOf(program, entry),
      entry,
      methods: [...methodsOf(stale), ...writers],
      bytes: stale[0]?.bytes ?? 0,
      message,
    });
  }
  return { examined: program.groups.size, findings };
}

function oneInitialiser({ groups, entries }: Program): Outcome {
  const initial = [...groups].filter(([entry]) => entries.get(entry)?.initial === true);
  const again = initial.filter(([, tensors]) => methodsOf(tensors).length > 1);
  return {
    examined: initial.length,
    findings: again.map(([entry, tensors]) => ({
      severity: "warning",
      entry,
      methods: methodsOf(tensors),
      bytes: tensors[0]?.bytes ?? 0,
      message: `${quoted(entry)} has contents at first, which each of ${methodsOf(tensors).join(", ")} brings when it is loaded: load all before you run any, or what was written is lost.`,
    })),
  };
}

/** What no plan can see to: it holds only if the caller of the methods does its part. */
function runtime({ methods, area, groups, entries }: Program): Outcome {
  const findings: Found[] = [];
  const ids = methods.map((method) => method.id);
  if (area !== null && ids.length > 1) {
    const message = `All methods must be given one and the same memory ${area}; else each has state of its own.`;
    findings.push({ severity: "info", entry: "", methods: ids, bytes: 0, message });
  }
  if (ids.length > 1) {
    const message =
      "Other memories may lie over each other, each as large as the largest of all methods, only if a method's outputs are used up before the next call.";
    findings.push({ severity: "info", entry: "", methods: ids, bytes: 0, message });
  }
  for (const [entry, tensors] of groups) {
    const own = placed(tensors).filter((t) => !entries.has(entry) && t.changed);
    if (own.length === 0) continue;
    const message = `${methodsOf(own).join(", ")} keeps ${quoted(entry)} in its own memory from call to call, so that memory must not be laid over another method's.`;
    findings.push({
      severity: "warning",
      entry,
      methods: methodsOf(own),
      bytes: own[0]?.bytes ?? 0,
      message,
    });
  }
  return { examined: ids.length, findings };
}

export const CHECKS: readonly Check[] = [
  { code: "same-place", asks: "Is each piece of state at one place in all methods?", run: samePlace },
  { code: "no-overlap", asks: "Does no state share bytes with other state?", run: noOverlap },
  { code: "closed", asks: "Is nothing else in the shared area?", run: closed },
  { code: "size", asks: "Is the area equally large for all methods, and large enough?", run: size },
  { code: "aligned", asks: "Is each place a multiple of what it should be?", run: aligned },
  { code: "pinned", asks: "Is state kept for the whole of each method?", run: pinned },
  { code: "not-constant", asks: "Does no method read it as a constant?", run: notConstant },
  { code: "one-initialiser", asks: "Is it filled only once?", run: oneInitialiser },
  { code: "runtime", asks: "What must the caller of the methods see to?", run: runtime },
];
