/** The rule of the original: what its escape facts and its plan for scratch say, kind by kind, with all that is wrong with them. */

import { forEachItem, isPlain, isRegion, listsIn } from "./body.ts";
import type { ArmsDocument, Item, Statement } from "./document.ts";
import type { OriginalReport } from "./report.types.ts";

/** What it calls the region that it puts around a program that is not made of regions alone. */
const ROOT = "vyre.program.root";

const WHY_EMPTY =
  "By its own safety rule only a buffer that is written and does not escape may be reused; but every kind of access that counts as a write also counts as an escape, so none is left.";

interface Reference {
  readonly buffer: string;
  /** Everything that it takes for a write it also takes for an escape. */
  readonly kind: "Read" | "Write" | "Atomic" | "AsyncDestination" | "AsyncSource" | "IndirectCount";
}

const ESCAPES: ReadonlySet<Reference["kind"]> = new Set([
  "Write",
  "Atomic",
  "AsyncDestination",
  "IndirectCount",
]);
const WRITES: ReadonlySet<Reference["kind"]> = new Set(["Write", "Atomic", "AsyncDestination"]);

function referencesOf(statement: Statement): Reference[] {
  switch (statement.op) {
    case "load":
    case "len":
    case "ref":
      return [{ buffer: statement.buffer, kind: "Read" }];
    case "store":
    case "atomic":
      return [
        ...(statement.from ?? []).map((buffer): Reference => ({ buffer, kind: "Read" })),
        { buffer: statement.buffer, kind: statement.op === "store" ? "Write" : "Atomic" },
      ];
    case "all_reduce":
    case "broadcast":
      return [{ buffer: statement.buffer, kind: "Write" }];
    case "all_gather":
    case "reduce_scatter":
      return [
        { buffer: statement.input, kind: "Read" },
        { buffer: statement.output, kind: "Write" },
      ];
    case "async_load":
    case "async_store":
      return [
        { buffer: statement.src, kind: "AsyncSource" },
        { buffer: statement.dst, kind: statement.op === "async_load" ? "AsyncDestination" : "Write" },
      ];
    case "indirect":
      return [{ buffer: statement.buffer, kind: "IndirectCount" }];
    // it records nothing of these, whatever they touch
    case "opaque":
    case "async_wait":
    case "if":
    case "loop":
      return [];
  }
}

/** Expects names that are declared. */
export function originalOf(document: ArmsDocument): OriginalReport {
  const whole: readonly Item[] =
    document.body.length > 0 && document.body.every(isRegion)
      ? document.body
      : [{ arm: ROOT, body: document.body }];
  const escaping = new Set<string>();
  const written = new Set<string>();
  const regions: string[] = [];
  forEachItem(whole, "body", 0, (item) => {
    if (isRegion(item)) regions.push(item.arm);
    else if (isPlain(item)) {
      for (const { buffer, kind } of referencesOf(item)) {
        if (ESCAPES.has(kind)) escaping.add(buffer);
        if (WRITES.has(kind)) written.add(buffer);
      }
    }
  });
  const nonEscaping = document.buffers.map((buffer) => buffer.id).filter((id) => !escaping.has(id));
  const kept = new Set(nonEscaping);
  const sets = new Map<string, Set<string>>();
  // whoever is inside counts for every region around it
  const gather = (items: readonly Item[], around: readonly Set<string>[]) => {
    for (const item of items) {
      let own = around;
      if (isRegion(item)) {
        const set = sets.get(item.arm) ?? new Set();
        sets.set(item.arm, set);
        own = [...around, set];
      } else if (isPlain(item)) {
        for (const { buffer } of referencesOf(item)) {
          if (kept.has(buffer)) for (const set of around) set.add(buffer);
        }
      }
      for (const [, inner] of listsIn(item)) gather(inner, own);
    }
  };
  gather(whole, []);
  const recyclable = [...sets].filter(([, set]) => set.size > 0);
  return {
    escaping: [...escaping].sort(),
    nonEscaping: nonEscaping.toSorted(),
    regions,
    armRecyclable: Object.fromEntries(recyclable.map(([name, set]) => [name, [...set].sort()])),
    pairCount: recyclable.reduce((sum, [, set]) => sum + set.size, 0),
    narrowWrittenNonEscaping: [...written].filter((id) => !escaping.has(id)).sort(),
    whyEmpty: WHY_EMPTY,
  };
}
