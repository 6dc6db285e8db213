/** Searching: the bar, what it finds in plans that are not large, and the way from one match to the next. */

import { createStore } from "zustand/vanilla";
import { targetOfStorage } from "./facts.ts";
import { later } from "./later.ts";
import { isLarge, looksStore, matchesNow, tintsNow } from "./looks.ts";
import { outcomeStore } from "./outcome.ts";
import { request } from "./requests.ts";
import { select, sessionStore } from "./session.ts";
import { selectedStorage } from "./walk.ts";

export interface FindingState {
  /** Whether the bar is open. */
  readonly shown: boolean;
  /** Whether it is on the page: it comes after the start. */
  readonly there: boolean;
  /** How often it was asked for: each time its field gets the focus. Shown by a link it was not asked for. */
  readonly asked: number;
}

export const findingStore = createStore<FindingState>(() => ({ shown: false, there: false, asked: 0 }));

/** Opens the bar, with a text of its own if it is given one. */
export function openFinding(text?: string): void {
  if (text !== undefined) sessionStore.setState({ find: text });
  findingStore.setState((s) => ({ shown: true, asked: s.asked + 1 }));
}

/** Opens the bar without taking the focus from where somebody is. */
export function showFinding(): void {
  findingStore.setState({ shown: true, asked: 0 });
}

/** Closes the bar and looks for nothing any more; false when neither was so. */
export function closeFinding(): boolean {
  const open = findingStore.getState().shown || sessionStore.getState().find !== "";
  if (!open) return false;
  findingStore.setState({ shown: false });
  sessionStore.setState({ find: "" });
  return true;
}

/** Place of the selection among the matches, by time; −1 when it is none of them. */
export function placeAmongMatches(): number {
  const { picture } = outcomeStore.getState();
  const matches = picture === null ? null : matchesNow(picture);
  if (picture === null || matches === null) return -1;
  const s = selectedStorage(picture, sessionStore.getState().selection);
  return s < 0 || matches.mask[s] !== 1 ? -1 : matches.found.indexOf(s);
}

/** Selects the next (1) or previous (−1) match by time and shows it in all panes, around both ends; opens the bar when nothing is sought. */
export function goToMatch(by: 1 | -1): void {
  const { picture } = outcomeStore.getState();
  if (picture === null) return;
  const matches = matchesNow(picture);
  if (matches === null) {
    openFinding();
    return;
  }
  const { length } = matches.found;
  const at = placeAmongMatches();
  const s = matches.found[at < 0 ? (by > 0 ? 0 : length - 1) : (at + by + length) % length];
  if (s === undefined) return;
  const target = targetOfStorage(picture, s);
  select(target);
  request({ kind: "reveal", target });
}

/** Keeps the matches of pictures that are not large; the language of searches is loaded when something is sought. */
export function startFinding(): () => void {
  let find: typeof import("../look/matches.ts").matchesOf | undefined;
  const update = () => {
    const { picture } = outcomeStore.getState();
    // those of large pictures come from a worker
    if (picture !== null && isLarge(picture)) return;
    const { find: text, onlyClasses } = sessionStore.getState();
    const tints = picture === null ? undefined : tintsNow(picture);
    if (picture === null || tints === undefined || (text.trim() === "" && onlyClasses.length === 0)) {
      if (looksStore.getState().matches !== null) looksStore.setState({ matches: null });
    } else if (find === undefined) {
      later(
        import("../look/matches.ts").then(({ matchesOf }) => {
          find = matchesOf;
          update();
        }),
      );
    } else looksStore.setState({ matches: find(picture, tints, text, onlyClasses) });
  };
  update();
  const stops = [
    outcomeStore.subscribe((now, before) => {
      if (now.picture !== before.picture) update();
    }),
    sessionStore.subscribe((now, before) => {
      const other = now.find !== before.find || now.onlyClasses !== before.onlyClasses;
      if (other || now.colourBy !== before.colourBy) update();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
