/** Steps of the keyboard through a picture: along time, along an address, along the data flow. */

import { liveAtStep } from "../core/bound.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import { nextEvent, type Peak, peaksOf } from "./events.ts";
import type { Picture } from "./outcome.ts";
import { outcomeStore } from "./outcome.ts";
import { request } from "./requests.ts";
import { select, sessionStore, setCursor, type Target } from "./session.ts";
import { speak } from "./spoken.ts";

function picture(): Picture | null {
  return outcomeStore.getState().picture;
}

/** The step that the cursor is at: where it was put, else the peak. */
export function cursorStep(of: Picture): number {
  return sessionStore.getState().cursor ?? of.plan.stats.peakStep;
}

/** Index of the arena that the panes show. */
export function arenaShown({ plan }: Picture): number {
  return Math.min(sessionStore.getState().arena, Math.max(0, plan.arenas.length - 1));
}

/** Puts the cursor on a step, brings it into view and says what is alive. */
function goToStep(now: Picture, step: number): void {
  setCursor(step);
  request({ kind: "reveal-step", step });
  const curve = now.plan.live[arenaShown(now)];
  const live = curve === undefined ? 0 : liveAtStep(curve, step);
  speak(`Step ${formatCount(step)}, ${formatBytes(live)} live.`);
}

/** Moves the step cursor by `by`, within the plan. */
export function stepBy(by: number): void {
  const now = picture();
  if (now === null) return;
  goToStep(now, Math.min(Math.max(cursorStep(now) + by, 0), Math.max(0, now.plan.steps - 1)));
}

/** Moves the step cursor on (1) or back (−1) to where something of the arena is born or has died. */
export function stepToEvent(by: 1 | -1): void {
  const now = picture();
  const step = now === null ? undefined : nextEvent(now.plan, arenaShown(now), cursorStep(now), by);
  if (now !== null && step !== undefined) goToStep(now, step);
}

/** Whether a step is in the window on time. */
export function isInSight(step: number): boolean {
  const { time } = sessionStore.getState();
  return time === null || (step >= time[0] && step < time[1]);
}

/** Goes to where most is alive; from there to the next step that is as high, to the highest address, and on to each arena's. */
export function goToPeak(): void {
  const now = picture();
  if (now === null) return;
  const peaks = peaksOf(now.plan);
  const [here, shown] = [cursorStep(now), arenaShown(now)];
  const at = peaks.findIndex(({ step, arena }) => step === here && (arena < 0 || arena === shown));
  const next = at >= 0 && isInSight(here) ? (at + 1) % peaks.length : Math.max(0, at);
  const peak: Peak | undefined = peaks[next];
  const step = peak?.step ?? now.plan.stats.peakStep;
  if (peak !== undefined && peak.arena >= 0 && peak.arena !== shown)
    sessionStore.setState({ arena: peak.arena, addresses: null });
  setCursor(step === now.plan.stats.peakStep ? null : step);
  request({ kind: "reveal-step", step });
  if (peak !== undefined) speak(peakText(now, peak, next + 1, peaks.length));
}

function peakText({ plan }: Picture, peak: Peak, nth: number, of: number): string {
  const { arena, step, bytes, top } = peak;
  const where = plan.arenas.length < 2 ? "" : arena < 0 ? " in all arenas" : ` in ${plan.arenas[arena]?.id}`;
  const which = of > 1 ? `Peak ${formatCount(nth)} of ${formatCount(of)}` : "Peak";
  const up = top === undefined ? "" : `, in use up to ${formatBytes(top)}`;
  return `${which}: step ${formatCount(step)}, ${formatBytes(bytes)} live${up}${where}.`;
}

/** The storage that the selection stands for, or −1. */
export function selectedStorage(of: Picture, target: Target | null): number {
  if (target === null) return -1;
  switch (target.kind) {
    case "storage":
      return target.index;
    case "tensor":
      return of.plan.tensors.storage[target.index] ?? -1;
    case "buffer":
      return of.plan.buffers.storages.items[of.plan.buffers.storages.from[target.index] ?? 0] ?? -1;
    case "node": {
      const first = of.graph?.outputs.items[of.graph.outputs.from[target.index] ?? 0] ?? -1;
      return first < 0 ? -1 : (of.plan.tensors.storage[first] ?? -1);
    }
  }
}

function choose(target: Target): void {
  select(target);
  request({ kind: "reveal", target });
}

/** Selects the previous (−1) or next (+1) tenant of the selected storage's buffer. */
export function walkTenants(by: 1 | -1): void {
  const now = picture();
  if (now === null) return;
  const s = selectedStorage(now, sessionStore.getState().selection);
  if (s < 0) return;
  const { from, items } = now.plan.buffers.storages;
  const b = now.plan.storages.buffer[s] ?? 0;
  const at = (from[b] ?? 0) + (now.ordinal[s] ?? 0) + by;
  const next = at >= (from[b] ?? 0) && at < (from[b + 1] ?? 0) ? items[at] : undefined;
  if (next !== undefined) choose({ kind: "storage", index: next });
}

/** Selects the node that makes the selected value. */
export function walkToProducer(): void {
  const now = picture();
  const { selection } = sessionStore.getState();
  if (now?.graph == null || selection === null) return;
  const { graph, plan } = now;
  if (selection.kind === "node") {
    const first = graph.inputs.items
      .subarray(graph.inputs.from[selection.index] ?? 0, graph.inputs.from[selection.index + 1] ?? 0)
      .find((t) => (graph.producer[t] ?? -1) >= 0);
    const node = first === undefined ? -1 : (graph.producer[first] ?? -1);
    if (node >= 0) choose({ kind: "node", index: node });
    return;
  }
  const s = selectedStorage(now, selection);
  const tensor = selection.kind === "tensor" ? selection.index : (plan.storages.tensor[s] ?? -1);
  const node = tensor < 0 ? -1 : (graph.producer[tensor] ?? -1);
  if (node >= 0) choose({ kind: "node", index: node });
}

/** Selects the next node, by step, that reads the selected value (or what the selected node makes). */
export function walkToConsumer(): void {
  const now = picture();
  const { selection } = sessionStore.getState();
  if (now?.graph == null || selection === null) return;
  const { graph, plan } = now;
  const tensors: number[] = [];
  if (selection.kind === "tensor") tensors.push(selection.index);
  else if (selection.kind === "node") {
    tensors.push(
      ...graph.outputs.items.subarray(
        graph.outputs.from[selection.index] ?? 0,
        graph.outputs.from[selection.index + 1] ?? 0,
      ),
    );
  } else {
    const s = selectedStorage(now, selection);
    tensors.push(
      ...plan.storages.tensors.items.subarray(
        plan.storages.tensors.from[s] ?? 0,
        plan.storages.tensors.from[s + 1] ?? 0,
      ),
    );
  }
  let best = -1;
  for (const t of tensors) {
    for (let i = graph.readers.from[t] ?? 0; i < (graph.readers.from[t + 1] ?? 0); i++) {
      const reader = graph.readers.items[i] ?? -1;
      if (best < 0 || (plan.nodes.step[reader] ?? 0) < (plan.nodes.step[best] ?? 0)) best = reader;
    }
  }
  if (best >= 0) choose({ kind: "node", index: best });
}
