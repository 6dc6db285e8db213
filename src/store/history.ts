/** Every state of the open document and its settings, with what led to it. An edit, a changed setting and a gesture are one step each. */

import { createStore } from "zustand/vanilla";
import type { BoxKey } from "../core/box-key.ts";
import type { MemplanDocument } from "../core/document.ts";
import type { Settings } from "../core/settings.ts";
import { choose, chosenStore } from "./chosen.ts";
import { documentStore, showState } from "./document.ts";
import { speak } from "./spoken.ts";

/** States that are kept; they share what did not change. */
const MOST_STEPS = 1000;
/** Milliseconds within which steps of one `merge` are one. */
const MERGE_WITHIN = 1000;

export interface Step {
  /** What was done, in the past tense; of the first, how it began. */
  readonly says: string;
  readonly document: MemplanDocument;
  readonly settings: Settings;
  readonly chosen: readonly BoxKey[];
}

export interface HistoryState {
  /** The first is the document as it was opened; empty before any is. */
  readonly steps: readonly Step[];
  /** The one that is shown. */
  readonly at: number;
}

export const historyStore = createStore<HistoryState>(() => ({ steps: [], at: -1 }));

interface LastMerge {
  readonly key: string;
  readonly time: number;
}
let last: LastMerge | null = null;

function begin(): void {
  const { document, settings } = documentStore.getState();
  last = null;
  historyStore.setState(
    document === null
      ? { steps: [], at: -1 }
      : { steps: [{ says: "Opened", document, settings, chosen: [] }], at: 0 },
  );
}

/** Shows a new state of the document and makes it a step; steps that were undone are gone. Equal `merge` within a second joins the step before. */
export function commit(
  says: string,
  state: { readonly document?: MemplanDocument; readonly settings?: Settings },
  how: { readonly merge?: string; readonly chosen?: readonly BoxKey[] } = {},
): void {
  const now = documentStore.getState();
  const document = state.document ?? now.document;
  const settings = state.settings ?? now.settings;
  if (document === null || (document === now.document && settings === now.settings)) return;
  const time = performance.now();
  const { steps, at } = historyStore.getState();
  const joins =
    how.merge !== undefined && last?.key === how.merge && time - last.time < MERGE_WITHIN && at > 0;
  last = how.merge === undefined ? null : { key: how.merge, time };
  const present = steps[at];
  // undoing it gives back what was chosen when it was done
  const before = joins
    ? steps.slice(0, at)
    : present === undefined
      ? []
      : [...steps.slice(0, at), { ...present, chosen: chosenStore.getState().keys }];
  showState({ document, settings });
  if (how.chosen !== undefined) choose(how.chosen);
  const step: Step = { says, document, settings, chosen: chosenStore.getState().keys };
  const kept = [...before, step].slice(-MOST_STEPS);
  historyStore.setState({ steps: kept, at: kept.length - 1 });
}

/** Takes the last step away as if it had never been. */
export function takeBack(): void {
  const { steps, at } = historyStore.getState();
  const before = steps[at - 1];
  if (before === undefined) return;
  last = null;
  historyStore.setState({ steps: steps.slice(0, at), at: at - 1 });
  showState(before);
}

/** Ends a gesture: what follows is a step of its own whatever it merges with. */
export function endMerge(): void {
  last = null;
}

/** Goes to a step of the history; nothing is lost by it. */
export function goToStep(to: number): void {
  const { steps, at } = historyStore.getState();
  const step = steps[to];
  if (step === undefined || to === at) return;
  last = null;
  historyStore.setState({ at: to });
  showState(step);
  choose(step.chosen);
  speak(saysGone(steps, at, to));
}

/** What going from one step to another was, in words. */
function saysGone(steps: readonly Step[], from: number, to: number): string {
  const says = steps[to]?.says ?? "";
  const next = steps[to + 1]?.says ?? "";
  const many = Math.abs(to - from);
  if (many === 1) return to < from ? `Undone: ${next}` : `Redone: ${says}`;
  if (to === 0) return "Went back to the beginning";
  return to < from ? `Went back ${many} steps, before: ${next}` : `Went forward ${many} steps, to: ${says}`;
}

export function undo(): void {
  const { at } = historyStore.getState();
  if (at > 0) goToStep(at - 1);
  else speak("Nothing to undo.");
}

export function redo(): void {
  const { steps, at } = historyStore.getState();
  if (at < steps.length - 1) goToStep(at + 1);
  else speak("Nothing to redo.");
}

/** Begins a history with every document that is opened. */
export function startHistory(): void {
  begin();
  documentStore.subscribe((now, before) => {
    if (now.opening === before.opening) return;
    // the next document may have boxes of the same names
    choose([]);
    begin();
  });
}
