/** Keeps what is chosen of the dataflow document and what all panes have selected in step, through every plan. */

import { actorOfFiring } from "../core/dialects/dataflow/firings.ts";
import { firingAt } from "../look/dataflow/sdf-firings.ts";
import { chooseStream, type StreamChosen, streamChosenStore } from "./dataflow-chosen.ts";
import { outcomeStore } from "./outcome.ts";
import { sessionStore, type Target } from "./session.ts";
import { boxOfActor, type StreamPlan, streamPlanStore } from "./stream-plan.ts";
import { type StreamScene, streamSceneStore } from "./stream-scene.ts";

/** The line that is chosen: of an output that feeds several, the one to its Duplicate; −1: none. */
export function lineOfChosen({ drawing }: Pick<StreamScene, "drawing">, chosen: StreamChosen): number {
  if (chosen.kind === "actor") return -1;
  if (chosen.kind === "edge") return drawing.lines.findIndex(({ edge }) => edge === chosen.index);
  const box = drawing.byKey.get(`actor:${chosen.node}`) ?? -1;
  const port = drawing.boxes[box]?.[chosen.side].findIndex(({ name }) => name === chosen.port) ?? -1;
  const lines = drawing[chosen.side === "outputs" ? "leaving" : "entering"][box] ?? [];
  return lines.find((l) => drawing.lines[l]?.[chosen.side === "outputs" ? "output" : "input"] === port) ?? -1;
}

/** What is chosen, in the plan on the page; null: the plan does not have it. */
export function targetOfChosen(
  plan: StreamPlan | null,
  chosen: StreamChosen | null,
  step: number,
): Target | null {
  if (plan === null || chosen === null) return null;
  if (chosen.kind === "actor") {
    const index = firingAt(plan.firings, plan.picture.plan, chosen.id, step);
    return index < 0 ? null : { kind: "node", index };
  }
  const index = plan.fifoOfLine[lineOfChosen(plan.scene, chosen)] ?? -1;
  return index < 0 ? null : { kind: "tensor", index };
}

/** What a line is to somebody who edits: its connection, or the output that a Duplicate was put behind. */
export function chosenOfLine({ drawing }: Pick<StreamScene, "drawing">, line: number): StreamChosen | null {
  const { edge = -1, from = -1, output = -1 } = drawing.lines[line] ?? {};
  if (edge >= 0) return { kind: "edge", index: edge };
  const box = drawing.boxes[from];
  const port = box?.outputs[output]?.name;
  return box === undefined || port === undefined
    ? null
    : { kind: "port", node: box.id, side: "outputs", port };
}

/** What a target of the plan is in the document; null for what is no one thing there. */
function chosenOfTarget(plan: StreamPlan, target: Target | null): StreamChosen | null {
  if (target?.kind === "node")
    return { kind: "actor", id: actorOfFiring(plan.picture.plan.nodes.id[target.index] ?? "") };
  const tensor =
    target?.kind === "tensor"
      ? target.index
      : target?.kind === "storage"
        ? (plan.picture.plan.storages.tensor[target.index] ?? -1)
        : -1;
  const line = plan.lineOfFifo.get(tensor);
  return line === undefined ? null : chosenOfLine(plan.scene, line);
}

/** Whether what is chosen is still drawn. */
function isThere(scene: StreamScene, chosen: StreamChosen): boolean {
  if (chosen.kind === "actor") return boxOfActor(scene, chosen.id) >= 0;
  if (chosen.kind === "edge") return scene.document.edges[chosen.index] !== undefined;
  const node = scene.document.nodes.find(({ id }) => id === chosen.node);
  return node?.[chosen.side]?.some(({ name }) => name === chosen.port) === true;
}

/** Links both from now on. */
export function startStreamLinking(): void {
  let leading = false;
  const lead = () => {
    const { plan, step } = streamPlanStore.getState();
    const selection = targetOfChosen(plan, streamChosenStore.getState().streamChosen, step);
    leading = true;
    sessionStore.setState({ selection, second: null, pairing: false });
    leading = false;
  };
  const follow = () => {
    const { plan } = streamPlanStore.getState();
    // numbers of another picture mean other things
    if (leading || plan === null || plan.picture !== outcomeStore.getState().picture) return;
    leading = true;
    chooseStream(chosenOfTarget(plan, sessionStore.getState().selection));
    leading = false;
  };
  follow();
  streamChosenStore.subscribe(() => {
    if (!leading) lead();
  });
  sessionStore.subscribe((now, before) => {
    // a new picture carries the selection over before it is there itself
    if (now.selection !== before.selection && !leading) queueMicrotask(follow);
  });
  streamPlanStore.subscribe((now, before) => {
    // the same thing has another number in another plan; a selection that came before the first plan is followed
    if (now.plan?.picture === before.plan?.picture || now.plan === null) return;
    const { streamChosen } = streamChosenStore.getState();
    const selected = chosenOfTarget(now.plan, sessionStore.getState().selection);
    if (streamChosen === null) follow();
    // another firing of the same node may be meant
    else if (JSON.stringify(selected) !== JSON.stringify(streamChosen)) lead();
  });
  streamSceneStore.subscribe(({ scene }, before) => {
    const { streamChosen } = streamChosenStore.getState();
    if (scene === before.scene || streamChosen === null) return;
    if (scene === null) {
      // another document is open, whose selection is its own
      leading = true;
      chooseStream(null);
      leading = false;
      return;
    }
    const other = before.scene !== null && before.scene.opening !== scene.opening;
    if (other || !isThere(scene, streamChosen)) chooseStream(null);
  });
}
