/** When what a tip says of the point under a pointer at rest is no longer what is there. */

import type { SessionState } from "./session.ts";

/** A click on what is pointed at selects it, and its tip stays true. */
function isPointedAt({ selection, hover }: SessionState): boolean {
  return selection !== null && hover?.kind === selection.kind && hover.index === selection.index;
}

/** Whether windows, colours or what is drawn changed, or something else was selected than what is pointed at. */
export function outdatesTip(now: SessionState, before: SessionState): boolean {
  return (
    now.time !== before.time ||
    now.addresses !== before.addresses ||
    now.arena !== before.arena ||
    now.heat !== before.heat ||
    now.colourBy !== before.colourBy ||
    now.onlyClasses !== before.onlyClasses ||
    now.lanes !== before.lanes ||
    now.ghosts !== before.ghosts ||
    now.explained !== before.explained ||
    now.addressBase !== before.addressBase ||
    now.second !== before.second ||
    (now.selection !== before.selection && !isPointedAt(now)) ||
    // the memory map is cut elsewhere
    (now.cursor !== before.cursor && now.cursor !== now.hoverStep)
  );
}
