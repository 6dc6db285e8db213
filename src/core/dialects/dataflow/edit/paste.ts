/** What was copied put into a document: under free names, of types that are there, connected to nothing. */

import { FreeNames, sayNames } from "../../../edit/names.ts";
import { fail } from "../../../result.ts";
import type { DataflowDocument, PortSpec, StreamNode, StreamType } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { typesReached } from "./clip.ts";
import { defined, freeNodeNames, reshaped } from "./find.ts";
import { withPlaces } from "./place.ts";
import type { StreamEditResult } from "./types.ts";

type Types = DataflowDocument["types"];
type Place = readonly [x: number, y: number];
/** What something of the clip is called in the document. */
type NameHere = (name: string) => string;

function isSame(a: StreamType, b: StreamType): boolean {
  const facts = ({ bytes, sharedOf, shared, cName }: StreamType) =>
    JSON.stringify([bytes, sharedOf, shared === true, cName]);
  return facts(a) === facts(b);
}

/** What types of a clip are called here: a type that is here as it is there keeps its name, one that differs gets a free one. */
function namesOfTypes(here: Types, there: Types): NameHere {
  const free = new FreeNames((name) => Object.hasOwn(here, name) || Object.hasOwn(there, name));
  const differs = (name: string) => {
    const [own, other] = [Object.hasOwn(here, name) ? here[name] : undefined, there[name]];
    return own !== undefined && other !== undefined && !isSame(own, other);
  };
  // a reference to a type that differs here is another type, too
  const renamed = (name: string) => [...typesReached(there, [name])].some(differs);
  const names = new Map(
    Object.keys(there).map((name) => [
      name,
      renamed(name) && Object.hasOwn(here, name) ? free.like(name) : name,
    ]),
  );
  return (name) => names.get(name) ?? name;
}

/** The types of the clip that the document does not have, by what they are called in it. */
function newTypes(here: Types, there: Types, typeHere: NameHere): Types {
  const added = Object.entries(there).flatMap(([name, type]) => {
    const own = typeHere(name);
    if (Object.hasOwn(here, own)) return [];
    const sharedOf = type.sharedOf === undefined ? undefined : typeHere(type.sharedOf);
    // another name here is no other name in C++
    const cName = type.cName ?? (own === name ? undefined : name);
    return [[own, defined({ ...type, sharedOf, cName })] as const];
  });
  return added.length === 0 ? here : { ...here, ...Object.fromEntries(added) };
}

function nodeHere(node: StreamNode, idHere: NameHere, typeHere: NameHere): StreamNode {
  const ports = (of: readonly PortSpec[] | undefined) =>
    of?.map((port) => ({ ...port, type: typeHere(port.type) }));
  return defined({
    ...node,
    id: idHere(node.id),
    inputs: ports(node.inputs),
    outputs: ports(node.outputs),
  });
}

/** Pixels of the drawing between nodes that are put beside each other. */
const BESIDE = 32;

/** Places for what is pasted, so far aside that it lies just over no node that has one. */
function placesHere(document: DataflowDocument, clip: DataflowDocument, at: Place | undefined) {
  const [first] = clip.nodes;
  const there = Object.entries(clip.drawing?.at ?? {});
  const places: readonly (readonly [string, Place])[] =
    there.length > 0 || at === undefined || first === undefined ? there : [[first.id, at]];
  const least = (axis: 0 | 1) => Math.min(...places.map(([, place]) => place[axis]));
  const [left, top] = at === undefined ? [0, 0] : [at[0] - least(0), at[1] - least(1)];
  const taken = new Set(Object.values(document.drawing?.at ?? {}).map((place) => place.join()));
  let aside = 0;
  const moved = ([x, y]: Place): Place => [x + left + aside, y + top + aside];
  while (places.some(([, place]) => taken.has(moved(place).join()))) aside += BESIDE;
  return places.map(([id, place]) => [id, moved(place)] as const);
}

/**
 * The nodes of a clip with their constants; connections stay behind. `at`: where they go, in pixels of the drawing;
 * absent: beside where they were, or where the program places them.
 */
export function pasteStream(
  document: DataflowDocument,
  clip: DataflowDocument,
  at?: Place,
): StreamEditResult {
  const unsound = findStreamFault(clip, true);
  if (unsound !== undefined) return { ok: false, problem: unsound };
  if (clip.nodes.length === 0)
    return fail("nothing-to-paste", "The dataflow graph to paste has no nodes.", {
      help: "Copy a node first.",
    });
  const typeHere = namesOfTypes(document.types, clip.types);
  const names = freeNodeNames(document);
  const ids = new Map(clip.nodes.map(({ id }) => [id, names.like(id)]));
  const idHere: NameHere = (id) => ids.get(id) ?? id;
  const constants = clip.edges.flatMap((edge) =>
    edge.from === undefined ? [{ ...edge, to: [idHere(edge.to[0]), edge.to[1]] as const }] : [],
  );
  const grown: DataflowDocument = {
    ...document,
    types: newTypes(document.types, clip.types, typeHere),
    nodes: [...document.nodes, ...clip.nodes.map((node) => nodeHere(node, idHere, typeHere))],
    edges: [...document.edges, ...constants],
  };
  const places = placesHere(document, clip, at).map(([id, place]) => [idHere(id), place] as const);
  const made = [...ids.values()];
  return reshaped(
    places.length === 0 ? grown : withPlaces(grown, Object.fromEntries(places)),
    `Pasted ${sayNames(made, "nodes")}`,
    { made },
  );
}
