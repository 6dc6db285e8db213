/** Work that nobody waits for at the screen: a queue before a few planner workers; cancelling a job ends its worker. */

import type { Measured } from "../core/measured.ts";
import type { Result } from "../core/result.ts";
import { NO_WATCH, type Watch } from "../core/watch.ts";
import type { PlannerApi, PlanRequest } from "./api.ts";
import { Cancelled, type Hear, type PlanInput, startThread, type Thread } from "./thread.ts";

export interface JobOptions {
  /** Takes the job out of the queue, or ends the worker that has it; the job rejects with Cancelled. */
  readonly signal?: AbortSignal;
  readonly watch?: Watch;
  /** Called when a worker takes the job up. */
  readonly started?: () => void;
}

export interface MeasureOptions extends JobOptions {
  /** Hears of better plans on the way. */
  readonly better?: (measured: Measured) => void;
}

/** What a job does with its worker; other listeners than `watch` are made deaf by `hear`. */
export type Ask<T> = (api: PlannerApi, request: PlanRequest, watch: Watch, hear: Hear) => Promise<T>;

export interface Background {
  /** Queues a question about a document; first come, first served. Rejects with Cancelled or WorkerDied. */
  readonly run: <T>(input: PlanInput, ask: Ask<T>, options?: JobOptions) => Promise<T>;
  /** Plans and checks, and tells only the numbers. */
  readonly measure: (input: PlanInput, options?: MeasureOptions) => Promise<Result<Measured>>;
}

/** Starts no worker before it is needed, and `most` at most; one that is idle waits for the next job with its document. */
export function createBackground(startWorker: () => Worker, most: number): Background {
  const queue: ((thread: Thread) => Promise<void>)[] = [];
  const idle: Thread[] = [];
  let busy = 0;

  function forget(thread: Thread): void {
    const at = idle.indexOf(thread);
    if (at >= 0) idle.splice(at, 1);
  }

  function pump(): void {
    while (busy < most) {
      const job = queue.shift();
      if (job === undefined) return;
      const thread = idle.pop() ?? startThread(startWorker, forget);
      busy++;
      // a job settles its own promise; its thread is free again in either case
      void job(thread).finally(() => {
        busy--;
        pump();
      });
    }
  }

  function run<T>(input: PlanInput, ask: Ask<T>, options: JobOptions = {}): Promise<T> {
    const { signal, watch = NO_WATCH, started } = options;
    return new Promise<T>((resolve, reject) => {
      const cancelled = new Cancelled("Cancelled.");
      if (signal?.aborted === true) return reject(cancelled);
      const job = async (thread: Thread) => {
        signal?.removeEventListener("abort", unqueue);
        const stop = () => thread.end(cancelled);
        signal?.addEventListener("abort", stop, { once: true });
        started?.();
        try {
          resolve(await thread.call((api, hear) => ask(api, thread.requestOf(input), hear(watch), hear)));
          idle.push(thread);
        } catch (thrown) {
          // what threw once may have left anything behind: the next job gets a new worker
          thread.end(cancelled);
          reject(thrown);
        } finally {
          signal?.removeEventListener("abort", stop);
        }
      };
      const unqueue = () => {
        const at = queue.indexOf(job);
        if (at >= 0) queue.splice(at, 1);
        reject(cancelled);
      };
      signal?.addEventListener("abort", unqueue, { once: true });
      queue.push(job);
      pump();
    });
  }

  return {
    run,
    measure(input, options = {}) {
      const better = options.better ?? (() => {});
      return run<Result<Measured>>(
        input,
        async (api, request, watch, hear) => api.measure(request, watch, hear(better)),
        options,
      );
    },
  };
}
