/** Opens the pane of arms with every program of arms, and folds it again when something else is opened. */

import { documentStore } from "../store/document.ts";
import { sessionStore } from "../store/session.ts";

export function startArmsPane(): void {
  let byItself = false;
  documentStore.subscribe(({ document, opening }, before) => {
    if (opening === before.opening) return;
    const { lowerPane } = sessionStore.getState();
    if (document?.kind === "arms") {
      byItself = byItself || lowerPane !== "arms";
      sessionStore.setState({ lowerPane: "arms" });
    } else {
      if (byItself && lowerPane === "arms") sessionStore.setState({ lowerPane: "none" });
      byItself = false;
    }
  });
}
