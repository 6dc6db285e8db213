/** What a row of the palette makes: the edit, what it would give, and the step that it becomes. */

import { type BoxKey, boxKey, readBoxKey } from "../../core/box-key.ts";
import { bytesOf } from "../../core/bytes.ts";
import type { AttributeValue, GraphDocument, TensorSpec } from "../../core/document.ts";
import { blankGraph } from "../../core/edit/blank.ts";
import { freePlace, frozen } from "../../core/edit/draw.ts";
import { indexOf, nodeOf, tensorOf } from "../../core/edit/index-of.ts";
import { addOperation, addValue, markOutputs } from "../../core/edit/make.ts";
import type { Edited, EditResult, Point } from "../../core/edit/types.ts";
import { typesOf } from "../../core/edit/types-of.ts";
import type { ValueType } from "../../core/ops/types.ts";
import { formatShape } from "../../core/shape-text.ts";
import { formatBytes } from "../../core/units.ts";
import type { Asked } from "../../store/asking.ts";
import { drawnBoxes } from "../../store/drawn.ts";
import { edit } from "../../store/editing.ts";
import { NODE_HEIGHT, NODE_WIDTH, VALUE_HEIGHT, VALUE_WIDTH } from "../../store/placing.ts";
import { request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";

export type AskedToAdd = Extract<Asked, { readonly kind: "add" }>;

export type Making =
  | {
      readonly kind: "operation";
      readonly op: string;
      readonly attributes: Readonly<Record<string, AttributeValue>>;
    }
  | {
      readonly kind: "value";
      readonly role: "input" | "constant" | "state";
      readonly type: ValueType | undefined;
    }
  | { readonly kind: "output"; readonly tensors: readonly string[] };

/** The document with what a row makes, at a place or where the layout finds one. */
export function made(
  document: GraphDocument,
  making: Making,
  { from, to, group }: AskedToAdd,
  place: Point | undefined,
): EditResult {
  const at = place === undefined ? {} : { at: place };
  const reads = from === undefined ? {} : { from };
  const goes = to === undefined ? {} : { to };
  switch (making.kind) {
    case "operation": {
      const some = Object.keys(making.attributes).length > 0;
      const attributes = some ? { attributes: making.attributes } : {};
      const inside = group === undefined ? {} : { group };
      return addOperation(document, { op: making.op, ...attributes, ...reads, ...goes, ...at, ...inside });
    }
    case "value": {
      const type = making.type === undefined ? {} : { type: making.type };
      return addValue(document, { role: making.role, ...type, ...goes, ...at });
    }
    case "output":
      return markOutputs(document, making.tensors, true, place);
  }
}

/** The box that a tensor comes out of. */
function sourceBox(document: GraphDocument, tensor: string): BoxKey {
  const maker = indexOf(document).maker.get(tensor);
  return maker === undefined ? boxKey("value", tensor) : boxKey("node", maker.id);
}

function placeFor(document: GraphDocument, making: Making, asked: AskedToAdd): Point | undefined {
  if (asked.at !== undefined || sessionStore.getState().graphLayout !== "free") return asked.at;
  const tensors = making.kind === "output" ? making.tensors : asked.from === undefined ? [] : [asked.from];
  const size =
    making.kind === "operation"
      ? { width: NODE_WIDTH, height: NODE_HEIGHT }
      : { width: VALUE_WIDTH, height: VALUE_HEIGHT };
  return freePlace(
    drawnBoxes(),
    tensors.map((tensor) => sourceBox(document, tensor)),
    size,
  );
}

/** Makes it, as one step: chosen, and in view. A box that has a place takes the whole drawing into the free layout. False when it was refused. */
export function make(making: Making, asked: AskedToAdd): boolean {
  let placed = false;
  const result = edit((document) => {
    const at = placeFor(document, making, asked);
    placed = at !== undefined;
    return made(placed ? frozen(document, drawnBoxes()) : document, making, asked, at);
  });
  if (!result.ok) return false;
  if (placed) sessionStore.setState({ graphLayout: "free" });
  const { chosen } = result.value;
  if (chosen !== undefined) request({ kind: "reveal-boxes", keys: chosen });
  return true;
}

/** `1×32×56×56 float32 (98 KiB)`, as far as it is known. */
export function typeText(tensor: TensorSpec): string {
  const type = [tensor.shape === undefined ? "" : formatShape(tensor.shape, "names"), tensor.dtype ?? ""];
  const bytes = bytesOf(tensor);
  const size = bytes.ok ? formatBytes(bytes.value) : "";
  const text = type.filter((part) => part !== "").join(" ");
  return text === "" ? size : size === "" ? text : `${text} (${size})`;
}

/** Tensors that come out of boxes. */
export function tensorsOf(document: GraphDocument, boxes: readonly BoxKey[]): readonly string[] {
  const ids = boxes.flatMap((key) => {
    const { kind, id } = readBoxKey(key);
    if (kind === "node") return nodeOf(document, id)?.outputs ?? [];
    return kind === "value" ? [id] : [];
  });
  return [...new Set(ids)];
}

/** What the boxes that an edit made give, in words; what cannot be told yet is said to stand for it. */
function givenText({ document, chosen = [] }: Edited, making: Making): string {
  const tensors = tensorsOf(document, chosen).flatMap((id) => tensorOf(document, id) ?? []);
  const [first] = tensors;
  if (first === undefined) return "";
  if (making.kind !== "operation") return tensors.map(typeText).join(", ");
  const open = typesOf(document)(first.id) === undefined;
  return open ? `${typeText(first)} until its inputs tell` : `gives ${tensors.map(typeText).join(", ")}`;
}

/** `channels 32, kernel 3×3`: what was typed after the name. */
function typedText(making: Making): string {
  const entries = making.kind === "operation" ? Object.entries(making.attributes) : [];
  return entries
    .map(([name, value]) => `${name} ${typeof value === "object" ? value.join("×") : value}`)
    .join(", ");
}

/** How a tensor is called where something comes after it: by the node that makes it, else by itself. */
export function sourceName(document: GraphDocument, tensor: string): string {
  return indexOf(document).maker.get(tensor)?.id ?? tensor;
}

export interface Outcome {
  readonly refused: boolean;
  readonly says: string;
}

/** A small document in which the same comes of it: only what it reads, as values. Large graphs would make every arrow key wait. */
function slim(document: GraphDocument, making: Making, { from, to }: AskedToAdd): GraphDocument {
  if (to !== undefined) return document;
  const known = typesOf(document);
  const ids = making.kind === "output" ? making.tensors : from === undefined ? [] : [from];
  const tensors = ids.flatMap((id): TensorSpec[] => {
    const row = tensorOf(document, id);
    if (row === undefined) return [];
    const bytes = bytesOf(row);
    const type = known(id) ?? { bytes: bytes.ok ? bytes.value : 0 };
    return [{ id, role: "input", ...type }];
  });
  return { ...blankGraph(document.name), tensors };
}

/** What would come of it, in a line: `Conv · after conv1 · gives 1×32×56×56 float32 (98 KiB)`, or why nothing can. */
export function outcomeOf(
  document: GraphDocument,
  title: string,
  making: Making,
  asked: AskedToAdd,
): Outcome {
  const result = made(slim(document, making, asked), making, asked, undefined);
  if (!result.ok) return { refused: true, says: result.problem.message };
  const parts = [
    title,
    typedText(making),
    making.kind === "output" ? making.tensors.join(", ") : "",
    asked.from === undefined || making.kind !== "operation"
      ? ""
      : `after ${sourceName(document, asked.from)}`,
    asked.to === undefined ? "" : `into ${asked.to.node}`,
    givenText(result.value, making),
  ].filter((part) => part !== "");
  return { refused: false, says: parts.join(" · ") };
}
