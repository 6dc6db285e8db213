/** Quality: the peak of every placement over the lower bound, with what it cost. Peaks are exact; times hold for one machine. */

import process from "node:process";
import type { SourceDocument } from "../src/core/document.ts";
import { PLACEMENTS } from "../src/core/place/index.ts";
import { planAndCheck } from "../src/core/plan-checked.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";

export interface Run {
  readonly place: string;
  readonly peak: number;
  readonly proven: boolean;
  /** Search steps; 0: it does not search. */
  readonly steps: number;
  /** Milliseconds of the processor, planning and checking. */
  readonly cpu: number;
}

export interface Row {
  readonly name: string;
  readonly storages: number;
  readonly lowerBound: number;
  readonly runs: readonly Run[];
}

/** Throws when a plan fails or is wrong: a figure of a wrong plan says nothing. */
export function measureQuality(
  document: SourceDocument,
  change: Partial<Settings> = {},
  places: readonly string[] = PLACEMENTS.map((p) => p.id),
): Row {
  let lowerBound = 0;
  let storages = 0;
  const runs = places.map((place): Run => {
    const before = process.cpuUsage();
    const planned = planAndCheck(document, { ...DEFAULT_SETTINGS, ...change, place }, "", NO_WATCH);
    const { user, system } = process.cpuUsage(before);
    if (!planned.ok) throw new Error(`${document.name} by ${place}: ${planned.problem.message}`);
    const { plan, violations } = planned.value;
    const [wrong] = violations;
    if (wrong !== undefined) throw new Error(`${document.name} by ${place}: ${wrong.message}`);
    lowerBound = plan.stats.lowerBoundBytes;
    storages = plan.stats.storages;
    return {
      place,
      peak: plan.stats.peakBytes,
      proven: plan.arenas.every((arena) => arena.optimal),
      steps: plan.search.placeSteps,
      cpu: (user + system) / 1000,
    };
  });
  return { name: document.name, storages, lowerBound, runs };
}
