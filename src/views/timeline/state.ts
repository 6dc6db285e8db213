/** From the stores to what the timeline's picture depends on. */

import type { Plan } from "../../core/plan.types.ts";
import { allSteps, shownArena } from "../../draw/arena-layout.ts";
import { type Geometry, geometryOf } from "../../draw/geometry.ts";
import { last } from "../../draw/last.ts";
import { modelOf } from "../../draw/model.ts";
import type { TimelineState } from "../../draw/paint-timeline.ts";
import { timelineBoxes } from "../../draw/paint-timeline.ts";
import { inside } from "../../draw/range.ts";
import { kinOf, matchesMeant, storagesAlone, together } from "../../draw/tone.ts";
import type { Moment } from "../../draw/transition.ts";
import type { RowSet } from "../../look/rows.ts";
import { linksOf } from "../../store/links.ts";
import { matchesNow, rowsNow, tintsNow } from "../../store/looks.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import type { RowScroll } from "./rows-scroll.ts";

/** The rows that each plan was last shown in: where bars come from when the next one takes its place. */
const shown = new WeakMap<Plan, RowSet>();

/** The links of selection and hover and the selection's kin, kept while picture and targets stay. */
export function makeLinks() {
  return {
    selection: last(linksOf),
    second: last(linksOf),
    hover: last(linksOf),
    kin: last(kinOf),
    meant: last(together),
    spot: last(storagesAlone),
    matches: last(matchesMeant),
  };
}

function arenaOf(picture: Picture): number {
  return shownArena(picture.plan, sessionStore.getState().arena);
}

/** Rows of the moment: between the old plan's rows and the new one's while under way. */
function rowsAt(rows: RowSet, before: Int32Array | undefined, moment: Moment): Int32Array | Float64Array {
  const { under } = moment;
  if (under === undefined || before === undefined) return rows.rowOf;
  return Float64Array.from(rows.rowOf, (to, s) => {
    const from = before[under.pairs[s] ?? -1] ?? -1;
    return from < 0 || to < 0 ? to : from + (to - from) * under.t;
  });
}

/** Undefined while there is no picture, or no step in it. */
export function timelineState(
  size: { readonly width: number; readonly height: number },
  scroll: RowScroll,
  links: ReturnType<typeof makeLinks>,
  moment: Moment | undefined,
): TimelineState | undefined {
  const { picture } = outcomeStore.getState();
  if (picture === null || picture.plan.steps === 0) return undefined;
  const session = sessionStore.getState();
  const tints = tintsNow(picture);
  const arena = arenaOf(picture);
  const rows = rowsNow(picture, arena);
  if (tints === undefined || rows === undefined) return undefined;
  const before = moment?.under === undefined ? undefined : shown.get(moment.under.before)?.rowOf;
  shown.set(picture.plan, rows);
  const geometry: Geometry = moment?.geometry ?? geometryOf(picture.plan);
  return {
    model: modelOf(picture, tints),
    geometry,
    rows,
    rowAt: moment === undefined ? rows.rowOf : rowsAt(rows, before, moment),
    moving: moment?.under !== undefined,
    arena,
    time: inside(session.time, allSteps(picture.plan)),
    ...size,
    scroll: scroll.at(rows, timelineBoxes(size.width, size.height).rows.h),
    views: session.explained.includes("views"),
    padding: session.explained.includes("padding"),
    base: session.addressBase,
    selected: links.meant(
      links.selection(picture, session.selection),
      links.second(picture, session.second),
      links.spot(spotStore.getState().spot?.storages),
      links.matches(matchesNow(picture)?.mask),
    ),
  };
}
