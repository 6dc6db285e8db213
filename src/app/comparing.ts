/** Fills the comparison in the background: one job a choice, kept by settings, ended when nobody can want it any more. */

import { type Measured, measuredOf } from "../core/measured.ts";
import { sayProblem } from "../core/result.ts";
import type { Progress } from "../core/watch.ts";
import {
  baseKey,
  choicesOf,
  comparisonStore,
  type Entry,
  isUnderWay,
  keyOf,
  numbersOf,
  type Part,
  whyNotCompared,
} from "../store/comparison.ts";
import { documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import type { Background, MeasureOptions } from "../worker/background.ts";
import { Cancelled } from "../worker/client.ts";

export interface Comparing {
  /** Measures what is not measured yet with the present settings. */
  readonly compare: (part: Part) => void;
  /** Ends all that is under way; what each had found stays. */
  readonly stop: () => void;
}

interface Job {
  readonly part: Part;
  readonly base: string;
  readonly stop: AbortController;
}

/** Milliseconds of planning after which the plan on the page is taken for its row, rather than made once more. */
const DEAR = 1000;

/** What the page has planned already with these settings, where that took a search to its end. */
function onPage(key: string): Measured | undefined {
  const { picture } = outcomeStore.getState();
  const { revision, settings } = documentStore.getState();
  if (picture?.revision !== revision || keyOf(settings) !== key) return undefined;
  const { plan, elapsed } = picture;
  return plan.search.endedEarly || elapsed < DEAR ? undefined : measuredOf(plan, elapsed);
}

const PARTS: readonly Part[] = ["place", "order"];

export function startComparing(background: Pick<Background, "measure">): Comparing {
  const jobs = new Set<Job>();
  /** Raised with every document that plans differently. */
  let of = 0;

  function put(key: string, entry: Entry): void {
    comparisonStore.setState((s) => ({ entries: new Map(s.entries).set(key, entry) }));
  }

  /** Reports travel apart from the end of a job and may come late. */
  function putRunning(key: string, change: { progress?: Progress; best?: Measured }): void {
    const entry = comparisonStore.getState().entries.get(key);
    if (entry?.kind === "running") put(key, { ...entry, ...change });
  }

  function end(which: (job: Job) => boolean): void {
    for (const job of jobs) if (which(job)) job.stop.abort();
  }

  async function measure(part: Part, id: string): Promise<void> {
    const { document, source, settings } = documentStore.getState();
    if (document === null) return;
    const own = { ...settings, [part]: id };
    const key = keyOf(own);
    const job: Job = { part, base: baseKey(part, settings), stop: new AbortController() };
    // an entry of another document is nobody's business any more
    const mine = of;
    const ours = () => mine === of;
    const options: MeasureOptions = {
      signal: job.stop.signal,
      started: () => put(key, { kind: "running", progress: null, best: null }),
      watch: (progress) => ours() && putRunning(key, { progress }),
      better: (best) => ours() && putRunning(key, { best }),
    };
    const known = onPage(key);
    if (known !== undefined) return put(key, { kind: "done", measured: known });
    put(key, { kind: "waiting" });
    jobs.add(job);
    try {
      const made = await background.measure({ document, source, settings: own }, options);
      if (!ours()) return;
      if (made.ok) put(key, { kind: "done", measured: made.value });
      else put(key, { kind: "failed", message: sayProblem(made.problem) });
    } catch (thrown) {
      if (!ours()) return;
      if (thrown instanceof Cancelled) {
        put(key, { kind: "stopped", best: numbersOf(comparisonStore.getState().entries.get(key)) });
      } else {
        put(key, { kind: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) });
      }
    } finally {
      jobs.delete(job);
    }
  }

  documentStore.subscribe((now, before) => {
    if (now.document !== before.document && now.revision === before.revision) {
      // boxes were moved: what was measured holds
      comparisonStore.setState((s) => (s.document === before.document ? { document: now.document } : s));
    } else if (now.document !== before.document) {
      of++;
      comparisonStore.setState(comparisonStore.getInitialState(), true);
      end(() => true);
    } else if (now.settings !== before.settings) {
      for (const part of PARTS) end((job) => job.part === part && job.base !== baseKey(part, now.settings));
    }
  });

  return {
    compare(part) {
      const { document, settings } = documentStore.getState();
      if (whyNotCompared(part, document, settings) !== null) return;
      comparisonStore.setState((s) => ({ document, asked: { ...s.asked, [part]: settings } }));
      // placements are listed from the strongest, orders from the simplest: what is quick is not to wait for what is slow
      const choices = choicesOf(part);
      for (const { id } of part === "place" ? choices.toReversed() : choices) {
        const entry = comparisonStore.getState().entries.get(keyOf({ ...settings, [part]: id }));
        if (isUnderWay(entry) || entry?.kind === "done") continue;
        later(measure(part, id));
      }
    },
    stop: () => end(() => true),
  };
}
