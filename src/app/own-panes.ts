/** Opens the pane that is made for a kind of document with every such document, and folds it for others unless a person opened it. */

import type { MemplanDocument } from "../core/document.ts";
import { documentStore } from "../store/document.ts";
import { type LowerPane, sessionStore } from "../store/session.ts";

interface Own {
  readonly lowerPane: LowerPane;
  readonly lanes?: true;
}

const PANES: Readonly<Partial<Record<MemplanDocument["kind"], Own>>> = {
  arms: { lowerPane: "arms" },
  // several memories are told apart only one above the other
  methods: { lowerPane: "methods", lanes: true },
  dataflow: { lowerPane: "dataflow" },
};

/** Called once. */
export function startOwnPanes(): void {
  let byItself: LowerPane | null = null;
  documentStore.subscribe((now, before) => {
    if (now.opening === before.opening) return;
    const { lowerPane } = sessionStore.getState();
    const own = now.document === null ? undefined : PANES[now.document.kind];
    if (own !== undefined) {
      if (own.lowerPane !== lowerPane) byItself = own.lowerPane;
      sessionStore.setState(own);
      return;
    }
    if (byItself !== null && lowerPane === byItself) sessionStore.setState({ lowerPane: "none" });
    byItself = null;
  });
}
