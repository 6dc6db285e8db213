/** The graph pane, which comes after the start: a third of the page's code is for it, and the first plan needs none of that. */

import { lazy, Suspense, useEffect } from "react";
import { onRequest, type Request, request } from "../store/requests.ts";

const GraphPane = lazy(async () => ({ default: (await import("../views/graph/GraphPane.tsx")).GraphPane }));

/** Keeps what is asked of the pane until it is there to hear it. */
function Coming() {
  useEffect(() => {
    let asked: Request | undefined;
    const stop = onRequest((what) => {
      if (what.kind === "focus-graph" || what.kind === "reveal-boxes") asked = what;
    });
    return () => {
      stop();
      const kept = asked;
      // the pane listens from the same commit on
      if (kept !== undefined) setTimeout(() => request(kept));
    };
  }, []);
  return null;
}

const StreamGraph = lazy(async () => {
  const [{ StreamGraph }, { startStream }] = await Promise.all([
    import("../views/stream/StreamGraph.tsx"),
    import("./stream.ts"),
  ]);
  startStream();
  return { default: StreamGraph };
});

/** Of a dataflow graph: its nodes are not those of the plan, which are firings. */
export function StreamGraphLater() {
  return (
    <Suspense fallback={<Coming />}>
      <StreamGraph />
    </Suspense>
  );
}

export function GraphLater() {
  return (
    <Suspense fallback={<Coming />}>
      <GraphPane />
    </Suspense>
  );
}
