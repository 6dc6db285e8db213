/** Where each method of the open program is in the picture: its steps, its memories, its peak. */

import type { Plan } from "../core/plan.types.ts";
import type { Picture } from "./outcome.ts";
import type { Window } from "./session.ts";

export interface MethodSpan {
  readonly id: string;
  /** Its steps, half open; equal ends: it has none. */
  readonly steps: Window;
  /** Indices of its nodes in the plan. */
  readonly nodes: readonly number[];
  /** Indices of the arenas that are its own. */
  readonly arenas: readonly number[];
  /** Bytes of its own arenas. */
  readonly peak: number;
  /** First step at which the most bytes of them are alive. */
  readonly peakStep: number;
}

/** What is between the name of a method and the name of a thing of it. */
const BETWEEN = "/";

/** The method that a name of the picture begins with: the longest, for one may be called as another begins. */
function methodOf(methods: readonly string[], id: string): string | undefined {
  let best: string | undefined;
  for (const method of methods) {
    if (id.startsWith(method + BETWEEN) && method.length > (best?.length ?? -1)) best = method;
  }
  return best;
}

/** Positions of names by the method that they are of. */
function byMethod(methods: readonly string[], names: readonly string[]): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>(methods.map((id) => [id, []]));
  names.forEach((name, i) => {
    found.get(methodOf(methods, name) ?? "")?.push(i);
  });
  return found;
}

/** The first step at which these arenas together hold the most. */
function fullest(plan: Plan, arenas: readonly number[]): number {
  const changes = new Map<number, number>();
  for (const arena of arenas) {
    const curve = plan.live[arena];
    let before = 0;
    curve?.step.forEach((step, i) => {
      const bytes = curve.bytes[i] ?? 0;
      changes.set(step, (changes.get(step) ?? 0) + bytes - before);
      before = bytes;
    });
  }
  let live = 0;
  let most = 0;
  let at = 0;
  for (const [step, change] of [...changes].sort(([a], [b]) => a - b)) {
    live += change;
    if (live > most) {
      most = live;
      at = step;
    }
  }
  return at;
}

const known = new WeakMap<Plan, readonly MethodSpan[]>();

/** In the order of the program; empty where the picture is of no program. */
export function methodSpans(picture: Picture | null): readonly MethodSpan[] {
  if (picture?.document.kind !== "methods") return [];
  const { plan, document } = picture;
  const found = known.get(plan);
  if (found !== undefined) return found;
  const ids = document.methods.map((m) => m.id);
  const nodes = byMethod(ids, plan.nodes.id);
  const arenas = byMethod(
    ids,
    plan.arenas.map((arena) => arena.id),
  );
  const spans = ids.map((id): MethodSpan => {
    const own = nodes.get(id) ?? [];
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    for (const n of own) {
      const step = plan.nodes.step[n] ?? 0;
      from = Math.min(from, step);
      to = Math.max(to, step + 1);
    }
    const memories = arenas.get(id) ?? [];
    return {
      id,
      steps: [Math.min(from, to), to],
      nodes: own,
      arenas: memories,
      peak: memories.reduce((sum, a) => sum + (plan.arenas[a]?.peak ?? 0), 0),
      peakStep: fullest(plan, memories),
    };
  });
  known.set(plan, spans);
  return spans;
}

/** Indices of the arenas that no method has for itself: the shared state. */
export function sharedArenas(picture: Picture): readonly number[] {
  const own = new Set(methodSpans(picture).flatMap((span) => span.arenas));
  return picture.plan.arenas.flatMap((_, a) => (own.has(a) ? [] : [a]));
}
