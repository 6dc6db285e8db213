/** One planner worker as the page sees it: which documents it holds, who waits for it, how it ends. */

import { releaseProxy, wrap } from "comlink";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { Settings } from "../core/settings.ts";
import type { DocumentRef, PlannerApi, PlanRequest } from "./api.ts";
import { plannerOver, type Wire } from "./wire.ts";

/** Thrown when a call was cancelled or overtaken by a newer one. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Thrown when the worker died under a call: a bug of ours, or no memory left. */
export class WorkerDied extends Error {
  override readonly name = "WorkerDied";
}

export interface PlanInput {
  readonly document: MemplanDocument;
  readonly source: SourceDocument | null;
  readonly settings: Settings;
}

/** Makes a listener deaf once the call has settled: reports may come after it was cancelled. */
export type Hear = <T>(listener: (told: T) => void) => (told: T) => void;

export interface Thread {
  /** Calls the worker. Rejects with WorkerDied when it throws or dies, and with the reason when it is ended. */
  readonly call: <T>(run: (api: PlannerApi, hear: Hear) => Promise<T>) => Promise<T>;
  /** How many calls wait for it. */
  readonly waiting: () => number;
  /** Ends the worker and everything that waits for it. */
  readonly end: (reason: Error) => void;
  /** Names a document that the worker got by itself. */
  readonly holds: (document: MemplanDocument, id: number) => void;
  readonly refer: <D extends MemplanDocument>(document: D) => DocumentRef<D>;
  readonly requestOf: (input: PlanInput) => PlanRequest;
}

/** Documents that a thread counts on being held; the worker keeps a few more. */
const MOST_KNOWN = 2;

const numbers = new WeakMap<MemplanDocument, number>();
let lastNumber = 0;

/** A number that no document has. */
export function freshNumber(): number {
  return ++lastNumber;
}

function numberOf(document: MemplanDocument): number {
  const number = numbers.get(document) ?? freshNumber();
  numbers.set(document, number);
  return number;
}

/** `died` hears when the worker stops by itself, after its calls were rejected. */
export function startThread(startWorker: () => Worker, died: (thread: Thread) => void): Thread {
  const worker = startWorker();
  const remote = wrap<Wire>(worker);
  const api = plannerOver(remote);
  const known = new Set<number>();
  const waiting = new Set<(reason: Error) => void>();
  let ended = false;

  function know(id: number): void {
    known.delete(id);
    known.add(id);
    for (const oldest of known) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
  }

  function refer<D extends MemplanDocument>(document: D): DocumentRef<D> {
    const id = numberOf(document);
    const there = known.has(id);
    know(id);
    return { id, document: there ? null : document };
  }

  function end(reason: Error): void {
    if (ended) return;
    ended = true;
    remote[releaseProxy]();
    worker.terminate();
    for (const reject of waiting) reject(reason);
    waiting.clear();
  }

  const thread: Thread = {
    waiting: () => waiting.size,
    end,
    refer,
    holds(document, id) {
      numbers.set(document, id);
      know(id);
    },
    requestOf: ({ document, source, settings }) => ({
      document: refer(document),
      source: source === null ? null : refer(source),
      settings,
    }),
    call(run) {
      let listening = true;
      const hear: Hear = (listener) => (told) => {
        if (listening) listener(told);
      };
      return new Promise((resolve, reject) => {
        const fail = (reason: Error) => {
          listening = false;
          reject(reason);
        };
        waiting.add(fail);
        run(api, hear)
          .then(resolve, (thrown: unknown) =>
            fail(new WorkerDied(thrown instanceof Error ? thrown.message : String(thrown))),
          )
          .finally(() => {
            listening = false;
            waiting.delete(fail);
          });
      });
    },
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(new WorkerDied(event.message || "The planner stopped unexpectedly."));
    died(thread);
  });
  return thread;
}
