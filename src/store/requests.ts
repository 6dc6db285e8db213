/** One-off requests to panes ("fit all", "go to this target"): a pane obeys those that concern it. */

import type { BoxKey } from "../core/box-key.ts";
import type { Target } from "./session.ts";

export type Request =
  | { readonly kind: "fit" }
  | { readonly kind: "reveal"; readonly target: Target }
  /** Shows the target as large as its panes can, with some air. */
  | { readonly kind: "zoom-to"; readonly target: Target }
  /** Brings boxes of the graph into view, by the least move. */
  | { readonly kind: "reveal-boxes"; readonly keys: readonly BoxKey[] }
  /** Looks at boxes of the graph: at all of them where they can be read, else at where they begin. */
  | { readonly kind: "frame-boxes"; readonly keys: readonly BoxKey[] }
  /** Gives the canvas of the graph the focus. */
  | { readonly kind: "focus-graph" }
  | { readonly kind: "reveal-step"; readonly step: number }
  | { readonly kind: "zoom-time"; readonly factor: number }
  | { readonly kind: "zoom-address"; readonly factor: number }
  | { readonly kind: "pan-time"; readonly fraction: number }
  | { readonly kind: "pan-address"; readonly fraction: number };

type Listener = (request: Request) => void;
const listeners = new Set<Listener>();

/** Listens to requests; returns how to stop. */
export function onRequest(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function request(what: Request): void {
  for (const listener of listeners) listener(what);
}
