/** Keeps the slots of a program of arms up to date by asking in the background. */

import type { ArmsDocument } from "../core/dialects/arms/document.ts";
import { documentStore } from "../store/document.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Background } from "../worker/background.ts";
import { Cancelled } from "../worker/client.ts";

/** Called once. */
export function startArms(background: Pick<Background, "run">): void {
  let asked: ArmsDocument | null = null;
  let opened = -1;
  let under = new AbortController();

  async function ask(): Promise<void> {
    const { document, settings, opening } = documentStore.getState();
    if (document?.kind !== "arms" || sessionStore.getState().lowerPane !== "arms") return;
    if (asked === document) return;
    under.abort();
    under = new AbortController();
    asked = document;
    const { signal } = under;
    // it comes with the pane, which is loaded after the start
    const { armsStore } = await import("../store/arms.ts");
    if (opening !== opened) armsStore.setState({ planned: null, problem: null });
    opened = opening;
    try {
      const made = await background.run(
        { document, source: null, settings },
        async (api, request) => api.arms(request),
        { signal },
      );
      if (signal.aborted) return;
      armsStore.setState(
        made.ok
          ? { planned: { document, precise: made.value }, problem: null }
          : { planned: null, problem: made.problem },
      );
    } catch (thrown) {
      if (signal.aborted) return;
      asked = null;
      if (!(thrown instanceof Cancelled)) outcomeStore.setState({ crash: String(thrown) });
    }
  }

  documentStore.subscribe((now, before) => {
    if (now.document !== before.document) void ask();
  });
  sessionStore.subscribe((now, before) => {
    if (now.lowerPane !== before.lowerPane) void ask();
  });
  // a program may have come before this
  void ask();
}
