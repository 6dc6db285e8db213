/** What colours stand for, and which classes of the legend are meant. */

import type { ColourBy } from "../look/look.types.ts";
import { COLOUR_BY } from "../look/look.types.ts";
import { sessionStore } from "./session.ts";

/** Colours by something else; classes of the one before are no more. */
export function colourBy(by: ColourBy): void {
  sessionStore.setState((s) => (s.colourBy === by ? s : { colourBy: by, onlyClasses: [] }));
}

export function nextColourBy(): void {
  const at = COLOUR_BY.indexOf(sessionStore.getState().colourBy);
  colourBy(COLOUR_BY[(at + 1) % COLOUR_BY.length] ?? "buffer");
}

/** Shows a class alone, the same again all; `also` adds it to those that are meant, or takes it out. */
export function meanClass(id: string, also: boolean): void {
  sessionStore.setState(({ onlyClasses: only }) => {
    const has = only.includes(id);
    if (also) return { onlyClasses: has ? only.filter((other) => other !== id) : [...only, id] };
    return { onlyClasses: has && only.length === 1 ? [] : [id] };
  });
}

export function meanAllClasses(): void {
  sessionStore.setState((s) => (s.onlyClasses.length === 0 ? s : { onlyClasses: [] }));
}
