/** Documents of other worlds as the graphs that they come down to. A dialect is one folder of dialects/ and one line here. */

import { lowerArms } from "./dialects/arms/lower.ts";
import { lowerMethods } from "./dialects/methods/lower.ts";
import type { GraphDocument, LoweredDocument, MemplanDocument } from "./document.ts";
import { heardSettings } from "./forced.ts";
import { ok, type Result } from "./result.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";

/** Documents are immutable, and a reader, the planner and the page all ask for the same one. By what of the settings decides. */
const known = new WeakMap<LoweredDocument, Map<string, Result<GraphDocument>>>();

/** Fails as the dialect does; nothing the second time. Where shared state lies hangs on the alignment, what is a view on the settings. */
export function lower(
  document: LoweredDocument,
  settings: Settings = DEFAULT_SETTINGS,
): Result<GraphDocument> {
  const { alignment, views, viewsExcept } = settings;
  const key = document.kind === "arms" ? "" : JSON.stringify([alignment, views, viewsExcept]);
  const graphs = known.get(document) ?? new Map<string, Result<GraphDocument>>();
  known.set(document, graphs);
  let graph = graphs.get(key);
  if (graph === undefined) {
    graph = document.kind === "arms" ? lowerArms(document) : lowerMethods(document, settings);
    graphs.set(key, graph);
  }
  return graph;
}

/** The graph to plan, and what it is planned with. */
export function lowerDocument(
  document: LoweredDocument,
  settings: Settings,
): Result<{ readonly graph: GraphDocument; readonly settings: Settings }> {
  const heard = heardSettings(document.kind, settings);
  const graph = lower(document, heard);
  return graph.ok ? ok({ graph: graph.value, settings: heard }) : graph;
}

/** The graph that a plan of the document with these settings is of; undefined where there is none, or it makes no sense. */
export function graphDocumentOf(
  document: MemplanDocument,
  settings: Settings = DEFAULT_SETTINGS,
): GraphDocument | undefined {
  switch (document.kind) {
    case "graph":
      return document;
    case "arms":
    case "methods": {
      const graph = lower(document, settings);
      return graph.ok ? graph.value : undefined;
    }
    // its nodes are firings, which only a plan has: look/graph-behind.ts
    case "dataflow":
    case "lifetimes":
    case "plan":
      return undefined;
  }
}
