/** `memplan bench FILE…`: every placement on every file, with peak, bound, ratio and processor time. */

import { PLACEMENTS } from "../core/place/index.ts";
import { planAndCheck } from "../core/plan-checked.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { formatCount } from "../core/units.ts";
import { documentHash } from "../formats/hash.ts";
import { type Command, JSON_FLAG } from "./command.ts";
import { deliver } from "./deliver.ts";
import { givenSizes } from "./dims.ts";
import { type Parsed, suggest, takeFiles, valueOfFlag } from "./flags.ts";
import { inFile, openPlannable } from "./open.ts";
import { PLANNING_FLAGS, readSettingFlags } from "./settings-flags.ts";
import { alignColumns, toJson } from "./text.ts";
import { watchOf } from "./watch.ts";

interface Run {
  readonly file: string;
  readonly name: string;
  readonly place: string;
  readonly peakBytes: number;
  readonly lowerBoundBytes: number;
  /** Peak over lower bound; 1 when nothing needs memory. */
  readonly ratio: number;
  /** Whether it is proven that no plan is smaller. */
  readonly optimal: boolean;
  readonly fits: boolean;
  /** Search steps; 0: it does not search. */
  readonly steps: number;
  readonly violations: number;
  /** Of the processor: planning and checking. */
  readonly milliseconds: number;
}

function placementsOf(parsed: Parsed): Result<readonly string[]> {
  const known = PLACEMENTS.map((p) => p.id);
  const wanted = valueOfFlag(parsed, "place")?.split(",");
  const stranger = wanted?.find((id) => !known.includes(id));
  if (stranger === undefined) return ok(wanted ?? known);
  return fail("bad-value", `--place ${stranger} is not a placement.`, { help: suggest(stranger, known) });
}

function sayRuns(runs: readonly Run[]): string {
  const rows = runs.map((run) => [
    run.file,
    run.place,
    formatCount(run.peakBytes),
    formatCount(run.lowerBoundBytes),
    run.ratio.toFixed(4),
    run.milliseconds.toFixed(1),
    run.steps === 0 ? "–" : formatCount(run.steps),
    [run.optimal ? "optimal" : "", run.fits ? "" : "does not fit", run.violations > 0 ? "WRONG" : ""]
      .filter((s) => s !== "")
      .join(", "),
  ]);
  return alignColumns(
    [["file", "placement", "peak B", "bound B", "ratio", "CPU ms", "steps", ""], ...rows],
    [2, 3, 4, 5, 6],
  );
}

export const bench: Command = {
  id: "bench",
  usage: "bench FILE… [--place a,b] [--json PATH] [settings]",
  says: "Plans each FILE by every placement, or those named: peak, lower bound, ratio and CPU time.",
  flags: [
    JSON_FLAG,
    ...PLANNING_FLAGS.map((f) =>
      f.flag === "place" ? { ...f, value: "a,b", says: "The placements to compare." } : f,
    ),
  ],
  run: async (parsed, io) => {
    const places = placementsOf(parsed);
    if (!places.ok) return places;
    const settings = readSettingFlags({
      ...parsed,
      values: new Map([...parsed.values].filter(([f]) => f !== "place")),
    });
    if (!settings.ok) return settings;
    const files = takeFiles(parsed, 1, Number.POSITIVE_INFINITY, bench.usage);
    if (!files.ok) return files;
    const runs: Run[] = [];
    for (const file of files.value) {
      const source = await openPlannable(io, file, givenSizes(parsed));
      if (!source.ok) return source;
      const sha256 = documentHash(source.value);
      for (const place of places.value) {
        const before = io.cpu();
        const { watch, done } = watchOf(io, settings.value);
        const planned = planAndCheck(source.value, { ...settings.value, place }, sha256, watch);
        done();
        const milliseconds = io.cpu() - before;
        // of all placements those that have nothing to go by are left out
        if (!planned.ok && planned.problem.code === "needs-times" && !parsed.values.has("place")) continue;
        if (!planned.ok) return { ok: false, problem: inFile(planned.problem, file) };
        const { stats, name, arenas } = planned.value.document;
        const optimal = arenas.every((arena) => arena.optimal);
        const steps = planned.value.plan.search.placeSteps;
        const { peakBytes, lowerBoundBytes, fits } = stats;
        const ratio = lowerBoundBytes === 0 ? 1 : peakBytes / lowerBoundBytes;
        const violations = planned.value.violations.length;
        const found = { file, name, place, peakBytes, lowerBoundBytes, ratio, optimal, fits };
        runs.push({ ...found, steps, violations, milliseconds });
      }
    }
    const json = valueOfFlag(parsed, "json");
    const written =
      json === undefined ? await deliver(io, "-", sayRuns(runs)) : await deliver(io, json, toJson({ runs }));
    if (!written.ok) return written;
    return ok(runs.every((run) => run.violations === 0) ? 0 : 1);
  },
};
