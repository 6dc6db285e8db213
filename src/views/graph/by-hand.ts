/** Goes over to the layout by hand; in a document without places every box gets the one where it is drawn now. */

import { ok } from "../../core/result.ts";
import { documentStore } from "../../store/document.ts";
import { drawnBoxes } from "../../store/drawn.ts";
import { edit } from "../../store/editing.ts";
import { sessionStore } from "../../store/session.ts";

export function byHand(): void {
  const { document } = documentStore.getState();
  if (document?.kind !== "graph") return;
  if (document.drawing?.at !== undefined) {
    sessionStore.setState({ graphLayout: "free" });
    return;
  }
  import("../../core/edit/draw.ts")
    .then(({ frozen }) => {
      const edited = edit((now) =>
        ok({ document: frozen(now, drawnBoxes()), says: "Placed the boxes by hand where they were" }),
      );
      if (edited.ok) sessionStore.setState({ graphLayout: "free" });
    })
    .catch((thrown: unknown) => reportError(thrown));
}
