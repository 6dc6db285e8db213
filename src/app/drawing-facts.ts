/** Finds what is open or at odds in the drawing of each picture, once the page has nothing else to do. */

import { drawingFactsStore } from "../store/drawing-facts.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import { whenIdle } from "../ui/idle.ts";

async function find(): Promise<void> {
  const { drawingSummary } = await import("../core/edit/drawing-faults.ts").catch(() => ({
    // offline before it was fetched once: nothing is told
    drawingSummary: null,
  }));
  const { picture } = outcomeStore.getState();
  const graph = picture?.graph ?? null;
  const told =
    drawingSummary === null || picture === null || graph === null
      ? null
      : { ...drawingSummary(graph.document, picture.plan), opening: picture.opening };
  drawingFactsStore.setState({ facts: told });
}

/** Called once; returns how to stop. */
export function startDrawingFacts(): () => void {
  let forget = () => {};
  let waiting = false;
  const wait = () => {
    // edits that follow each other closely are looked at together, and not put off by each other
    if (waiting) return;
    waiting = true;
    forget = whenIdle(() => {
      waiting = false;
      later(find());
    });
  };
  wait();
  const stop = outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) wait();
  });
  return () => {
    stop();
    forget();
  };
}
