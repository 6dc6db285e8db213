/** Changes types and sizes of tensors, by hand and back. */

import { bytesOf } from "../bytes.ts";
import type { Dim, DType, GraphDocument, TensorSpec } from "../document.ts";
import { fail } from "../result.ts";
import { formatShape } from "../shape-text.ts";
import { formatBytes } from "../units.ts";
import { indexOf } from "./index-of.ts";
import { changeTensors } from "./many.ts";
import { sayNames } from "./names.ts";
import type { EditResult } from "./types.ts";

/** Sets dtype, shape or both, typed by hand from now on; clears bytes given by hand. What follows from it is inferred anew. */
export function setType(
  document: GraphDocument,
  tensors: readonly string[],
  type: { readonly dtype?: DType; readonly shape?: readonly Dim[] },
): EditResult {
  const unnamed = type.shape?.some((dim) => typeof dim === "object" && dim.symbol === "") ?? false;
  if (unnamed) return fail("empty-id", "A symbol needs a name.", { help: "Type it as T<=512." });
  const { dtype, shape } = type;
  const what = [
    ...(dtype === undefined ? [] : [dtype]),
    ...(shape === undefined ? [] : [formatShape(shape)]),
  ];
  const says = `Made ${sayNames(tensors, "tensors")} ${what.join(" ")}`;
  return changeTensors(document, tensors, says, (tensor) => {
    const { bytes: _, ...rest } = tensor;
    const made: TensorSpec = {
      ...rest,
      ...(dtype === undefined ? {} : { dtype }),
      ...(shape === undefined ? {} : { shape }),
      typed: "hand",
    };
    const sized = bytesOf(made);
    return sized.ok ? made : sized;
  });
}

/** Bytes by hand; null: by dtype × shape again (refused where there is no shape). */
export function setBytes(
  document: GraphDocument,
  tensors: readonly string[],
  bytes: number | null,
): EditResult {
  const names = sayNames(tensors, "tensors");
  const says =
    bytes === null
      ? `Sized ${names} by type and shape again`
      : `Sized ${names} by hand: ${formatBytes(bytes)}`;
  return changeTensors(document, tensors, says, (tensor) => {
    const { bytes: _, ...rest } = tensor;
    const made: TensorSpec = bytes === null ? rest : { ...rest, bytes, typed: "hand" };
    const sized = bytesOf(made);
    return sized.ok ? made : sized;
  });
}

/** Gives tensors back to their operators: what was typed by hand is inferred again. */
export function inferAgain(document: GraphDocument, tensors: readonly string[]): EditResult {
  const { maker } = indexOf(document);
  const says = `Inferred ${sayNames(tensors, "tensors")} again`;
  return changeTensors(document, tensors, says, (tensor, draft) => {
    const made = maker.get(tensor.id);
    if (made !== undefined) draft.forced.add(made.id);
    const { typed, bytes, ...rest } = tensor;
    if (typed === undefined) return tensor;
    return bytes === undefined || bytesOf(rest).ok ? rest : { ...rest, bytes };
  });
}
