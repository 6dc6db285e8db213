/** C types of samples that CMSIS-Stream knows, and what can be said of others. */

import type { StreamType } from "../core/dialects/dataflow/document.ts";
import { scalarOf } from "../core/dialects/dataflow/scalars.ts";

/** Bytes of a sample of what C has besides CMSIS-DSP's numbers, and of the names in CMSIS-Stream's drawings. */
const BYTES: Readonly<Record<string, number>> = {
  q63_t: 8,
  uint64_t: 8,
  int64_t: 8,
  char: 1,
  bool: 1,
  int: 4,
  f64: 8,
  f32: 4,
  f16: 2,
  q31: 4,
  q15: 2,
  q7: 1,
  u32: 4,
  u16: 2,
  u8: 1,
  s32: 4,
  s16: 2,
  s8: 1,
};

/** A pointer and a pointer to its count, of 4 bytes each as on Cortex-M. */
const SHARED_PTR_BYTES = 8;
/** Of a type that nothing tells the size of: a word. */
const GUESSED_BYTES = 4;

/** Undefined for a type of the application's. */
export function bytesOfCType(type: string): number | undefined {
  const plain = type.replace(/^(?:std::|const )/, "");
  const bytes = scalarOf(plain)?.bytes ?? (Object.hasOwn(BYTES, plain) ? BYTES[plain] : undefined);
  if (bytes !== undefined) return bytes;
  return /^(?:std::)?shared_ptr</.test(type) ? SHARED_PTR_BYTES : undefined;
}

const SHARED = /^Shared<(.+),\s*(true|false)>$/;

/** The type that a reference refers to, as it is called in the text; any other type itself. */
export function referredType(type: string): string {
  return SHARED.exec(type)?.[1] ?? type;
}

export interface CTypes {
  readonly types: Readonly<Record<string, StreamType>>;
  /** Those whose size is a guess. */
  readonly guessed: readonly string[];
}

/** Types by the names that a text has for them; `known`: sizes of those of the application that can be worked out. */
export function typesOf(names: Iterable<string>, known: ReadonlyMap<string, number> = new Map()): CTypes {
  const types = new Map<string, StreamType>();
  const guessed: string[] = [];
  const sized = (name: string) => {
    if (types.has(name)) return;
    const bytes = bytesOfCType(name) ?? known.get(name);
    if (bytes === undefined) guessed.push(name);
    types.set(name, { bytes: bytes ?? GUESSED_BYTES });
  };
  for (const name of names) {
    const [, inner, shared] = SHARED.exec(name) ?? [];
    if (inner === undefined) {
      sized(name);
      continue;
    }
    sized(inner);
    types.set(name, { sharedOf: inner, shared: shared === "true" });
  }
  return { types: Object.fromEntries(types), guessed };
}
