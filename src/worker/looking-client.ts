/** The page's end of the looking worker: of questions of one kind the newest wins; a worker that dies is replaced, and whoever owns the picture hears of it. */

import { type Remote, releaseProxy, transfer, wrap } from "comlink";
import type { Door } from "./api.ts";
import type { Answer, Asks, Kind } from "./looking.ts";
import type { LookingApi } from "./looking-api.ts";
import { Cancelled, WorkerDied } from "./thread.ts";

export interface LookingClient {
  /** A number beyond all that a planner may have used. */
  readonly number: () => number;
  /** A way for one call of a planner: plans that it posts there come to the present worker (Brought). */
  readonly door: () => Door;
  /** While one question of a kind is under way only the newest of that kind waits; older ones reject with Cancelled. */
  readonly newest: <K extends Kind>(kind: K, number: number, ...asks: Asks<K>) => Promise<Answer<K>>;
  /** Every question is answered, in turn. Both reject with WorkerDied when the worker dies, and at once when the plan was for one that died. */
  readonly each: <K extends Kind>(kind: K, number: number, ...asks: Asks<K>) => Promise<Answer<K>>;
  /** Forgets the plans before `first`, but for `but` (−1: none). */
  readonly forget: (first: number, but: number) => void;
}

/** More plans than one call of a planner ever tells of. */
const MOST_PLANS = 1_000_000;

interface Line {
  /** Begins the question that waits; undefined: none does. */
  next: (() => void) | undefined;
  /** Rejects the question that waits. */
  drop: (reason: Error) => void;
}

function overtaken(): Cancelled {
  return new Cancelled("A newer question was asked.");
}

/** `lost` hears when the worker died with the plans that it held, and of what: they have to be planned again. No worker starts before the first door. */
export function createLookingClient(startWorker: () => Worker, lost: (says: string) => void): LookingClient {
  let api: Remote<LookingApi> | undefined;
  let last = 0;
  /** Plans before this number went to a worker that died: they come again under another. */
  let firstHeld = 0;
  let death: WorkerDied | undefined;
  const lines = new Map<Kind, Line>();
  const pending = new Set<(reason: Error) => void>();

  function start(): Remote<LookingApi> {
    const worker = startWorker();
    const mine = wrap<LookingApi>(worker);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (api !== mine) return;
      api = undefined;
      mine[releaseProxy]();
      worker.terminate();
      const died = new WorkerDied(event.message || "The worker that makes pictures stopped unexpectedly.");
      for (const { drop } of lines.values()) drop(died);
      lines.clear();
      firstHeld = last + MOST_PLANS;
      death = died;
      for (const reject of pending) reject(died);
      pending.clear();
      lost(died.message);
    });
    return mine;
  }

  function number(): number {
    last += MOST_PLANS;
    return last;
  }

  function present(): Remote<LookingApi> {
    api ??= start();
    return api;
  }

  /** What became of the worker that plan `number` was for; undefined: it is there. */
  function deathOf(number: number): WorkerDied | undefined {
    return number < firstHeld ? death : undefined;
  }

  function each<K extends Kind>(kind: K, number: number, ...asks: Asks<K>): Promise<Answer<K>> {
    const died = deathOf(number);
    if (died !== undefined) return Promise.reject(died);
    return new Promise((resolve, reject) => {
      pending.add(reject);
      // comlink types a generic method by its constraint only
      const call = present().ask as unknown as (k: K, n: number, ...a: Asks<K>) => Promise<Answer<K>>;
      call(kind, number, ...asks)
        .then(resolve, reject)
        .finally(() => pending.delete(reject));
    });
  }

  return {
    number,
    each,

    door() {
      const { port1, port2 } = new MessageChannel();
      void present().meet(transfer(port2, [port2]));
      return { port: port1, number: number() };
    },

    newest(kind, number, ...asks) {
      // it must not overtake a question that can be answered
      if (deathOf(number) !== undefined) return each(kind, number, ...asks);
      const line = lines.get(kind);
      if (line !== undefined) {
        line.drop(overtaken());
        return new Promise((resolve, reject) => {
          line.drop = reject;
          line.next = () => resolve(run());
        });
      }
      return run();

      function run(): ReturnType<typeof each<typeof kind>> {
        const mine: Line = { next: undefined, drop: () => {} };
        lines.set(kind, mine);
        return each(kind, number, ...asks).finally(() => {
          if (lines.get(kind) !== mine) return;
          lines.delete(kind);
          mine.next?.();
        });
      }
    },

    forget(first, but) {
      if (api !== undefined) void api.forget(first, but);
    },
  };
}
