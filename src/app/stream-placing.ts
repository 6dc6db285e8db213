/** Has dataflow drawings laid out off the main thread, one after the other: the last one asked for is always answered. */

import { later } from "../store/later.ts";
import { showTrouble } from "../store/outcome.ts";
import { placeStream, streamSceneStore } from "../store/stream-scene.ts";
import { createStreamLayout, type StreamLayout } from "../worker/stream-layout.ts";

/** Called once. */
export function startStreamPlacing(layout: StreamLayout = createStreamLayout()): void {
  let working = false;
  let answered = "";

  async function place(): Promise<void> {
    for (;;) {
      const { wanted } = streamSceneStore.getState();
      if (working || wanted === null || wanted.question === answered) return;
      working = true;
      const { question, toPlace } = wanted;
      const made = await layout.layOut(toPlace, (places) => placeStream(question, places));
      working = false;
      answered = question;
      if (made.ok) placeStream(question, made.value);
      else showTrouble("Graph", made.problem);
    }
  }

  const again = () => later(place());
  again();
  streamSceneStore.subscribe((now, before) => {
    if (now.wanted !== before.wanted) again();
  });
}
