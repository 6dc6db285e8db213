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
  readonly forces: readonly Forced[];
}

/** A setting that the meaning of a dialect decides, whatever a person chose; `says` why, as a sentence. */
export type Forced = {
  readonly [K in keyof Settings]: { readonly name: K; readonly value: Settings[K]; readonly says: string };
}[keyof Settings];

const ARMS_ORDER = "The order between arms says which of them may run beside each other.";
const ARMS_BUFFERS =
  "Buffers of arms are named by the program: each has bytes of its own while it is needed.";
const METHODS_ORDER = "Methods run one at a time, each in the order that it has.";

const DIALECTS: { readonly [D in LoweredDocument as D["kind"]]: Dialect<D> } = {
  arms: {
    lower: lowerArms,
    forces: [
      { name: "lifetimes", value: "any-order", says: ARMS_ORDER },
      { name: "order", value: "given", says: ARMS_ORDER },
      { name: "inplace", value: false, says: ARMS_BUFFERS },
      { name: "views", value: false, says: ARMS_BUFFERS },
      { name: "preserveInputs", value: false, says: "Inputs of the host lie outside of the arena." },
    ],
  },
  methods: {
    lower: lowerMethods,
    forces: [
      { name: "order", value: "given", says: METHODS_ORDER },
      { name: "lifetimes", value: "schedule", says: METHODS_ORDER },
      { name: "state", value: true, says: "What methods share is state, which must have a place." },
      { name: "slots", value: false, says: "What methods share lies at one address for all of them." },
      {
        name: "preserveInputs",
        value: false,
        says: "Inputs are filled anew for every call of their method.",
      },
    ],
  },
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

/** What the kind of a document decides of the settings; nothing for most. */
export function forcedBy(kind: MemplanDocument["kind"]): readonly Forced[] {
  return kind === "arms" || kind === "methods" ? DIALECTS[kind].forces : [];
}

/** The settings that a document of this kind is planned with. */
export function heardSettings(kind: MemplanDocument["kind"], settings: Settings): Settings {
  const forced = forcedBy(kind).map(({ name, value }) => [name, value] as const);
  return forced.length === 0 ? settings : { ...settings, ...Object.fromEntries(forced) };
}

/** The graph to plan, and what it is planned with. */
export function lowerDocument(
  document: LoweredDocument,
  settings: Settings,
): Result<{ readonly graph: GraphDocument; readonly settings: Settings }> {
  const heard = heardSettings(document.kind, settings);
  // where shared state lies hangs on the alignment, and what is a view on the settings
  const own =
    document.kind === "methods" && (heard.alignment !== null || !heard.views || heard.viewsExcept !== "");
  const graph = own ? lowerMethods(document, heard) : lower(document);
  return graph.ok ? ok({ graph: graph.value, settings: heard }) : graph;
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
