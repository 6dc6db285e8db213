/** What tips and the line for screen readers say of a schedule. */

import { formatCount } from "../../../core/units.ts";
import type { Tip } from "../../../draw/describe.ts";
import { heldAt } from "../../../draw/schedule/held-columns.ts";
import type { ScheduleScene } from "../../../draw/schedule/scene.ts";
import { columnOfStep, type ScheduleRow } from "../../../draw/schedule/scene.ts";
import type { ScheduleView } from "../../../look/dataflow/schedule-view.ts";

/** `firing 3 of 7`: which one of its actor a step is. */
function firingText({ actorAt, actors }: ScheduleView, step: number): string {
  const actor = actorAt[step] ?? 0;
  const [from, to] = [actors.from[actor] ?? 0, actors.from[actor + 1] ?? 0];
  const nth = actors.steps.subarray(from, to).indexOf(step);
  return `firing ${formatCount(nth + 1)} of ${formatCount(to - from)}`;
}

export function spokenStep(view: ScheduleView, step: number): string {
  const id = view.actors.id[view.actorAt[step] ?? 0] ?? "";
  return `Step ${formatCount(step)}: ${id}, ${firingText(view, step)}.`;
}

/** FIFOs that a tip tells of at most. */
const MOST_TOLD = 6;

export function tipOf(scene: ScheduleScene, row: ScheduleRow | undefined, step: number): Tip {
  const { view, columns } = scene;
  const { fifos, actors } = view;
  if (row?.kind === "fifo") {
    const f = row.index;
    const rows: [string, string][] = [
      [`after step ${formatCount(step)}`, count(heldAt(fifos, f, step), "sample")],
      ["most", `${formatCount(fifos.most[f] ?? 0)} of ${formatCount(fifos.length[f] ?? 0)}`],
    ];
    if ((fifos.delay[f] ?? 0) > 0) rows.push(["initial", count(fifos.delay[f] ?? 0, "sample")]);
    return { title: `${fifos.id[f] ?? ""}: ${fifos.title[f] ?? ""}`, rows };
  }
  const actor = view.actorAt[step] ?? 0;
  const rows: [string, string][] = [["step", `${formatCount(step)}, ${firingText(view, step)}`]];
  const repeats = columns?.repeats[columnOfStep(scene, step)] ?? 1;
  if (repeats > 1) rows.push(["here", `${formatCount(repeats)} firings in a row`]);
  const around = fifos.id.flatMap((id, f) =>
    fifos.fromActor[f] === actor || fifos.toActor[f] === actor ? [[id, f] as const] : [],
  );
  for (const [id, f] of around.slice(0, MOST_TOLD)) {
    const verb = fifos.fromActor[f] === actor ? "into" : "from";
    const [before, after] = [
      step === 0 ? (fifos.delay[f] ?? 0) : heldAt(fifos, f, step - 1),
      heldAt(fifos, f, step),
    ];
    if (!Number.isNaN(after))
      rows.push([`${verb} ${id}`, `${formatCount(before)} → ${count(after, "sample")}`]);
  }
  return { title: actors.id[actor] ?? "", rows };
}

export function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

/** Terms whose text is spoken whole. */
const MOST_SPOKEN = 200;

export function summaryOf(view: ScheduleView): string {
  const { firings, actors, text } = view;
  const many = `${count(firings, "firing")} of ${count(actors.id.length, "node")}`;
  const loops = text === "" || text.length > MOST_SPOKEN ? "" : ` ${text}.`;
  return `Schedule: ${many}.${loops}`;
}
