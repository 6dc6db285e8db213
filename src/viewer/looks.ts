/** How the picture looks, made on this thread: a file from disk may have no workers. */

import { matchesOf } from "../look/matches.ts";
import { rowsOf } from "../look/rows.ts";
import { tintsOf } from "../look/tints.ts";
import { startFinding } from "../store/finding.ts";
import { isLarge, looksStore, tintsNow } from "../store/looks.ts";
import { outcomeStore } from "../store/outcome.ts";
import { type SessionState, sessionStore } from "../store/session.ts";

/** Colours and rows of large plans, which the stores do not make by themselves. */
function lookLarge(now: SessionState, before: SessionState | undefined): void {
  const { picture } = outcomeStore.getState();
  if (picture === null || !isLarge(picture)) return;
  if (now.colourBy !== before?.colourBy) looksStore.setState({ tints: tintsOf(picture, now.colourBy) });
  const spec = { kind: now.timelineRows, sort: now.rowSort, down: now.rowsDown, folded: now.foldedRows };
  const changed =
    now.arena !== before?.arena ||
    spec.kind !== before.timelineRows ||
    spec.sort !== before.rowSort ||
    spec.down !== before.rowsDown ||
    spec.folded !== before.foldedRows;
  if (changed) looksStore.setState({ rows: rowsOf(picture, now.arena, spec) });
}

/** What is looked for in large plans, likewise. */
function findLarge(now: SessionState, before: SessionState | undefined): void {
  const { picture } = outcomeStore.getState();
  const same =
    now.find === before?.find && now.onlyClasses === before.onlyClasses && now.colourBy === before.colourBy;
  const tints = picture === null ? undefined : tintsNow(picture);
  if (picture === null || !isLarge(picture) || same || tints === undefined) return;
  looksStore.setState({ matches: matchesOf(picture, tints, now.find, now.onlyClasses) });
}

/** Called once, after the picture is in its store. */
export function startLooks(): void {
  const look = (now: SessionState, before?: SessionState) => {
    lookLarge(now, before);
    findLarge(now, before);
  };
  look(sessionStore.getState());
  sessionStore.subscribe(look);
  startFinding();
}
