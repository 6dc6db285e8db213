import { expect, test } from "vitest";
import { syntheticDocument } from "../../../bench/synthetic.ts";
import { planDocument } from "../plan.ts";
import type { StorageColumns } from "../plan.types.ts";
import { Random } from "../random.ts";
import { DEFAULT_SETTINGS } from "../settings.ts";
import { NO_WATCH } from "../watch.ts";
import { forEachAlive } from "./alive-blocks.ts";

function columns(count: number): StorageColumns {
  const made = planDocument(
    syntheticDocument(count),
    { ...DEFAULT_SETTINGS, place: "greedy-by-size" },
    NO_WATCH,
  );
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.storages;
}

function shuffled(storages: StorageColumns): StorageColumns {
  const random = new Random(7);
  const at = Int32Array.from({ length: storages.count }, (_, i) => i);
  for (let i = at.length - 1; i > 0; i--) {
    const k = random.below(i + 1);
    [at[i], at[k]] = [at[k] ?? 0, at[i] ?? 0];
  }
  return {
    ...storages,
    start: at.map((s) => storages.start[s] ?? 0),
    end: at.map((s) => storages.end[s] ?? 0),
  };
}

test.each([
  ["few, in time", columns(700)],
  ["many, in time", columns(9000)],
  ["many, in no order", shuffled(columns(9000))],
])("of %s exactly those alive are visited, by position", (_, storages) => {
  const random = new Random(1);
  for (let n = 0; n < 40; n++) {
    const step = random.below(storages.count + 10) - 5;
    const visited: number[] = [];
    forEachAlive(storages, step, (s) => visited.push(s));
    const alive = [...storages.start.keys()].filter(
      (s) => (storages.start[s] ?? 0) <= step && step < (storages.end[s] ?? 0),
    );
    expect(visited).toEqual(alive);
  }
});
