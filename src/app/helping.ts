/** Runs the search for what would help in the background: it tells as it goes, and a cancel keeps what was found. */

import { outcomeStore } from "../store/outcome.ts";
import { type Asking, type Helping, questionsStore } from "../store/questions.ts";
import type { Background } from "../worker/background.ts";
import type { Tried } from "../worker/questions.ts";
import { Cancelled } from "../worker/thread.ts";

function tell(change: (help: Helping) => Helping): void {
  questionsStore.setState(({ help }) => (help === undefined ? {} : { help: change(help) }));
}

export function createHelping(background: Background): Pick<Asking, "whatHelps" | "stopHelp"> {
  let run = new AbortController();

  outcomeStore.subscribe((now, before) => {
    if (now.picture?.document === before.picture?.document) return;
    run.abort();
    questionsStore.setState({ help: undefined });
  });

  return {
    stopHelp() {
      run.abort();
      tell((help) => (help.state === "asking" ? { ...help, state: "cancelled" } : help));
    },
    whatHelps() {
      const { picture } = outcomeStore.getState();
      if (picture === null || picture.plan.imported) return;
      run.abort();
      run = new AbortController();
      const { signal } = run;
      const { document, plan } = picture;
      questionsStore.setState({ help: { of: picture, state: "asking", found: [], tried: 0, total: 0 } });
      const listen = (change: (help: Helping) => Helping) => {
        if (!signal.aborted) tell(change);
      };
      const found = ({ help, tried, total }: Tried) =>
        listen((so) => ({ ...so, found: [...so.found, help], tried, total }));
      background
        .run(
          { document, source: null, settings: plan.settings },
          async (api, request, watch, hear) => api.whatHelps(request, plan, watch, hear(found)),
          { signal, watch: ({ done, total }) => listen((so) => ({ ...so, tried: done, total })) },
        )
        .then(
          // reports travel by a channel of their own: the answer has what the last of them would have told
          (helps) => listen((so) => ({ ...so, state: "answered", found: helps, tried: so.total })),
          (thrown: unknown) => {
            if (thrown instanceof Cancelled) return;
            const says = thrown instanceof Error ? thrown.message : String(thrown);
            listen((so) => ({ ...so, state: "failed", says }));
          },
        );
    },
  };
}
