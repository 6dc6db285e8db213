/** The focus goes from pane to pane. */

/** In the order in which they are walked; those that are folded are not on the page. */
const PANES = ["graph", "timeline", "arena", "inspector", "lower"].map((name) => `split-${name}`);

/** What of a pane takes the focus, best first. */
const WAYS_IN = [".react-flow, canvas[tabindex='0']", "input, select, [tabindex='0']", "button, a[href]"];

function isUsable(element: HTMLElement): boolean {
  return !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });
}

/** False when nothing in it takes the focus. */
function enter(pane: Element): boolean {
  for (const way of WAYS_IN) {
    const into = [...pane.querySelectorAll<HTMLElement>(way)].find(isUsable);
    if (into === undefined) continue;
    into.focus({ preventScroll: true });
    return true;
  }
  return false;
}

/** From outside of all panes it leads to the first, or back to the last. */
export function walkPanes(by: 1 | -1): void {
  const panes = PANES.flatMap((id) => document.getElementById(id) ?? []);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = here < 0 && by < 0 ? panes.length : here;
  for (let i = 1; i <= panes.length; i++) {
    const pane = panes.at((start + by * i) % panes.length);
    if (pane !== undefined && enter(pane)) return;
  }
}
