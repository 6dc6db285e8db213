/** The page's end of the planner worker: typed calls with progress, cancel by ending the worker, a warm spare, latest plan wins. */

import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { FormatInfo } from "../core/format-info.ts";
import type { Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { NO_WATCH, type Watch } from "../core/watch.ts";
import type { DocumentRef, Opened, Planned, PlannerApi, Written } from "./api.ts";

/** Thrown when a call was cancelled or overtaken by a newer one. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Thrown when the worker died under a call: a bug of ours, or no memory left. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}

/** How long an overtaken plan may still finish before its worker is ended, in ms: most plans are faster than a new worker. */
const GRACE = 80;

interface Thread {
  readonly worker: Worker;
  readonly api: Remote<PlannerApi>;
  /** Documents that this worker holds, by number. */
  readonly holds: Set<number>;
}

export interface PlanInput {
  readonly document: MemplanDocument;
  readonly source: SourceDocument | null;
  readonly settings: Settings;
}

export interface PlannerClient {
  formats: () => Promise<readonly FormatInfo[]>;
  open: (file: Blob, name: string, watch: Watch) => Promise<Result<Opened>>;
  /** A newer call overtakes an older one, which rejects with Cancelled. */
  plan: (input: PlanInput, watch: Watch) => Promise<Result<Planned>>;
  write: (format: string, input: PlanInput) => Promise<Result<Written>>;
  hash: (document: SourceDocument) => Promise<string>;
  /** Ends whatever runs; callers get Cancelled. */
  cancel: () => void;
}

export function createPlannerClient(startWorker: () => Worker): PlannerClient {
  const numbers = new WeakMap<MemplanDocument, number>();
  const hashes = new WeakMap<SourceDocument, string>();
  let lastNumber = 0;
  let thread: Thread | undefined;
  let spare: Thread | undefined;
  /** Ends the calls that wait for the present worker. */
  let running = new Set<(reason: Error) => void>();
  /** Settles with the plan call under way. */
  let planning: Promise<void> | undefined;
  /** Number of the newest plan call. */
  let turn = 0;

  function start(): Thread {
    const worker = startWorker();
    const made: Thread = { worker, api: wrap<PlannerApi>(worker), holds: new Set() };
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (thread === made) drop(new WorkerDied(event.message || "The planner stopped unexpectedly."));
      else if (spare === made) spare = undefined;
    });
    return made;
  }

  function present(): Thread {
    thread ??= spare ?? start();
    if (spare === thread) spare = undefined;
    return thread;
  }

  /** Ends the present worker and everything that waits for it. */
  function drop(reason: Error): void {
    const dead = thread;
    const waiting = running;
    thread = undefined;
    running = new Set();
    if (dead !== undefined) {
      dead.api[releaseProxy]();
      dead.worker.terminate();
    }
    for (const reject of waiting) reject(reason);
  }

  /** `run` gets a watch that is deaf once the call has settled: reports travel by a channel of their own and may be late. */
  function call<T>(run: (thread: Thread, watch: Watch) => Promise<T>, watch: Watch = NO_WATCH): Promise<T> {
    const at = present();
    let listening = true;
    const heard: Watch = (progress) => {
      if (listening) watch(progress);
    };
    return new Promise<T>((resolve, reject) => {
      const end = (reason: Error) => {
        listening = false;
        reject(reason);
      };
      running.add(end);
      run(at, heard)
        .then(resolve, (thrown: unknown) =>
          end(new WorkerDied(thrown instanceof Error ? thrown.message : String(thrown))),
        )
        .finally(() => {
          listening = false;
          running.delete(end);
          // a spare is made when there is time, so that a cancel costs nothing
          spare ??= start();
        });
    });
  }

  function numberOf(document: MemplanDocument): number {
    let number = numbers.get(document);
    if (number === undefined) {
      number = ++lastNumber;
      numbers.set(document, number);
    }
    return number;
  }

  function refer<D extends MemplanDocument>(document: D, to: Thread): DocumentRef<D> {
    const id = numberOf(document);
    if (to.holds.has(id)) return { id, document: null };
    to.holds.clear();
    to.holds.add(id);
    return { id, document };
  }

  function requestOf(input: PlanInput, to: Thread) {
    const source = input.source === null ? null : { id: numberOf(input.source), document: input.source };
    return { document: refer(input.document, to), source, settings: input.settings };
  }

  return {
    formats: () => call((to) => to.api.formats()),

    open(file, name, watch) {
      if (running.size > 0) drop(new Cancelled("A newer file is being opened."));
      const id = ++lastNumber;
      return call<Result<Opened>>(async (to, heard) => {
        const opened = await to.api.open(file, name, id, proxy(heard));
        if (opened.ok) {
          numbers.set(opened.value.document, id);
          to.holds.clear();
          to.holds.add(id);
        }
        return opened;
      }, watch);
    },

    async plan(input, watch) {
      const mine = ++turn;
      if (planning !== undefined) {
        const timer = setTimeout(() => drop(new Cancelled("A newer plan was asked for.")), GRACE);
        await planning;
        clearTimeout(timer);
      }
      if (mine !== turn) throw new Cancelled("A newer plan was asked for.");
      const job = call<Result<Planned>>(
        (to, heard) => to.api.plan(requestOf(input, to), proxy(heard)),
        watch,
      );
      const settled = job.then(
        () => {},
        () => {},
      );
      planning = settled;
      try {
        const planned = await job;
        if (mine !== turn) throw new Cancelled("A newer plan was asked for.");
        return planned;
      } finally {
        if (planning === settled) planning = undefined;
      }
    },

    write: (format, input) => call<Result<Written>>((to) => to.api.write(format, requestOf(input, to))),
    async hash(document) {
      let hash = hashes.get(document);
      if (hash === undefined) {
        hash = await call((to) => to.api.hash(refer(document, to)));
        hashes.set(document, hash);
      }
      return hash;
    },
    cancel: () => drop(new Cancelled("Cancelled.")),
  };
}
