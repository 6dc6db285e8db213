/** The page's end of the planner worker: typed calls with progress, cancel by ending the worker, a warm spare, latest plan wins. */

import type { StreamConfig } from "../core/dialects/dataflow/edit/configure.ts";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { FormatInfo } from "../core/format-info.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import type { Watch } from "../core/watch.ts";
import type { Given } from "../formats/format.ts";
import { mayBeLarge } from "../look/large.ts";
import type { Door, Opened, Planned, PlanRequest, Written } from "./api.ts";
import type { Haste } from "./haste.ts";
import { Cancelled, freshNumber, type PlanInput, startThread, type Thread, WorkerDied } from "./thread.ts";

export { Cancelled, WorkerDied };

/** Milliseconds from its beginning in which an overtaken plan may still finish before its worker is ended: most plans are faster than a new worker. */
const GRACE = 80;
/** The same of a plan in haste, which ends by itself, but for a document of many thousand nodes. */
const HASTY_GRACE = 1000;
/** Milliseconds that the first search after an edit may take: with all that comes before and after, a picture comes within 100. */
const BLINK = 30;
/** Milliseconds without an edit after which a search that a blink cut short is taken up in full. */
const QUIET = 300;
/** Milliseconds of planning after which a spare is made: what goes on that long is likely to be ended. */
const SPARE_AFTER = 250;

/** What is planned is an edit of what was planned before: a first plan comes at once, a long search when edits pause. */
export interface Edited {
  /** Ids of the nodes in the order of the plan before, if there is one. */
  readonly order: readonly string[] | null;
}

export interface PlannerClient {
  formats: () => Promise<readonly FormatInfo[]>;
  open: (file: Blob, name: string, watch: Watch) => Promise<Result<Opened>>;
  /** Reads a file beside whatever goes on. */
  read: (file: Blob, name: string, given?: Given) => Promise<Result<Opened>>;
  /** Reads the configuration that goes with a dataflow graph. */
  readConfig: (file: Blob, name: string) => Promise<Result<StreamConfig>>;
  /** A newer call overtakes an older one, which rejects with Cancelled. `better` hears of checked plans on the way. */
  plan: (
    input: PlanInput,
    watch: Watch,
    better: (planned: Planned) => void,
    edited?: Edited,
  ) => Promise<Result<Planned>>;
  /** Writes a plan of `document` as it is; never plans again. */
  write: (format: string, document: MemplanDocument, plan: Plan) => Promise<Result<Written>>;
  /** The document as a file in our own format. */
  keep: (document: MemplanDocument) => Promise<Blob>;
  hash: (document: SourceDocument) => Promise<string>;
  /** Ends what is being opened or planned; callers get Cancelled. */
  cancel: () => void;
}

interface Planning {
  /** When it may be ended, by the page's clock; a search that has given a plan on the way is long: at any time. */
  dueAt: number;
  settled: Promise<void>;
}

function overtaken(): Cancelled {
  return new Cancelled("A newer plan was asked for.");
}

/** `door`: the way of large plans to the looking worker; without it no plan is large. */
export function createPlannerClient(startWorker: () => Worker, door?: () => Door): PlannerClient {
  const hashes = new WeakMap<SourceDocument, string>();
  let thread: Thread | undefined;
  let spare: Thread | undefined;
  /** The plan call under way. */
  let planning: Planning | undefined;
  /** Ends the wait of an edited document for its search in full. */
  let pause: ((reason: Error) => void) | undefined;
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

  function quiet(): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        clearTimeout(timer);
        pause = undefined;
        finish();
      };
      const timer = setTimeout(() => end(resolve), QUIET);
      pause = (reason) => end(() => reject(reason));
    });
  }

  /** One call of the worker for the plan call `mine`. */
  async function run(
    mine: number,
    input: PlanInput,
    watch: Watch,
    better: (planned: Planned) => void,
    haste?: Haste,
  ): Promise<Result<Planned>> {
    const at = present();
    const grace = haste === undefined ? GRACE : HASTY_GRACE;
    const now: Planning = { dueAt: performance.now() + grace, settled: Promise.resolve() };
    const tell = (planned: Planned) => {
      if (haste !== undefined) return;
      now.dueAt = 0;
      better(planned);
    };
    const job = at.call<Result<Planned>>((api, hear) => {
      const request: PlanRequest = {
        ...at.requestOf(input),
        ...(haste === undefined ? {} : { haste }),
        ...(door !== undefined && mayBeLarge(input.document) ? { door: door() } : {}),
      };
      return api.plan(request, hear(watch), hear(tell));
    });
    // not at once after a plan in haste: the page draws its picture then, and a worker that starts takes its time from it
    const timer = setTimeout(makeSpare, SPARE_AFTER);
    now.settled = job.then(
      () => {},
      () => {},
    );
    planning = now;
    try {
      const planned = await job;
      if (mine !== turn) throw overtaken();
      return planned;
    } finally {
      if (haste === undefined) {
        clearTimeout(timer);
        makeSpare();
      }
      if (planning === now) planning = undefined;
    }
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
      pause?.(overtaken());
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

    read: (file, name, given) => then(atHand().call<Result<Opened>>((api) => api.read(file, name, given))),

    readConfig: (file, name) =>
      then(atHand().call<Result<StreamConfig>>((api) => api.readConfig(file, name))),

    async plan(input, watch, better, edited) {
      const mine = ++turn;
      pause?.(overtaken());
      if (planning !== undefined) {
        const left = planning.dueAt - performance.now();
        let timer: ReturnType<typeof setTimeout> | undefined;
        if (left <= 0) drop(overtaken());
        else timer = setTimeout(() => drop(overtaken()), left);
        await planning.settled;
        clearTimeout(timer);
      }
      if (mine !== turn) throw overtaken();
      if (edited !== undefined) {
        const first = await run(mine, input, watch, better, { limit: BLINK, order: edited.order });
        const { timeLimit } = input.settings;
        const whole = !first.ok || !first.value.plan.search.endedEarly;
        if (whole || (timeLimit !== null && timeLimit * 1000 <= BLINK)) return first;
        better(first.value);
        await quiet();
        // the worker that is warm stays free for the next edit
        const warm = thread;
        thread = spare ?? start();
        spare = warm;
      }
      return run(mine, input, watch, better);
    },

    write(format, document, plan) {
      const at = atHand();
      return then(at.call<Result<Written>>((api) => api.write(format, at.refer(document), plan)));
    },

    keep(document) {
      const at = atHand();
      return then(at.call((api) => api.keep(at.refer(document))));
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

    cancel() {
      const cancelled = new Cancelled("Cancelled.");
      // a plan that waits for its turn is meant too
      turn++;
      if (pause === undefined) drop(cancelled);
      else pause(cancelled);
    },
  };
}
