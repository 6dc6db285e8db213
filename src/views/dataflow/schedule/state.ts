/** From the stores to what the picture of a schedule depends on. */

import { last } from "../../../draw/last.ts";
import { inside } from "../../../draw/range.ts";
import type { Lit } from "../../../draw/schedule/paint.ts";
import { type ScheduleScene, sceneOf, wholeOf } from "../../../draw/schedule/scene.ts";
import { columnsOf, type LoopColumns } from "../../../look/dataflow/loop-tree.ts";
import type { ScheduleView } from "../../../look/dataflow/schedule-view.ts";
import { dataflowAnswers, isOfPicture } from "../../../store/dataflow.ts";
import { linksOf } from "../../../store/links.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { scheduleLooking } from "../../../store/schedule-looking.ts";
import { sessionStore } from "../../../store/session.ts";
import { cursorStep } from "../../../store/walk.ts";

export const columnsNow = last(columnsOf);
const links = last(linksOf);

/** The answer, while it is of as many firings as the plan on the page: that of an older plan stays until the next one comes. */
export function viewNow(): ScheduleView | undefined {
  const { value } = dataflowAnswers.getState().schedule;
  const { picture } = outcomeStore.getState();
  return value === null || value.firings === 0 || picture?.plan.nodes.count !== value.firings
    ? undefined
    : value;
}

/** Null where time is in steps. */
function shownColumns(view: ScheduleView): LoopColumns | null {
  const { time, open } = scheduleLooking.getState();
  return time === "steps" || view.loops === null ? null : columnsNow(view.loops, open);
}

export function sceneNow(
  size: { readonly width: number; readonly height: number },
  scroll: number,
): ScheduleScene | undefined {
  const view = viewNow();
  if (view === undefined) return undefined;
  const columns = shownColumns(view);
  const window = columns === null ? sessionStore.getState().time : scheduleLooking.getState().columns;
  return sceneOf({ view, columns, range: inside(window, wholeOf(view, columns)), scroll, ...size });
}

export function cursorNow(view: ScheduleView): number {
  const { picture } = outcomeStore.getState();
  return picture === null ? 0 : Math.min(cursorStep(picture), view.firings - 1);
}

/** Actors and FIFOs that the selection is about; none in the schedule of an older plan. */
export function litNow(view: ScheduleView): Lit {
  const { picture } = outcomeStore.getState();
  const { selection } = sessionStore.getState();
  if (picture === null || selection === null || !isOfPicture("schedule"))
    return { actors: new Set(), fifos: new Set() };
  if (selection.kind === "node") {
    const step = picture.plan.nodes.step[selection.index] ?? -1;
    const actor = view.actorAt[step];
    return { actors: new Set(actor === undefined ? [] : [actor]), fifos: new Set() };
  }
  return { actors: new Set(), fifos: links(picture, selection)?.tensors ?? new Set() };
}
