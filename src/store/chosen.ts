/** The boxes of the graph that an edit is about: one or many. One or two are also the selection that all panes share. */

import { createStore } from "zustand/vanilla";
import { type BoxKey, boxKey, readBoxKey } from "../core/box-key.ts";
import type { PortRef } from "../core/edit/types.ts";
import { outcomeStore, type Picture } from "./outcome.ts";
import { sessionStore, type Target } from "./session.ts";

export interface ChosenState {
  /** In the order in which they were chosen. */
  readonly keys: readonly BoxKey[];
  /** The connection that is chosen instead of boxes, by the port that it enters. */
  readonly wire: PortRef | null;
}

export const chosenStore = createStore<ChosenState>(() => ({ keys: [], wire: null }));

/** What a box is in the plan on the page; null when it is not in it (yet), and of a group. */
export function targetOfBox(picture: Picture | null, key: BoxKey): Target | null {
  if (picture?.graph === null || picture === null) return null;
  const { kind, id } = readBoxKey(key);
  if (kind === "group") return null;
  const index = kind === "node" ? picture.graph.nodeIndex.get(id) : picture.graph.tensorIndex.get(id);
  return index === undefined ? null : { kind: kind === "node" ? "node" : "tensor", index };
}

/** The box that a target is: a node, or a value that no node makes; null for others. */
export function boxOfTarget(picture: Picture | null, target: Target | null): BoxKey | null {
  if (picture?.graph === null || picture === null || target === null) return null;
  const { document, producer } = picture.graph;
  if (target.kind === "node") {
    const node = document.nodes[target.index];
    return node === undefined ? null : boxKey("node", node.id);
  }
  if (target.kind !== "tensor" || (producer[target.index] ?? -1) >= 0) return null;
  const tensor = document.tensors[target.index];
  return tensor === undefined ? null : boxKey("value", tensor.id);
}

function equal(a: readonly BoxKey[], b: readonly BoxKey[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

let leading = false;

/** Has the other panes show what is chosen: one is the selection, two are a pair, of many the last. */
function lead(): void {
  const { picture } = outcomeStore.getState();
  const { keys } = chosenStore.getState();
  const targets = keys.map((key) => targetOfBox(picture, key));
  const [first = null, other = null] = targets;
  leading = true;
  if (keys.length > 2)
    sessionStore.setState({ selection: targets.at(-1) ?? null, second: null, pairing: false });
  else if (first === null) sessionStore.setState({ selection: other, second: null, pairing: false });
  else sessionStore.setState({ selection: first, second: other, pairing: false });
  leading = false;
}

/** Chooses exactly these boxes. */
export function choose(keys: readonly BoxKey[]): void {
  const distinct = [...new Set(keys)];
  const { keys: before, wire } = chosenStore.getState();
  if (!equal(before, distinct) || wire !== null) chosenStore.setState({ keys: distinct, wire: null });
  lead();
}

/** Chooses a connection, and no box. The selection of the other panes becomes what it carries. */
export function chooseWire(wire: PortRef, carries: Target | null): void {
  chosenStore.setState({ keys: [], wire });
  leading = true;
  sessionStore.setState({ selection: carries, second: null, pairing: false });
  leading = false;
}

/** Adds a box to those chosen, or takes it out. */
export function chooseAlso(key: BoxKey): void {
  const { keys } = chosenStore.getState();
  choose(keys.includes(key) ? keys.filter((k) => k !== key) : [...keys, key]);
}

/** Keeps both kinds of selection together: what another pane selects is chosen; what is chosen is found in every new plan. */
export function startChoosing(): void {
  sessionStore.subscribe((now, before) => {
    if (leading || (now.selection === before.selection && now.second === before.second)) return;
    const { picture } = outcomeStore.getState();
    const keys = [now.selection, now.second].flatMap((target) => boxOfTarget(picture, target) ?? []);
    const { keys: known, wire } = chosenStore.getState();
    if (!equal(known, keys) || wire !== null) chosenStore.setState({ keys, wire: null });
  });
  outcomeStore.subscribe((now, before) => {
    const { keys } = chosenStore.getState();
    if (now.picture === before.picture || keys.length === 0) return;
    const { second, pairing } = sessionStore.getState();
    lead();
    // beside one box may stand what is no box, e.g. a storage, or a second that is still to be picked
    if (keys.length === 1 && sessionStore.getState().selection !== null) {
      leading = true;
      sessionStore.setState({ second, pairing });
      leading = false;
    }
  });
}
