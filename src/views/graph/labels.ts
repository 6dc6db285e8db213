/** What is written on boxes and lines, and in which colour. Made when first looked at and kept with the scene. */

import type { Dim, TensorSpec } from "../../core/document.ts";
import { rowOf } from "../../core/lists.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { tenantPaint } from "../../draw/palette.ts";
import { type Scene, tensorsFrom } from "./scene.ts";

/** Two figures at least: `2.3 MiB`, `588 KiB`. */
function shortBytes(bytes: number): string {
  const text = formatBytes(bytes, 1);
  return Number.parseFloat(text) < 10 ? text : formatBytes(bytes, 0);
}

export interface Colours {
  readonly light: string;
  readonly dark: string;
}

export interface Label {
  /** Id in the document. */
  readonly id: string;
  /** Operator, or the name of the value from outside. */
  readonly name: string;
  /** `196 KiB` */
  readonly size: string;
  /** −1 for a value from outside. */
  readonly step: number;
  /** `1×256×28×28`, symbols without their limits, and `f32`. */
  readonly shape: string;
  readonly dtype: string;
  /** Whether a final output of the graph leaves here. */
  readonly output: boolean;
  readonly colours: Colours;
  /** Everything, a line each. */
  readonly title: string;
  /** One sentence for screen readers. */
  readonly says: string;
}

/** Of what has no storage: neither hue nor importance. */
const PLAIN: Colours = { light: "#b9c0c9", dark: "#4a5565" };
const STATE = 2;

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

/** Colours of the buffer that tensor t lives in. */
export function coloursOf({ picture }: Scene, t: number | undefined): Colours {
  const s = t === undefined ? -1 : (picture.plan.tensors.storage[t] ?? -1);
  if (s < 0) return PLAIN;
  const slot = picture.colour[picture.plan.storages.buffer[s] ?? 0] ?? 0;
  const ordinal = picture.ordinal[s] ?? 0;
  return { light: tenantPaint(slot, ordinal, "light").fill, dark: tenantPaint(slot, ordinal, "dark").fill };
}

function tensorLine(scene: Scene, t: number): string {
  const { graph, picture } = scene;
  const s = picture.plan.tensors.storage[t] ?? -1;
  const where =
    s < 0 ? "not in the arena" : (picture.plan.buffers.id[picture.plan.storages.buffer[s] ?? 0] ?? "");
  const spec = graph.document.tensors[t];
  return [
    spec?.id ?? "",
    shapeText(spec, dimText),
    spec?.dtype ?? "",
    formatBytesExactly(graph.bytes[t] ?? 0),
    where,
  ]
    .filter((p) => p !== "")
    .join(" · ");
}

function nodeLabel(scene: Scene, box: number): Label {
  const { graph, picture } = scene;
  const node = graph.document.nodes[box];
  const id = node?.id ?? "";
  const outputs = tensorsFrom(scene, box);
  const first = outputs[0];
  const bytes = outputs.reduce((sum, t) => sum + (graph.bytes[t] ?? 0), 0);
  const step = picture.plan.nodes.step[box] ?? -1;
  const inputs = [...new Set(rowOf(graph.inputs, box))];
  const op = node?.op ?? "";
  return {
    id,
    name: op,
    size: shortBytes(bytes),
    step,
    ...briefly(first === undefined ? undefined : graph.document.tensors[first]),
    output: outputs.some((t) => graph.output[t] === 1),
    colours: coloursOf(scene, first),
    title: [
      `${op} · ${id}`,
      `step ${formatCount(step)}`,
      ...inputs.map((t) => `in  ${tensorLine(scene, t)}`),
      ...outputs.map((t) => `out ${tensorLine(scene, t)}`),
    ].join("\n"),
    says: `${op} ${id}, step ${step}, ${formatBytes(bytes)} out, reads ${inputs.length}`,
  };
}

function outsideLabel(scene: Scene, box: number): Label {
  const { graph, skeleton } = scene;
  const t = skeleton.outside[box - skeleton.nodes] ?? 0;
  const spec = graph.document.tensors[t];
  const size = formatBytes(graph.bytes[t] ?? 0, 1);
  const kind = graph.role[t] === STATE ? "state" : "input";
  return {
    id: spec?.id ?? "",
    name: spec?.id ?? "",
    size,
    step: -1,
    ...briefly(spec),
    output: graph.output[t] === 1,
    colours: coloursOf(scene, t),
    title: `${kind} ${tensorLine(scene, t)}`,
    says: `${kind} ${spec?.id ?? ""}, ${size}`,
  };
}

const labels = new WeakMap<Scene, Map<number, Label>>();

export function labelOf(scene: Scene, box: number): Label {
  let own = labels.get(scene);
  if (own === undefined) {
    own = new Map();
    labels.set(scene, own);
  }
  let label = own.get(box);
  if (label === undefined) {
    label = box < scene.skeleton.nodes ? nodeLabel(scene, box) : outsideLabel(scene, box);
    own.set(box, label);
  }
  return label;
}
