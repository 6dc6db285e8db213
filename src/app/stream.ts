/** Keeps the open dataflow graph drawn, and what is chosen of it in step with all panes, whether or not its own pane is shown. */

import { startStreamLinking } from "../store/dataflow-linking.ts";
import { watchStreamPlan } from "../store/stream-plan.ts";
import { watchStream } from "../store/stream-scene.ts";
import { startStreamPlacing } from "./stream-placing.ts";

let isStarted = false;

/** From the first call on. */
export function startStream(): void {
  if (isStarted) return;
  isStarted = true;
  watchStream();
  watchStreamPlan();
  startStreamLinking();
  startStreamPlacing();
}
