/** Which rows and columns are lit: what is selected or pointed at in any pane, as buffers and arms. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { exists } from "../../store/facts.ts";
import { linksOf } from "../../store/links.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { point, select, sessionStore, type Target } from "../../store/session.ts";

/** Ids; the picture may be a moment behind the document, so positions would not do. */
export interface Lit {
  readonly buffers: ReadonlySet<string>;
  /** Arms that touch them, or the arm itself. */
  readonly arms: ReadonlySet<string>;
}

const DARK: Lit = { buffers: new Set(), arms: new Set() };

function litBy(picture: Picture | null, target: Target | null): Lit {
  const links =
    picture !== null && target !== null && exists(picture, target) ? linksOf(picture, target) : undefined;
  if (picture?.graph == null || links === undefined) return DARK;
  const { tensors, nodes } = picture.graph.document;
  const named = (list: readonly { readonly id: string }[], at: Iterable<number>) =>
    new Set([...at].flatMap((i) => list[i]?.id ?? []));
  const arms = target?.kind === "node" ? [target.index] : [...links.producers, ...links.readers];
  // an arm makes the buffers that it is the first to touch: they are not what is meant by it
  return {
    buffers: target?.kind === "node" ? new Set() : named(tensors, links.tensors),
    arms: named(nodes, arms),
  };
}

export function useLit(what: "hover" | "selection"): Lit {
  const picture = useStore(outcomeStore, (s) => s.picture);
  const target = useStore(sessionStore, (s) => s[what]);
  return useMemo(() => litBy(picture, target), [picture, target]);
}

function targetOf(kind: "tensor" | "node", id: string): Target | null {
  const document = outcomeStore.getState().picture?.graph?.document;
  const index =
    (kind === "tensor" ? document?.tensors : document?.nodes)?.findIndex((one) => one.id === id) ?? -1;
  return index < 0 ? null : { kind, index };
}

export function pointAt(kind: "tensor" | "node", id: string): void {
  point(targetOf(kind, id));
}

export function selectIn(kind: "tensor" | "node", id: string): void {
  const target = targetOf(kind, id);
  if (target !== null) select(target);
}
