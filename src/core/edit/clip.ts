/** Parts of graphs that travel: a clip is a graph document of its own, so its text can be read, planned and pasted anywhere. */

import { type BoxKey, boxesText, boxKey, readBoxKey } from "../box-key.ts";
import type { GraphDocument, TensorSpec } from "../document.ts";
import { readGraph } from "../graph.ts";
import { fail, ok, type Problem, type Result } from "../result.ts";
import { indexOf } from "./index-of.ts";
import { insert } from "./insert.ts";
import { type Members, membersOf } from "./remove.ts";
import type { EditResult, Point } from "./types.ts";

/** What a clip says beyond a graph. */
interface Clip extends GraphDocument {
  readonly clip: true;
  /** Tensors that were read from outside of what was copied. */
  readonly outside: readonly string[];
}

const NOTHING = fail("nothing-to-copy", "No operation or value is chosen.", {
  help: "Choose one or more boxes first.",
});

/** The chosen boxes as a graph document, marked `"clip": true`; what they read from outside is an input of it. */
export function clipOf(document: GraphDocument, boxes: readonly BoxKey[]): Result<GraphDocument> {
  const members = membersOf(document, boxes);
  const { nodes, values } = members;
  if (nodes.length + values.size === 0) return NOTHING;
  const inside = new Set([...values, ...nodes.flatMap((n) => n.outputs)]);
  const read = new Set(nodes.flatMap((n) => n.inputs));
  const outside = [...read].filter((id) => !inside.has(id));
  const has = new Set([...inside, ...outside]);
  const made = new Set(nodes.flatMap((n) => n.outputs));
  const tensors = document.tensors.filter((t) => has.has(t.id)).map((t) => (made.has(t.id) ? t : asValue(t)));
  const arenas = document.arenas?.filter((a) => tensors.some((t) => t.arena === a.id)) ?? [];
  const ids = new Set(nodes.map((n) => n.id));
  const order = document.order?.filter((id) => ids.has(id));
  const clip: Clip = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: document.name,
    tensors,
    nodes,
    outputs: document.outputs.filter((id) => inside.has(id)),
    ...(order === undefined ? {} : { order }),
    ...(arenas.length === 0 ? {} : { arenas }),
    ...drawingOf(document, members, inside),
    clip: true,
    outside,
  };
  return ok(clip);
}

/** What a node makes is a value that comes from outside of a clip without that node. */
function asValue(tensor: TensorSpec): TensorSpec {
  if (tensor.role !== undefined && tensor.role !== "intermediate") return tensor;
  const { typed: _, ...rest } = tensor;
  return { ...rest, role: "input" };
}

/** Places of what is copied, and the groups that are copied whole. */
function drawingOf(
  document: GraphDocument,
  { nodes }: Members,
  inside: ReadonlySet<string>,
): Pick<GraphDocument, "drawing"> {
  const { drawing } = document;
  if (drawing === undefined) return {};
  const ids = new Set(nodes.map((n) => n.id));
  const groups = drawing.groups?.filter((g) => g.nodes.length > 0 && g.nodes.every((id) => ids.has(id)));
  const keys = new Set<string>([
    ...nodes.map((n) => boxKey("node", n.id)),
    ...[...inside].flatMap((id) => [boxKey("value", id), boxKey("output", id)]),
    ...(groups ?? []).map((g) => boxKey("group", g.id)),
  ]);
  const at = Object.entries(drawing.at ?? {}).filter(([key]) => keys.has(key));
  if (at.length === 0 && !groups?.length) return {};
  return {
    drawing: {
      ...(at.length === 0 ? {} : { at: Object.fromEntries(at) }),
      ...(groups?.length ? { groups } : {}),
    },
  };
}

/** A clip in words: the id of one operation or value, else the number of its boxes, outputs among them. */
export function sayClip(clip: GraphDocument): string {
  const { maker } = indexOf(clip);
  const outside = outsideOf(clip);
  const values = clip.tensors.filter((t) => !maker.has(t.id) && !outside.has(t.id));
  const [one, ...more] = [...clip.nodes, ...values];
  return one === undefined || more.length > 0 ? boxesText(1 + more.length + clip.outputs.length) : one.id;
}

export function isClip(document: GraphDocument): boolean {
  return (document as { readonly clip?: unknown }).clip === true;
}

/** Tensors of a clip from outside; of another graph none: all of it comes along. A clip may have been written by hand. */
function outsideOf(clip: GraphDocument): ReadonlySet<string> {
  const { outside } = clip as { readonly outside?: unknown };
  const names = isClip(clip) && Array.isArray(outside) ? outside : [];
  const { maker } = indexOf(clip);
  return new Set(names.filter((id): id is string => typeof id === "string" && !maker.has(id)));
}

/** Puts a graph into a graph under free names. Inputs of a clip that the document has, of equal bytes, are connected to it; others come along. */
export function paste(document: GraphDocument, clip: GraphDocument, at?: Point): EditResult {
  if (clip.nodes.length + clip.tensors.length === 0) return EMPTY;
  const sound = readGraph(clip);
  if (!sound.ok) return sound;
  const places = Object.values(clip.drawing?.at ?? {});
  const left = places.reduce((least, [x]) => Math.min(least, x), Infinity);
  const top = places.reduce((least, [, y]) => Math.min(least, y), Infinity);
  const by = at === undefined ? beside(document, clip) : { x: at.x - left, y: at.y - top };
  return insert(document, clip, outsideOf(clip), "Pasted", places.length === 0 ? undefined : by);
}

const EMPTY: { readonly ok: false; readonly problem: Problem } = fail(
  "nothing-to-paste",
  "The graph to paste is empty.",
  {
    help: "Copy one or more boxes first.",
  },
);

/** Graph pixels between copies that are put beside each other. */
const BESIDE = 32;

/** So far aside that nothing lies just over what is there; none where no box has a place. */
function beside(document: GraphDocument, clip: GraphDocument): Point | undefined {
  const there = Object.values(document.drawing?.at ?? {});
  if (document.drawing?.at === undefined) return undefined;
  const taken = new Set(there.map(([x, y]) => `${x},${y}`));
  const places = Object.values(clip.drawing?.at ?? {});
  const hits = (d: number): boolean => places.some(([x, y]) => taken.has(`${x + d},${y + d}`));
  let by = 0;
  while (hits(by)) by += BESIDE;
  return { x: by, y: by };
}

/** Copies of boxes beside them, reading what they read. */
export function duplicate(document: GraphDocument, boxes: readonly BoxKey[], by: Point): EditResult {
  const clip = clipOf(document, boxes);
  if (!clip.ok) return clip;
  const copies = insert(document, clip.value, outsideOf(clip.value), "Duplicated", by);
  const [box, ...more] = boxes;
  const [copy, ...others] = copies.ok ? (copies.value.chosen ?? []) : [];
  if (!copies.ok || box === undefined || copy === undefined || more.length + others.length > 0) return copies;
  const says = `Duplicated ${readBoxKey(box).id} as ${readBoxKey(copy).id}`;
  return ok({ ...copies.value, says });
}
