/** What the viewer can do for commands and views: copy text, and answer from what it holds. All else it has not. */

import { mayShare } from "../core/reuse/question.ts";
import { outcomeStore } from "../store/outcome.ts";
import { NOBODY, pairKey, provideAsking, questionsStore } from "../store/questions.ts";
import { provideServices, type Services } from "../store/services.ts";
import { notify } from "../store/shell.ts";

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify("Copied to the clipboard.");
  } catch {
    notify("The browser did not let us write to the clipboard.");
  }
}

function lacks(): void {
  notify("This file only shows a plan. Open it in memplan to do that.");
}

/** Called once. */
export function startServices(): void {
  const own: Partial<Services> = { copyText, cancel: () => {} };
  provideServices(
    new Proxy(own as Services, {
      get: (target, name) => Reflect.get(target, name) ?? (async () => lacks()),
    }),
  );
  provideAsking({
    ...NOBODY,
    mayShare(a, b) {
      const { picture } = outcomeStore.getState();
      if (picture?.graph == null) return;
      const answer = mayShare(picture.graph, picture.plan.settings, a, b);
      questionsStore.setState(({ pairs }) => ({
        pairs: new Map(pairs).set(pairKey(a, b), { state: "answered", answer }),
      }));
    },
  });
}
