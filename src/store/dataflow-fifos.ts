/** The FIFOs that are selected in the plan on the page, and how rows of FIFOs select. */

import { type DataflowAnswers, isOfPicture } from "./dataflow.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { request } from "./requests.ts";
import { select, selectAlso, sessionStore, type Target } from "./session.ts";

/** The FIFO that a target is; −1: none. Of a storage the FIFO that names it. */
export function fifoOfTarget(picture: Picture | null, target: Target | null): number {
  if (picture?.plan.fifos === undefined || target === null) return -1;
  if (target.kind === "tensor") return target.index;
  return target.kind === "storage" ? (picture.plan.storages.tensor[target.index] ?? -1) : -1;
}

/** −1 for none; the second is never the first. */
export function chosenFifos(): readonly [first: number, second: number] {
  const { picture } = outcomeStore.getState();
  const { selection, second } = sessionStore.getState();
  const [one, two] = [fifoOfTarget(picture, selection), fifoOfTarget(picture, second)];
  return one < 0 || one === two ? [one, -1] : [one, two];
}

/** Of an answer, unless that is of an older plan. `also`: beside the one that is selected. */
export function chooseFifo(field: keyof DataflowAnswers, index: number, also: boolean): void {
  if (!isOfPicture(field)) return;
  const target: Target = { kind: "tensor", index };
  if (also) selectAlso(target);
  else {
    select(target);
    request({ kind: "reveal", target });
  }
}
