/** The method of the open program that is looked at, and the part of the methods pane that is shown. */

import { createStore } from "zustand/vanilla";
import { boxKey } from "../core/box-key.ts";
import type { MemplanDocument } from "../core/document.ts";
import { formatBytes, formatCount } from "../core/units.ts";
import { type MethodSpan, methodSpans } from "./method-spans.ts";
import { outcomeStore } from "./outcome.ts";
import { request } from "./requests.ts";
import { sessionStore } from "./session.ts";
import { speak } from "./spoken.ts";

export type MethodsSection = "passes" | "planning" | "shared" | "alignment" | "file";

export interface MethodsState {
  readonly section: MethodsSection;
  /** Id of the method that is looked at; null: all of them. */
  readonly method: string | null;
}

export const methodsStore = createStore<MethodsState>(() => ({ section: "passes", method: null }));

export function showSection(section: MethodsSection): void {
  methodsStore.setState({ section });
}

const NO_SECTIONS: readonly MethodsSection[] = [];
const OF_GRAPH: readonly MethodsSection[] = ["passes", "planning"];
const OF_PROGRAM: readonly MethodsSection[] = ["passes", "planning", "shared", "alignment"];
const OF_FILE: readonly MethodsSection[] = ["file", ...OF_PROGRAM];

/** What the pane has to say of a document. */
export function sectionsFor(document: MemplanDocument | null): readonly MethodsSection[] {
  if (document?.kind === "graph") return OF_GRAPH;
  if (document?.kind !== "methods") return NO_SECTIONS;
  return document.methods.some((m) => m.shipped !== undefined) ? OF_FILE : OF_PROGRAM;
}

/** The method that is meant while all are looked at: the first. Null where the document has none. */
export function methodIn(document: MemplanDocument | null, method: string | null): string | null {
  if (document?.kind !== "methods") return null;
  return document.methods.find((m) => m.id === method)?.id ?? document.methods[0]?.id ?? null;
}

/** Boxes of the graph that are brought into view at most: many fit into no pane. */
const MOST_BOXES = 2_000;

function look({ id, steps, arenas, peakStep, nodes, peak }: MethodSpan): void {
  const { picture } = outcomeStore.getState();
  const [from, to] = steps;
  const { cursor } = sessionStore.getState();
  const there = cursor !== null && cursor >= from && cursor < to;
  sessionStore.setState((s) => ({
    time: from < to ? steps : null,
    addresses: null,
    arena: arenas[0] ?? s.arena,
    cursor: there ? cursor : from < to ? Math.min(Math.max(peakStep, from), to - 1) : null,
  }));
  const ids = picture?.plan.nodes.id ?? [];
  const keys = nodes.slice(0, MOST_BOXES).map((n) => boxKey("node", ids[n] ?? ""));
  request({ kind: "frame-boxes", keys });
  speak(`Method ${id}: ${formatCount(to - from)} steps, ${formatBytes(peak)} of its own.`);
}

/** Looks at one method, or at all: again where it is looked at already. */
export function chooseMethod(id: string | null): void {
  const spans = methodSpans(outcomeStore.getState().picture);
  const span = spans.find((one) => one.id === id);
  if (id !== null && span === undefined) return;
  methodsStore.setState({ method: id });
  if (span !== undefined) {
    look(span);
    return;
  }
  sessionStore.setState({ cursor: null });
  request({ kind: "fit" });
  speak(`All ${formatCount(spans.length)} methods.`);
}

/** The method `by` places after the one that is looked at; "all" comes before the first. */
export function nextMethod(by: 1 | -1): void {
  const ids = methodSpans(outcomeStore.getState().picture).map((span) => span.id);
  if (ids.length === 0) return;
  const all = [null, ...ids];
  const at = all.indexOf(methodsStore.getState().method);
  chooseMethod(all[(at + by + all.length) % all.length] ?? null);
}
