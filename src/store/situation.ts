/** What somebody measures, marks and looks for, as pictures paint it and say it. */

import { measuredNow, shortOfArea, spokenArea } from "./area.ts";
import { matchesNow } from "./looks.ts";
import type { Picture } from "./outcome.ts";
import { type Area, sessionStore } from "./session.ts";

export interface MeasuresNow {
  readonly area: Area | null;
  readonly words: readonly string[];
  readonly marks: readonly number[];
}

/** The area of an arena with the words beside it, and all marks. */
export function measuresNow(arena: number): MeasuresNow {
  const { area, marks } = sessionStore.getState();
  if (area === null || area.arena !== arena) return { area: null, words: [], marks };
  const measured = measuredNow();
  return { area, words: measured === null ? [] : shortOfArea(measured), marks };
}

/** What the label of a picture says besides its numbers and its window. */
export function situationNow(picture: Picture, arena: number) {
  const { addressBase, marks, area } = sessionStore.getState();
  const measured = area?.arena === arena ? measuredNow() : null;
  return {
    plan: picture.plan,
    arena,
    base: addressBase,
    found: matchesNow(picture)?.found.length ?? null,
    area: measured === null ? "" : spokenArea(measured, addressBase),
    marks,
  };
}
