/** The Eclipse Layout Kernel in a worker of its own: 1.6 MB, so fetched on first use. */

import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";
import elkWorker from "elkjs/lib/elk-worker.min.js?url";

export interface Elk {
  /** Rejects when its worker dies. */
  readonly layout: (graph: ElkNode) => Promise<ElkNode>;
  /** Ends the worker; a layout under way never settles. */
  readonly end: () => void;
}

export function startElk(start: () => Worker = () => new Worker(elkWorker)): Elk {
  let fail: (reason: Error) => void = () => {};
  const died = new Promise<never>((_, reject) => {
    fail = reject;
  });
  died.catch(() => {});
  const elk = new ELK({
    workerFactory: () => {
      const worker = start();
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        fail(new Error(event.message || "The layout stopped unexpectedly."));
      });
      return worker;
    },
  });
  return {
    layout: (graph) => Promise.race([elk.layout(graph), died]),
    end: () => elk.terminateWorker(),
  };
}
