/** What elements want of their addresses. */

import { DTYPE_BITS } from "../../bytes.ts";
import type { DType } from "../../document.ts";

/** Bytes that the address of an element is a multiple of on usual processors: its own size, of a complex one half of it. */
export function naturalAlignment(dtype: DType | undefined): number {
  if (dtype === undefined) return 1;
  const bytes = DTYPE_BITS[dtype] / 8;
  const parts = dtype === "complex64" || dtype === "complex128" ? 2 : 1;
  return Math.max(1, Math.floor(bytes / parts));
}
