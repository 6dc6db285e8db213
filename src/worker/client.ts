/** The page's end of the planner worker: typed calls with progress, cancel by ending the worker, a warm spare, latest plan wins. */

import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { FormatInfo } from "../core/format-info.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import type { Watch } from "../core/watch.ts";
import type { Opened, Planned, Written } from "./api.ts";
import { Cancelled, freshNumber, type PlanInput, startThread, type Thread, WorkerDied } from "./thread.ts";

export { Cancelled, WorkerDied };

/** How long an overtaken plan may still finish before its worker is ended, in ms: most plans are faster than a new worker. */
const GRACE = 80;
/** Milliseconds of planning after which a spare is made: what goes on that long is likely to be ended. */
const SPARE_AFTER = 250;

export interface PlannerClient {
  formats: () => Promise<readonly FormatInfo[]>;
  open: (file: Blob, name: string, watch: Watch) => Promise<Result<Opened>>;
  /** Reads a file beside whatever goes on. */
  read: (file: Blob, name: string) => Promise<Result<Opened>>;
  /** A newer call overtakes an older one, which rejects with Cancelled. `better` hears of checked plans on the way. */
  plan: (input: PlanInput, watch: Watch, better: (planned: Planned) => void) => Promise<Result<Planned>>;
  /** Writes a plan of `document` as it is; never plans again. */
  write: (format: string, document: MemplanDocument, plan: Plan) => Promise<Result<Written>>;
  hash: (document: SourceDocument) => Promise<string>;
  /** Ends what is being opened or planned; callers get Cancelled. */
  cancel: () => void;
}

export function createPlannerClient(startWorker: () => Worker): PlannerClient {
  const hashes = new WeakMap<SourceDocument, string>();
  let thread: Thread | undefined;
  let spare: Thread | undefined;
  /** Settles with the plan call under way. */
  let planning: Promise<void> | undefined;
  /** Number of the newest plan call. */
  let turn = 0;

  function start(): Thread {
    return startThread(startWorker, (dead) => {
      if (thread === dead) thread = undefined;
      if (spare === dead) spare = undefined;
    });
  }

  function makeSpare(): void {
    spare ??= start();
  }

  function present(): Thread {
    thread ??= spare ?? start();
    if (spare === thread) spare = undefined;
    return thread;
  }

  /** A search keeps its worker for long: what is short goes to the other one. */
  function atHand(): Thread {
    if (planning === undefined) return present();
    makeSpare();
    return spare ?? present();
  }

  /** Ends the present worker and everything that waits for it. */
  function drop(reason: Error): void {
    const dead = thread;
    thread = undefined;
    dead?.end(reason);
  }

  /** Makes a spare when there is time, so that a cancel costs nothing. */
  async function then<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } finally {
      makeSpare();
    }
  }

  return {
    formats: () => then(atHand().call((api) => api.formats())),

    open(file, name, watch) {
      if (thread !== undefined && thread.waiting() > 0) drop(new Cancelled("A newer file is being opened."));
      const id = freshNumber();
      const at = present();
      return then(
        at.call<Result<Opened>>(async (api, hear) => {
          const opened = await api.open(file, name, id, hear(watch));
          if (opened.ok) at.holds(opened.value.document, id);
          return opened;
        }),
      );
    },

    read: (file, name) => then(atHand().call<Result<Opened>>((api) => api.read(file, name))),

    async plan(input, watch, better) {
      const mine = ++turn;
      if (planning !== undefined) {
        const timer = setTimeout(() => drop(new Cancelled("A newer plan was asked for.")), GRACE);
        await planning;
        clearTimeout(timer);
      }
      if (mine !== turn) throw new Cancelled("A newer plan was asked for.");
      const at = present();
      const job = then(
        at.call<Result<Planned>>((api, hear) => api.plan(at.requestOf(input), hear(watch), hear(better))),
      );
      const timer = setTimeout(makeSpare, SPARE_AFTER);
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
        clearTimeout(timer);
        if (planning === settled) planning = undefined;
      }
    },

    write(format, document, plan) {
      const at = atHand();
      return then(at.call<Result<Written>>((api) => api.write(format, at.refer(document), plan)));
    },

    async hash(document) {
      let hash = hashes.get(document);
      if (hash === undefined) {
        const at = atHand();
        hash = await then(at.call((api) => api.hash(at.refer(document))));
        hashes.set(document, hash);
      }
      return hash;
    },

    cancel: () => drop(new Cancelled("Cancelled.")),
  };
}
