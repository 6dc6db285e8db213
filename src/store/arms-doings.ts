/** Edits of the open program of arms that commands, menus and keys give; what is made or renamed is shown then. */

import { addArm, exchangeArms, type NewArm, removeArm, renameArm } from "../core/dialects/arms/edit/arms.ts";
import { addBuffer, donateInputs, removeBuffer, renameBuffer } from "../core/dialects/arms/edit/buffers.ts";
import { armIds } from "../core/dialects/arms/edit/order.ts";
import { listArms, relateArms, relationOf } from "../core/dialects/arms/edit/relations.ts";
import type { ArmsEditResult } from "../core/dialects/arms/edit/types.ts";
import { armsStore, showArm, showBuffer } from "./arms.ts";
import { editArms } from "./arms-editing.ts";
import { documentStore } from "./document.ts";

/** The one id of the second list that the first does not have. */
function fresh(before: readonly string[], after: readonly string[]): string | undefined {
  return after.find((id) => !before.includes(id));
}

function armsNow(): readonly string[] {
  const { document } = documentStore.getState();
  return document?.kind === "arms" ? armIds(document.body) : [];
}

function buffersNow(): readonly string[] {
  const { document } = documentStore.getState();
  return document?.kind === "arms" ? document.buffers.map(({ id }) => id) : [];
}

/** Adds an arm at one; returns its id, undefined when refused. */
export function addArmAt(arm: string | undefined, how: NewArm): string | undefined {
  const before = armsNow();
  const edited = editArms((document) => addArm(document, arm, how));
  const made = edited.ok ? fresh(before, armsNow()) : undefined;
  if (made !== undefined) showArm(made);
  return made;
}

/** At the arm that is shown, or after all. */
export function addArmHere(how: NewArm): void {
  const { arm } = armsStore.getState();
  addArmAt(arm !== null && armsNow().includes(arm) ? arm : undefined, how);
}

export function addBufferBelow(buffer: string | undefined): string | undefined {
  const before = buffersNow();
  const edited = editArms((document) => addBuffer(document, buffer));
  const made = edited.ok ? fresh(before, buffersNow()) : undefined;
  if (made !== undefined) showBuffer(made);
  return made;
}

export function addBufferHere(): void {
  addBufferBelow(undefined);
}

export function listAllArms(): void {
  editArms(listArms);
}

export function toggleDonating(): void {
  editArms((document) => donateInputs(document, document.donateInputs !== true));
}

/** Renames an arm and goes on showing it under its new name. */
export function nameArm(id: string, name: string): ArmsEditResult {
  const at = armsNow().indexOf(id);
  const edited = editArms((document) => renameArm(document, id, name));
  if (edited.ok && armsStore.getState().arm === id) armsStore.setState({ arm: armsNow()[at] ?? null });
  return edited;
}

export function nameBuffer(id: string, name: string): ArmsEditResult {
  const at = buffersNow().indexOf(id);
  const edited = editArms((document) => renameBuffer(document, id, name));
  if (edited.ok && armsStore.getState().buffer === id)
    armsStore.setState({ buffer: buffersNow()[at] ?? null });
  return edited;
}

export function dropArm(id: string): void {
  editArms((document) => removeArm(document, id));
}

export function dropBuffer(id: string): void {
  editArms((document) => removeBuffer(document, id));
}

export function exchange(a: string, b: string): boolean {
  return editArms((document) => exchangeArms(document, a, b)).ok;
}

/** Sets two arms parallel, or, when they are, one before the other as they are written. */
export function toggleParallel(a: string, b: string): void {
  editArms((document) => {
    if (relationOf(document, a, b) !== "parallel") return relateArms(document, a, b, "parallel");
    const ids = armIds(document.body);
    const [first, second] = ids.indexOf(a) < ids.indexOf(b) ? [a, b] : [b, a];
    return relateArms(document, first, second, "before");
  });
}
