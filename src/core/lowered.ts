/** Documents of other worlds as the graphs that they come down to. A dialect is one folder of dialects/ and one line here. */

import { lowerArms } from "./dialects/arms/lower.ts";
import { lowerMethods } from "./dialects/methods/lower.ts";
import type { GraphDocument, LoweredDocument, MemplanDocument } from "./document.ts";
import { ok, type Result } from "./result.ts";
import type { Settings } from "./settings.ts";

/** How a dialect comes down to a graph: the nodes are its units of execution, the tensors what it needs memory for. */
interface Dialect<D extends LoweredDocument> {
  /** Fails when the document makes no sense, naming the place. Cheap: readers call it to check what they read. */
  readonly lower: (document: D) => Result<GraphDocument>;
  /** Settings that its meaning decides, whatever a person chose. */
  readonly settings: Partial<Settings>;
}

const DIALECTS: { readonly [D in LoweredDocument as D["kind"]]: Dialect<D> } = {
  arms: {
    lower: lowerArms,
    settings: { lifetimes: "any-order", order: "given", inplace: false, views: false, preserveInputs: false },
  },
  methods: { lower: lowerMethods, settings: { order: "given", lifetimes: "schedule", state: true } },
};

/** Documents are immutable, and a reader, the planner and the page all ask for the same one. */
const known = new WeakMap<LoweredDocument, Result<GraphDocument>>();

/** Fails as the dialect does; nothing the second time. */
export function lower(document: LoweredDocument): Result<GraphDocument> {
  let graph = known.get(document);
  if (graph === undefined) {
    graph = document.kind === "arms" ? DIALECTS.arms.lower(document) : DIALECTS.methods.lower(document);
    known.set(document, graph);
  }
  return graph;
}

/** The graph to plan, and what it is planned with. */
export function lowerDocument(
  document: LoweredDocument,
  settings: Settings,
): Result<{ readonly graph: GraphDocument; readonly settings: Settings }> {
  const graph = lower(document);
  if (!graph.ok) return graph;
  return ok({ graph: graph.value, settings: { ...settings, ...DIALECTS[document.kind].settings } });
}

/** The graph that a plan of the document is of; undefined where there is none, or it makes no sense. */
export function graphDocumentOf(document: MemplanDocument): GraphDocument | undefined {
  switch (document.kind) {
    case "graph":
      return document;
    case "arms":
    case "methods": {
      const graph = lower(document);
      return graph.ok ? graph.value : undefined;
    }
    case "lifetimes":
    case "plan":
      return undefined;
  }
}
