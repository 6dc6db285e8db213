/** Documents of other worlds as the graphs that they come down to. A dialect is one folder of dialects/ and one line here. */

import { lowerArms } from "./dialects/arms/lower.ts";
import { lowerMethods } from "./dialects/methods/lower.ts";
import type { GraphDocument, LoweredDocument, MemplanDocument } from "./document.ts";
import { ok, type Result } from "./result.ts";
import { DEFAULT_SETTINGS, type Settings } from "./settings.ts";

/** A setting that the meaning of a dialect decides, whatever a person chose; `says` why, as a sentence. */
export type Forced = {
  readonly [K in keyof Settings]: { readonly name: K; readonly value: Settings[K]; readonly says: string };
}[keyof Settings];

const ARMS_ORDER = "The order between arms says which of them may run beside each other.";
const ARMS_BUFFERS =
  "Buffers of arms are named by the program: each has bytes of its own while it is needed.";
const METHODS_ORDER = "Methods run one at a time, each in the order that it has.";

const FORCED: Readonly<Record<LoweredDocument["kind"], readonly Forced[]>> = {
  arms: [
    { name: "lifetimes", value: "any-order", says: ARMS_ORDER },
    { name: "order", value: "given", says: ARMS_ORDER },
    { name: "inplace", value: false, says: ARMS_BUFFERS },
    { name: "views", value: false, says: ARMS_BUFFERS },
    { name: "preserveInputs", value: false, says: "Inputs of the host lie outside of the arena." },
  ],
  methods: [
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
};

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

/** What the kind of a document decides of the settings; nothing for most. */
export function forcedBy(kind: MemplanDocument["kind"]): readonly Forced[] {
  return kind === "arms" || kind === "methods" ? FORCED[kind] : [];
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
    case "lifetimes":
    case "plan":
      return undefined;
  }
}
