/** State that a file lays out for all of its methods: memories that hold nothing but named state, the same name at the same place. */

import type { Diagnostic, SharedEntry, SharingSpec } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";
import { powerOfTwo } from "./alignment.ts";
import type { Emitted } from "./emit.ts";
import type { Lives } from "./lives.ts";
import { tensorOf } from "./trace.ts";

export interface MethodFacts {
  readonly id: string;
  readonly lives: Lives;
  readonly emitted: Emitted;
}

export interface SharedArea {
  readonly sharing: SharingSpec;
  /** Number of the memory. */
  readonly arena: number;
  /** Bytes that all places in it are multiples of, and that sizes may be rounded up to. */
  readonly alignment: number;
}

interface Held {
  readonly method: string;
  readonly tensor: string;
  readonly offset: number;
  readonly bytes: number;
  readonly initial: boolean;
}

export interface Sharing {
  /** Null: nothing is shared. */
  readonly area: SharedArea | null;
  readonly findings: readonly Diagnostic[];
}

export function sharingOf(methods: readonly MethodFacts[]): Sharing {
  const findings: Diagnostic[] = [];
  const areas = methods.length < 2 ? [] : areasOf(methods);
  const [arena] = areas;
  const everywhere = byName(methods, () => true);
  const inArea =
    arena === undefined ? new Map<string, Held[]>() : byName(methods, (memory) => memory === arena);
  for (const [name, held] of everywhere) {
    if (new Set(held.map(({ method }) => method)).size > 1)
      findings.push(...consistency(name, held, inArea.get(name)));
  }
  if (arena === undefined) return { area: null, findings };
  const entries = [...inArea].filter(([name, held]) => name !== "__proto__" && samePlace(held));
  const { kept, dropped } = apart(entries);
  findings.push(...dropped);
  if (kept.length === 0) return { area: null, findings };
  const area: SharedArea = {
    arena,
    alignment: roundingOf(kept),
    sharing: {
      policy: "entries",
      entries: kept.map(([name, held]): SharedEntry => {
        const initial = held.some((one) => one.initial);
        return {
          name,
          members: Object.fromEntries(held.map(({ method, tensor }) => [method, tensor])),
          // the file has it as state, whoever changes it
          forced: true,
          ...(initial ? { initial } : {}),
        };
      }),
      arena: String(arena),
      locked: Object.fromEntries(kept.map(([name, [first]]) => [name, first?.offset ?? 0])),
    },
  };
  return { area, findings };
}

/** Memories from number 2 on in which every method has named state only; the lowest first. */
function areasOf(methods: readonly MethodFacts[]): readonly number[] {
  const named = new Set<number>();
  const others = new Set<number>();
  for (const { lives } of methods) {
    for (const { value, kind } of lives.roots) {
      const tensor = tensorOf(lives.trace.plan, value);
      const memory = tensor?.allocation?.memory ?? 0;
      const isNamed = kind === "state" && (tensor?.extra?.name ?? "") !== "";
      (isNamed ? named : others).add(memory);
    }
  }
  return [...named].filter((memory) => memory > 1 && !others.has(memory)).sort((a, b) => a - b);
}

function byName(
  methods: readonly MethodFacts[],
  wanted: (memory: number) => boolean,
): ReadonlyMap<string, readonly Held[]> {
  const found = new Map<string, Held[]>();
  for (const { id, lives, emitted } of methods) {
    const seen = new Set<string>();
    for (const { value } of lives.roots) {
      const tensor = tensorOf(lives.trace.plan, value);
      const name = tensor?.extra?.name ?? "";
      if (!tensor?.allocation || name === "" || seen.has(name) || !wanted(tensor.allocation.memory)) continue;
      seen.add(name);
      const held: Held = {
        method: id,
        tensor: emitted.nameOf(value),
        offset: tensor.allocation.offset,
        bytes: lives.trace.bytes[value] ?? 0,
        initial: tensor.dataIndex > 0,
      };
      const list = found.get(name);
      if (list === undefined) found.set(name, [held]);
      else list.push(held);
    }
  }
  return found;
}

function samePlace(held: readonly Held[]): boolean {
  const [first] = held;
  return held.every(({ offset, bytes }) => offset === first?.offset && bytes === first.bytes);
}

/** Of state that several methods have: whether they mean the same bytes. */
function consistency(
  name: string,
  held: readonly Held[],
  shared: readonly Held[] | undefined,
): readonly Diagnostic[] {
  const quoted = JSON.stringify(name);
  const at = held.map(({ method, tensor }) => `tensor:${method}/${tensor}`);
  const who = held.map(({ method }) => method).join(", ");
  if (shared?.length === held.length && samePlace(held)) {
    const [first] = held;
    const initial = held.some((one) => one.initial)
      ? " It has initial contents: loading another method later sets it back to them."
      : "";
    const message = `${quoted} is one thing for ${who}: ${formatCount(first?.bytes ?? 0)} bytes at ${formatCount(first?.offset ?? 0)}, if all methods are given the same memory there.${initial}`;
    return [{ severity: initial === "" ? "info" : "warning", code: "shared-state", message, at }];
  }
  if (shared?.length === held.length) {
    const places = held
      .map((h) => `${formatCount(h.bytes)} bytes at ${formatCount(h.offset)} in ${h.method}`)
      .join(", ");
    const message = `${quoted} is not at the same place in all methods, though their memory is shared: ${places}.`;
    return [{ severity: "error", code: "same-place", message, at }];
  }
  const message = `${quoted} is in ${who}, each in memory of its own: what one method writes there the others do not see.`;
  return [{ severity: "warning", code: "private-state", message, at }];
}

type Entry = readonly [name: string, held: readonly Held[]];

/** Entries that lie beside each other; one that reaches into another is left out, and told. */
function apart(entries: readonly Entry[]): { kept: readonly Entry[]; dropped: readonly Diagnostic[] } {
  const kept: Entry[] = [];
  const dropped: Diagnostic[] = [];
  let end = 0;
  const from = ([, [first]]: Entry) => first?.offset ?? 0;
  for (const entry of [...entries].sort((a, b) => from(a) - from(b))) {
    const [name, [first]] = entry;
    if (first === undefined) continue;
    const before = kept.at(-1);
    if (before !== undefined && first.bytes > 0 && first.offset < end) {
      const message = `${JSON.stringify(name)} and ${JSON.stringify(before[0])} are state in the same bytes of the shared memory: running one method destroys what another keeps.`;
      const at = [...before[1], ...entry[1]].map(({ method, tensor }) => `tensor:${method}/${tensor}`);
      dropped.push({ severity: "error", code: "state-overlap", message, at });
      continue;
    }
    kept.push(entry);
    end = Math.max(end, first.offset + first.bytes);
  }
  return { kept, dropped };
}

/** The most that the places allow sizes to be rounded up to; 16 is what is usual. */
function roundingOf(entries: readonly Entry[]): number {
  const held = entries.flatMap(([, [first]]) => first ?? []);
  let alignment = powerOfTwo(held.map(({ offset }) => offset));
  const fits = () =>
    held.every((one, i) => {
      const next = held[i + 1];
      return next === undefined || one.offset + Math.ceil(one.bytes / alignment) * alignment <= next.offset;
    });
  while (alignment > 1 && !fits()) alignment /= 2;
  return alignment;
}
