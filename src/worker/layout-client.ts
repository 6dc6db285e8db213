/** The page's end of the layouts: typed calls off the main thread; the latest wins, a dead worker is replaced, tidying has a limit. */

import { type Remote, releaseProxy, wrap } from "comlink";
import { fail, ok, type Result } from "../core/result.ts";
import type { Placing } from "../core/skeleton.ts";
import { formatCount } from "../core/units.ts";
import type { Boxes } from "./layout/layers.ts";
import type { Tidier } from "./layout/tidy.ts";
import type { LayoutApi } from "./layout.worker.ts";

/** Boxes beyond which tidying would take minutes. */
export const TIDY_MOST = 1500;
/** Milliseconds that tidying may take. */
const TIDY_LIMIT = 20_000;

export type LayoutKind = "steps" | "tidy";

export interface LayoutClient {
  /**
   * Places the boxes. Problems: "superseded" (a newer call came: drop it), "too-large-to-tidy", "layout-limit",
   * "layout-failed" (its worker died; the next call starts another).
   */
  readonly layOut: (kind: LayoutKind, boxes: Boxes) => Promise<Result<Placing>>;
  /** Gives up what is under way: it is "superseded". */
  readonly stop: () => void;
  readonly dispose: () => void;
}

export interface LayoutWorkers {
  readonly layered: () => Worker;
  readonly tidy: () => Promise<Tidier>;
}

const WORKERS: LayoutWorkers = {
  layered: () => new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" }),
  tidy: async () => (await import("./layout/tidy.ts")).createTidier(),
};

const SUPERSEDED = fail("superseded", "A newer layout was asked for.");

function failed(reason: unknown): Result<Placing> {
  const why = reason instanceof Error ? reason.message : String(reason);
  return fail("layout-failed", `The graph could not be laid out: ${why}`, {
    help: "Choose the other layout.",
  });
}

/** Starts no worker before it is needed. */
export function createLayoutClient(workers: LayoutWorkers = WORKERS, limit = TIDY_LIMIT): LayoutClient {
  let thread: { readonly worker: Worker; readonly api: Remote<LayoutApi> } | undefined;
  let tidier: Tidier | undefined;
  /** Settles the call under way, if any. */
  let settle: (result: Result<Placing>) => void = () => {};
  let tidying = false;

  function endThread(): void {
    thread?.api[releaseProxy]();
    thread?.worker.terminate();
    thread = undefined;
  }

  function endTidier(): void {
    tidier?.end();
    tidier = undefined;
  }

  function start(): Remote<LayoutApi> {
    if (thread === undefined) {
      const worker = workers.layered();
      const made = { worker, api: wrap<LayoutApi>(worker) };
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        if (thread !== made) return;
        endThread();
        settle(failed(event.message));
      });
      thread = made;
    }
    return thread.api;
  }

  async function tidy(boxes: Boxes, current: () => boolean): Promise<Result<Placing>> {
    if (boxes.count > TIDY_MOST) {
      return fail(
        "too-large-to-tidy",
        `Tidying is for graphs of up to ${formatCount(TIDY_MOST)} boxes; this one has ${formatCount(boxes.count)}.`,
        { help: "Stay with the layout by step, which has no such limit." },
      );
    }
    const own = tidier ?? (await workers.tidy());
    if (!current()) {
      if (own !== tidier) own.end();
      return SUPERSEDED;
    }
    tidier = own;
    return ok(await own.layOut(boxes));
  }

  function stop(): void {
    // tidying may take long; a layered layout under way is quicker than a new worker
    if (tidying) endTidier();
    settle(SUPERSEDED);
    settle = () => {};
  }

  return {
    stop,
    layOut(kind, boxes) {
      stop();
      return new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const mine = (result: Result<Placing>) => {
          clearTimeout(timer);
          if (settle === mine) tidying = false;
          resolve(result);
        };
        settle = mine;
        tidying = kind === "tidy";
        if (kind === "steps") {
          start()
            .layOut(boxes)
            .then(
              (placing) => mine(ok(placing)),
              (reason: unknown) => mine(failed(reason)),
            );
          return;
        }
        timer = setTimeout(() => {
          if (settle !== mine) return;
          endTidier();
          mine(
            fail("layout-limit", `Tidying took more than ${formatCount(limit / 1000)} seconds.`, {
              help: "Stay with the layout by step.",
            }),
          );
        }, limit);
        tidy(boxes, () => settle === mine).then(mine, (reason: unknown) => {
          if (settle === mine) endTidier();
          mine(failed(reason));
        });
      });
    },
    dispose() {
      endThread();
      endTidier();
      settle(SUPERSEDED);
    },
  };
}
