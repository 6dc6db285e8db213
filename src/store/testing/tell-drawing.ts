/** For tests of panes: what is open or at odds in the drawing of the picture, told at once. */

import { drawingSummary } from "../../core/edit/drawing-faults.ts";
import { drawingFactsStore } from "../drawing-facts.ts";
import { outcomeStore } from "../outcome.ts";

/** Throws when there is no picture of a graph. */
export function tellDrawing(): void {
  const { picture } = outcomeStore.getState();
  if (picture?.graph == null) throw new Error("the test's picture is not there");
  const { graph, plan, opening } = picture;
  drawingFactsStore.setState({ facts: { ...drawingSummary(graph.document, plan), opening } });
}
