/** What mouse and keys do to boxes and lines: point at one, choose one, move one, join two. */

import { connectPorts } from "../../core/dialects/dataflow/edit/connect.ts";
import { placeStreamNodes } from "../../core/dialects/dataflow/edit/place.ts";
import type { EdgeEnd } from "../../core/dialects/dataflow/edit/types.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import { chooseStream, streamChosenStore } from "../../store/dataflow-chosen.ts";
import { editStream } from "../../store/dataflow-editing.ts";
import { chosenOfLine, targetOfChosen } from "../../store/dataflow-linking.ts";
import { point, selectAlso, sessionStore, type Target } from "../../store/session.ts";
import { boxOfActor, streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { inPlace } from "./looking.ts";
import { refusalStore, viewStore } from "./view.ts";

let pointed: Target | null = null;
let pointing = false;

/** In a task of its own, and once for a leave and an enter: all panes light up, which takes a while. */
function pointSoon(target: Target | null): void {
  pointed = target;
  if (pointing) return;
  pointing = true;
  setTimeout(() => {
    pointing = false;
    point(pointed);
  });
}

function chosenOfBox(scene: StreamScene, box: number) {
  const of = scene.drawing.boxes[box];
  if (of === undefined) return null;
  return of.kind === "constant"
    ? ({ kind: "edge", index: of.node } as const)
    : ({ kind: "actor", id: of.id } as const);
}

/** Points at what a box or line is in the plan; −1: at nothing. */
export function pointAt(box: number, line = -1): void {
  const { scene } = streamSceneStore.getState();
  const { plan, step } = streamPlanStore.getState();
  const chosen = scene === null ? null : line >= 0 ? chosenOfLine(scene, line) : chosenOfBox(scene, box);
  pointSoon(targetOfChosen(plan, chosen, step));
}

/** Whether a click or key means its thing beside what is selected. */
export function meansAlso(event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.shiftKey || event.ctrlKey || event.metaKey;
}

/** Chooses a box or a line; neither (−1): nothing. `also`: selects it beside what is selected, where the plan has it. */
export function selectPart(box: number, line = -1, also = false): void {
  const { scene } = streamSceneStore.getState();
  if (scene === null) return;
  refusalStore.setState({ refusal: null });
  const key = scene.drawing.boxes[box]?.key;
  if (key !== undefined) viewStore.setState({ current: key });
  const chosen = line >= 0 ? chosenOfLine(scene, line) : chosenOfBox(scene, box);
  inPlace(() => {
    const { plan, step } = streamPlanStore.getState();
    if (also || sessionStore.getState().pairing) {
      const target = targetOfChosen(plan, chosen, step);
      if (target !== null) selectAlso(target);
    } else chooseStream(chosen);
  });
}

/** Chooses the port of an actor that was clicked on; false: it was none. */
export function selectPort(box: number, target: EventTarget | null): boolean {
  const of = streamSceneStore.getState().scene?.drawing.boxes[box];
  const handle = target instanceof Element ? target.closest<HTMLElement>("[data-handleid]") : null;
  const port = handle?.dataset.handleid;
  if (of?.kind !== "actor" || handle === null || port === undefined) return false;
  refusalStore.setState({ refusal: null });
  viewStore.setState({ current: of.key });
  const side = handle.classList.contains("source") ? "outputs" : "inputs";
  inPlace(() => chooseStream({ kind: "port", node: of.id, side, port }));
  return true;
}

/** Puts an actor where it was dropped: a step of the history. */
export function placeBox(box: number, at: Point): void {
  const { scene } = streamSceneStore.getState();
  const of = scene?.drawing.boxes[box];
  if (of?.kind !== "actor") return;
  editStream((document) => placeStreamNodes(document, { [of.id]: [Math.round(at.x), Math.round(at.y)] }));
}

/** Moves the chosen actor by pixels of the drawing; quick repeats are one step. False: none is chosen. */
export function nudge(by: Point): boolean {
  const { scene } = streamSceneStore.getState();
  const { streamChosen: chosen } = streamChosenStore.getState();
  if (scene === null || chosen?.kind !== "actor") return false;
  const drawn = scene.at[boxOfActor(scene, chosen.id)];
  if (drawn === undefined) return false;
  const { id } = chosen;
  const edit = (document: DataflowDocument) => {
    // what is drawn may be of the step before
    const [x, y] = document.drawing?.at?.[id] ?? [drawn.x, drawn.y];
    return placeStreamNodes(document, { [id]: [Math.round(x + by.x), Math.round(y + by.y)] });
  };
  editStream(edit, { merge: `nudge ${id}`, stay: true });
  return true;
}

/** Port of the document that an output in the drawing stands for: of a Duplicate, the one that feeds it. */
export function outputEnd(
  { drawing }: Pick<StreamScene, "drawing">,
  box: number,
  output: number,
): EdgeEnd | null {
  const of = drawing.boxes[box];
  if (of?.kind === "duplicate") {
    const line = drawing.lines[drawing.entering[box]?.[0] ?? -1];
    return line === undefined ? null : outputEnd({ drawing }, line.from, line.output);
  }
  const port = of?.kind === "actor" ? of.outputs[output]?.name : undefined;
  return of === undefined || port === undefined ? null : [of.id, port];
}

/** Joins two ports; why not is told where the pointer is, in pixels of the pane. */
export function connect(from: EdgeEnd, to: EdgeEnd, at: Point): void {
  const edited = editStream((document) => connectPorts(document, from, to));
  if (!edited.ok) refusalStore.setState({ refusal: { at, says: edited.problem.message } });
}
