/** Which part of the page an event is in, or the focus. */

const GRAPH = "[data-testid=graph]";
/** What of the graph can have the focus. */
export const CANVAS = "[data-testid=graph] .react-flow";
const FIELD = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";

export function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** In the pane of the graph. */
export function isInGraph(target: EventTarget | null): boolean {
  return isIn(target, GRAPH);
}

/** In something that is typed into, or chosen from by letters. */
export function isInField(target: EventTarget | null): boolean {
  return isIn(target, FIELD);
}
