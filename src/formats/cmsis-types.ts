/** C types of samples that CMSIS-Stream knows, and what can be said of others. */

import type { StreamType } from "../core/dialects/dataflow/document.ts";

/** Bytes of a sample, by the name of its type in C, and in CMSIS-Stream's drawings. */
const BYTES: Readonly<Record<string, number>> = {
  double: 8,
  float64_t: 8,
  float: 4,
  float32_t: 4,
  float16_t: 2,
  q63_t: 8,
  q31_t: 4,
  q15_t: 2,
  q7_t: 1,
  uint64_t: 8,
  int64_t: 8,
  uint32_t: 4,
  int32_t: 4,
  uint16_t: 2,
  int16_t: 2,
  uint8_t: 1,
  int8_t: 1,
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
  if (Object.hasOwn(BYTES, plain)) return BYTES[plain];
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
