/** The page's end of the layouts of dataflow graphs: by ELK while that is quick enough, else by our own layers. Never fails for want of ELK. */

import { type Remote, releaseProxy, wrap } from "comlink";
import { fail, ok, type Result } from "../core/result.ts";
import type { SdfPlaces, SdfToPlace } from "../look/dataflow/sdf-places.ts";
import type { Elk } from "./layout/elk.ts";
import { ELK_MOST, ELK_SLOW, streamFromElk, streamToElk } from "./layout/streams.ts";
import type { LayoutApi } from "./layout.worker.ts";

/** Milliseconds that ELK may take. */
const LIMIT = 10_000;

export interface StreamLayoutWorkers {
  readonly elk: () => Promise<Elk>;
  readonly layered: () => Worker;
}

const WORKERS: StreamLayoutWorkers = {
  elk: async () => (await import("./layout/elk.ts")).startElk(),
  layered: () => new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" }),
};

export interface StreamLayout {
  /** One at a time. Of a large graph `meanwhile` gets places that are found sooner. Problem: "layout-failed". */
  readonly layOut: (graph: SdfToPlace, meanwhile: (places: SdfPlaces) => void) => Promise<Result<SdfPlaces>>;
  readonly dispose: () => void;
}

function within<T>(time: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("It took too long.")), time);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Starts no worker before it is needed. */
export function createStreamLayout(workers: StreamLayoutWorkers = WORKERS, limit = LIMIT): StreamLayout {
  let elk: Elk | undefined;
  let thread: { readonly worker: Worker; readonly api: Remote<LayoutApi> } | undefined;

  async function byElk(graph: SdfToPlace): Promise<SdfPlaces> {
    elk ??= await workers.elk();
    try {
      return streamFromElk(graph, await within(limit, elk.layout(streamToElk(graph))));
    } catch (reason) {
      elk.end();
      elk = undefined;
      throw reason;
    }
  }

  function inLayers(graph: SdfToPlace): Promise<SdfPlaces> {
    return new Promise((resolve, reject) => {
      if (thread === undefined) {
        const worker = workers.layered();
        thread = { worker, api: wrap<LayoutApi>(worker) };
      }
      const { worker, api } = thread;
      worker.addEventListener(
        "error",
        (event) => {
          event.preventDefault();
          endThread();
          reject(new Error(event.message));
        },
        { once: true },
      );
      api.layOutStream(graph).then(resolve, reject);
    });
  }

  function endThread(): void {
    thread?.api[releaseProxy]();
    thread?.worker.terminate();
    thread = undefined;
  }

  return {
    async layOut(graph, meanwhile) {
      const boxes = graph.boxes.length;
      try {
        const soon = boxes > ELK_SLOW ? await inLayers(graph) : null;
        if (soon !== null && boxes > ELK_MOST) return ok(soon);
        if (soon !== null) meanwhile(soon);
        // offline before it was fetched once, too slow, or dead: the other way always works
        return ok(await byElk(graph).catch(() => soon ?? inLayers(graph)));
      } catch (reason) {
        const why = reason instanceof Error ? reason.message : String(reason);
        return fail("layout-failed", `The graph could not be laid out: ${why}`, {
          help: "Reload the page; the document is kept.",
        });
      }
    },
    dispose() {
      endThread();
      elk?.end();
      elk = undefined;
    },
  };
}
