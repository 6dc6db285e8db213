/** What is typed into fields of forms, and back: names, sizes, shapes, whole numbers and lists of them. */

import type { AttributeValue, Dim } from "../../../core/document.ts";
import { parseEntry, textOfEntry } from "../../../core/entry.ts";
import { attributeFault } from "../../../core/ops/attribute-fault.ts";
import type { AttributeKind, AttributeSpec } from "../../../core/ops/types.ts";
import { sayProblem } from "../../../core/result.ts";
import { formatShape, parseShape } from "../../../core/shape-text.ts";

export type ReadText<T> =
  | { readonly ok: true; readonly value: T }
  /** `says`: a sentence on what is wrong. */
  | { readonly ok: false; readonly says: string };

/** `read(write(v))` is v again. */
export interface Codec<T> {
  readonly read: (text: string) => ReadText<T>;
  readonly write: (value: T) => string;
}

function good<T>(value: T): ReadText<T> {
  return { ok: true, value };
}
function bad(says: string): ReadText<never> {
  return { ok: false, says };
}

/** Whatever is not empty; `says` when it is. */
export function nameCodec(says: string): Codec<string> {
  return {
    read: (text) => (text.trim() === "" ? bad(says) : good(text.trim())),
    write: (name) => name,
  };
}

/** A size of at least `least` bytes; nothing typed is null. */
export function bytesCodec(least: number): Codec<number | null> {
  return {
    read: (text) => parseEntry(text, "bytes", least),
    write: (bytes) => textOfEntry(bytes, "bytes"),
  };
}

/** A whole number from `least` up. */
export function wholeCodec(least: number): Codec<number> {
  return {
    read(text) {
      const entry = parseEntry(text, "integer", least);
      if (!entry.ok) return entry;
      return entry.value === null ? bad("Not a whole number.") : good(entry.value);
    },
    write: String,
  };
}

const WHOLE = /^[-−]?\d+$/;

function toWhole(text: string): number {
  return Number(text.replace("−", "-"));
}

/** Whole numbers such as `3x3`; undefined when something else is there. */
function wholesIn(text: string): readonly number[] | undefined {
  const words = text
    .trim()
    .replace(/^[[(]|[\])]$/g, "")
    .trim();
  const parts = words === "" ? [] : words.split(/\s*[x×*,;]\s*|\s+/i);
  return parts.every((part) => WHOLE.test(part)) ? parts.map(toWhole) : undefined;
}

/** Of an attribute that is typed: a number, `3x3` (one number alone stands for all), or words. */
export function attributeCodec(spec: AttributeSpec): Codec<AttributeValue> {
  return {
    read(text) {
      const value = attributeIn(spec.kind, text.trim());
      const says = attributeFault(spec, value);
      return says === undefined ? good(value) : bad(says);
    },
    write: attributeText,
  };
}

function attributeIn(kind: AttributeKind, text: string): AttributeValue {
  if (kind.kind === "whole") return WHOLE.test(text) ? toWhole(text) : text;
  if (kind.kind !== "wholes") return text;
  const numbers = wholesIn(text) ?? text;
  const [only] = numbers;
  const alone = typeof only === "number" && numbers.length === 1 && kind.length !== undefined;
  return alone ? Array.from({ length: kind.length }, () => only) : numbers;
}

/** Of an attribute that nobody describes: a number, numbers such as `3x3`, true, false, or words. */
export const ANY_ATTRIBUTE: Codec<AttributeValue> = {
  read(text) {
    const word = text.trim();
    if (word === "true" || word === "false") return good(word === "true");
    if (word !== "" && Number.isFinite(Number(word))) return good(Number(word));
    const numbers = word === "" ? undefined : wholesIn(word);
    return good(numbers ?? word);
  },
  write: attributeText,
};

export function attributeText(value: AttributeValue): string {
  return typeof value === "object" ? value.join("x") : String(value);
}

/** A shape; symbols without a maximum get that of `known`. */
export function shapeCodec(known: ReadonlyMap<string, number>): Codec<readonly Dim[]> {
  return {
    read(text) {
      const shape = parseShape(text, known);
      return shape.ok ? shape : bad(sayProblem({ ...shape.problem, where: "" }));
    },
    write: (shape) => formatShape(shape),
  };
}

/** Of things that are changed together: they do not have one value. */
export const MIXED = Symbol("mixed");
export type Mixed = typeof MIXED;

/** The value that all have, by its text; MIXED when they differ. Undefined when there are none. */
export function common<T>(values: readonly T[], write: (value: T) => string): T | Mixed | undefined {
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  const text = write(first);
  return others.every((value) => write(value) === text) ? first : MIXED;
}
