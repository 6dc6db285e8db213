/** The layout of the graph, by step, on this thread. */

import { automaticSubject, placingStore, portCountStore } from "../store/placing.ts";
import { sessionStore } from "../store/session.ts";
import { notify } from "../store/shell.ts";
import { layOutLayered } from "../worker/layout/layered.ts";

/** Nodes beyond which a layout would hold up the page for long. */
export const MOST_NODES = 4000;

function place(): void {
  const subject = automaticSubject();
  if (subject === null) return;
  placingStore.setState({
    ...layOutLayered(subject.skeleton),
    of: subject,
    kind: "steps",
    tidying: false,
  });
}

/** Called once, after the picture is in its store. */
export function startPlacing(): void {
  place();
  portCountStore.subscribe(place);
  sessionStore.subscribe((now, before) => {
    if (now.constantsShown !== before.constantsShown) place();
    if (now.graphLayout !== "steps") {
      sessionStore.setState({ graphLayout: "steps" });
      notify("This file has the layout by step alone.");
    }
  });
}
