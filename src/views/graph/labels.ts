/** What is written on boxes and lines, and in which colour. Made when first looked at and kept while it stays true. */

import type { Dim, TensorSpec } from "../../core/document.ts";
import { rowOf } from "../../core/lists.ts";
import { symbolFormula } from "../../core/size-formula.ts";
import { GROUP, NODE, OUTPUT } from "../../core/skeleton.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { fillPaint } from "../../draw/palette.ts";
import { groupFacts } from "./group-facts.ts";
import { type Scene, tensorsFrom } from "./scene.ts";

export interface Colours {
  readonly light: string;
  readonly dark: string;
}

/** Flat, so that equal ones are told quickly. */
export interface Label extends Colours {
  /** Id in the document. */
  readonly id: string;
  /** Operator, name of a value or output, title of a group. */
  readonly name: string;
  /** Name of the node where there is room beside the operator. */
  readonly own: string;
  /** `196 KiB`; of a folded group the most that is alive in it. */
  readonly size: string;
  /** −1 of what runs at no step, or at none yet. */
  readonly step: number;
  /** `1×256×28×28`, symbols without their limits, and `f32`. */
  readonly shape: string;
  readonly dtype: string;
  /** Of a value what it is, e.g. `constant`; of a folded group `5 nodes`. */
  readonly kind: string;
  /** Everything, a line each. */
  readonly title: string;
  /** One sentence for screen readers. */
  readonly says: string;
}

/** Of what has no storage: neither hue nor importance. */
const PLAIN: Colours = { light: "#b9c0c9", dark: "#4a5565" };
const VALUES = ["input", "constant", "state", "value"];
/** Letters of operator and name that a box has room for. */
const ROOM = 15;

function dimText(dim: Dim): string {
  return typeof dim === "number" ? String(dim) : `${dim.symbol}≤${dim.max}`;
}

function shapeText(tensor: TensorSpec | undefined, dim: (dim: Dim) => string): string {
  if (tensor?.shape === undefined) return "";
  return tensor.shape.length === 0 ? "scalar" : tensor.shape.map(dim).join("×");
}

/** What a narrow box has room for. */
function briefly(tensor: TensorSpec | undefined): Pick<Label, "shape" | "dtype"> {
  return {
    shape: shapeText(tensor, (dim) => String(typeof dim === "number" ? dim : dim.symbol)),
    dtype: (tensor?.dtype ?? "").replace("float", "f"),
  };
}

/** Storage of tensor t in the picture; −1: it has none (yet). */
function storageOf({ picture, tensors }: Scene, t: number | undefined): number {
  const there = t === undefined ? -1 : tensors.there(t);
  return picture?.plan.tensors.storage[there] ?? -1;
}

/** Colours of the storage that tensor t lives in: those of its buffer, or of its class. */
export function coloursOf(scene: Scene, t: number | undefined): Colours {
  const s = storageOf(scene, t);
  const fill = scene.tints?.fill[s];
  if (s < 0 || fill === undefined) return PLAIN;
  return { light: fillPaint(fill, "light").fill, dark: fillPaint(fill, "dark").fill };
}

/** Whether tensor t lives in a buffer of the picture. */
export function hasColour(scene: Scene, t: number | undefined): boolean {
  return storageOf(scene, t) >= 0;
}

/** What a value is, in a line: its name, type, bytes and buffer. */
export function tensorLine(scene: Scene, t: number): string {
  const { graph, picture } = scene;
  const s = storageOf(scene, t);
  const known = picture !== null && scene.tensors.there(t) >= 0;
  const where =
    s < 0
      ? known
        ? "not in the arena"
        : ""
      : picture?.plan.buffers.id[picture.plan.storages.buffer[s] ?? 0];
  const spec = graph.document.tensors[t];
  return [
    spec?.id ?? "",
    shapeText(spec, dimText),
    spec?.dtype ?? "",
    [formatBytesExactly(graph.bytes[t] ?? 0), symbolFormula(spec, graph.document.symbols)]
      .filter((p) => p !== "")
      .join(" = "),
    where ?? "",
  ]
    .filter((p) => p !== "")
    .join(" · ");
}

function nodeLabel(scene: Scene, box: number): Label {
  const { graph, picture } = scene;
  const n = scene.skeleton.item[box] ?? 0;
  const node = graph.document.nodes[n];
  const id = node?.id ?? "";
  const outputs = tensorsFrom(scene, box);
  const first = outputs[0];
  const bytes = outputs.reduce((sum, t) => sum + (graph.bytes[t] ?? 0), 0);
  const step = picture?.plan.nodes.step[scene.nodes.there(n)] ?? -1;
  const inputs = [...new Set(rowOf(graph.inputs, n))];
  const op = node?.op ?? "";
  return {
    id,
    name: op,
    own: id !== op && op.length + 1 + id.length <= ROOM ? id : "",
    size: formatBytes(bytes),
    step,
    ...briefly(first === undefined ? undefined : graph.document.tensors[first]),
    ...coloursOf(scene, first),
    kind: "",
    title: [
      `${op} · ${id}`,
      step < 0 ? "not planned yet" : `step ${formatCount(step)}`,
      ...inputs.map((t) => `in  ${tensorLine(scene, t)}`),
      ...outputs.map((t) => `out ${tensorLine(scene, t)}`),
    ].join("\n"),
    says: `${op} ${id}, ${step < 0 ? "not planned yet" : `step ${step}`}, ${formatBytes(bytes)} out, reads ${inputs.length}`,
  };
}

function tensorLabel(scene: Scene, box: number, output: boolean): Label {
  const { graph, skeleton } = scene;
  const t = skeleton.item[box] ?? 0;
  const spec = graph.document.tensors[t];
  const id = spec?.id ?? "";
  const size = formatBytes(graph.bytes[t] ?? 0);
  const kind = output ? "output" : (VALUES[graph.role[t] ?? 0] ?? "value");
  return {
    id,
    name: id,
    own: "",
    size,
    step: -1,
    ...briefly(spec),
    ...coloursOf(scene, t),
    kind,
    title: `${kind} ${tensorLine(scene, t)}`,
    says: `${kind} ${id}, ${size}`,
  };
}

function groupLabel(scene: Scene, box: number): Label {
  const group = scene.document.drawing?.groups?.[scene.skeleton.item[box] ?? 0];
  const title = group?.title ?? "";
  const { operations, most, made } = groupFacts(scene, group);
  const count = `${formatCount(operations)} ${operations === 1 ? "node" : "nodes"}`;
  const size = most < 0 ? "" : formatBytes(most);
  return {
    id: group?.id ?? "",
    name: title,
    own: "",
    size,
    step: -1,
    shape: "",
    dtype: "",
    ...coloursOf(scene, made),
    kind: count,
    title: [
      title,
      count,
      ...(most < 0 ? [] : [`${formatBytesExactly(most)} of its values alive at most`]),
    ].join("\n"),
    says: `group ${title}, folded, ${count}${most < 0 ? "" : `, ${formatBytes(most)} alive at most`}`,
  };
}

const labels = new WeakMap<object, Map<number, Label>>();

export function labelOf(scene: Scene, box: number): Label {
  let own = labels.get(scene.content);
  if (own === undefined) {
    own = new Map();
    labels.set(scene.content, own);
  }
  let label = own.get(box);
  if (label === undefined) {
    const kind = scene.skeleton.kind[box];
    if (kind === NODE) label = nodeLabel(scene, box);
    else if (kind === GROUP) label = groupLabel(scene, box);
    else label = tensorLabel(scene, box, kind === OUTPUT);
    own.set(box, label);
  }
  return label;
}
