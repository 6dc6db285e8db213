/** How strongly a storage shows when something is selected: what is meant, its buffer's others, the rest. */

import type { Plan } from "../core/plan.types.ts";
import { makeRects, type Rects } from "./rects.ts";

/** What a selection or hover means; the store's links have this shape. */
export interface Linked {
  readonly storages: ReadonlySet<number>;
  readonly buffers: ReadonlySet<number>;
  /** 1 for each storage that is meant besides: too many for a set, and none is outlined. */
  readonly mask?: Uint8Array;
}

/** What a search or the legend means; undefined when nothing is looked for. */
export function matchesMeant(mask: Uint8Array | undefined): Linked | undefined {
  return mask === undefined ? undefined : { storages: new Set(), buffers: new Set(), mask };
}

/** Storages that are meant without the rest of their buffers. */
export function storagesAlone(storages: ReadonlySet<number> | undefined): Linked | undefined {
  return storages === undefined || storages.size === 0 ? undefined : { storages, buffers: new Set() };
}

/** All that several of them mean; undefined when none means anything. */
export function together(...each: readonly (Linked | undefined)[]): Linked | undefined {
  const there = each.filter((linked) => linked !== undefined);
  const [only] = there;
  if (there.length < 2) return only;
  const mask = there.find((linked) => linked.mask !== undefined)?.mask;
  return {
    storages: new Set(there.flatMap((linked) => [...linked.storages])),
    buffers: new Set(there.flatMap((linked) => [...linked.buffers])),
    ...(mask === undefined ? {} : { mask }),
  };
}

/** Draw lists by tone: the rest, kin, what is meant. */
export type Tones = readonly [rest: Rects, kin: Rects, meant: Rects];

/** How opaque each tone is while something is selected. */
export const TONE_ALPHA = [0.5, 0.8, 1] as const;

export function makeTones(): Tones {
  return [makeRects(), makeRects(64), makeRects(16)];
}

export function clearTones(tones: Tones): void {
  for (const list of tones) list.count = 0;
}

/** 0, 1 or 2: an index of Tones. Without a selection all is in the first. */
export function toneOf(plan: Plan, linked: Linked | undefined, s: number): 0 | 1 | 2 {
  if (linked === undefined) return 0;
  if (linked.storages.has(s) || linked.mask?.[s] === 1) return 2;
  return linked.buffers.has(plan.storages.buffer[s] ?? -1) ? 1 : 0;
}

/** The other tenants of the buffers of what is meant. */
export function kinOf(plan: Plan, linked: Linked | undefined): readonly number[] {
  if (linked === undefined) return [];
  const kin: number[] = [];
  for (const b of linked.buffers) {
    for (let i = plan.buffers.storages.from[b] ?? 0; i < (plan.buffers.storages.from[b + 1] ?? 0); i++) {
      const s = plan.buffers.storages.items[i] ?? 0;
      if (!linked.storages.has(s)) kin.push(s);
    }
  }
  return kin;
}
