/** Checks what a person typed for an attribute of an operator. */

import { type AttributeValue, DTYPES } from "../document.ts";
import type { AttributeKind, AttributeSpec } from "./types.ts";

/** A sentence on what is wrong with the value, undefined when nothing is. */
export function attributeFault(spec: AttributeSpec, value: AttributeValue): string | undefined {
  const wanted = wants(spec.kind, value);
  return wanted === undefined ? undefined : `${spec.title} must be ${wanted}.`;
}

/** What the value should be; undefined when it is that. */
function wants(kind: AttributeKind, value: AttributeValue): string | undefined {
  switch (kind.kind) {
    case "whole": {
      if (isWhole(value, kind.least) && value <= (kind.most ?? value)) return undefined;
      if (kind.most !== undefined) return `a whole number from ${minus(kind.least)} to ${minus(kind.most)}`;
      return `a whole number${from(kind.least)}`;
    }
    case "wholes": {
      const right = Array.isArray(value) && value.every((n) => isWhole(n, kind.least));
      if (right && value.length === (kind.length ?? value.length)) return undefined;
      const many = kind.length === undefined ? "" : `${kind.length} `;
      return `${many}whole numbers${from(kind.least)}, such as ${example(kind.least, kind.length ?? 2)}`;
    }
    case "choice":
      return typeof value === "string" && kind.choices.includes(value) ? undefined : oneOf(kind.choices);
    case "flag":
      return typeof value === "boolean" ? undefined : "true or false";
    case "dtype":
      return DTYPES.some((dtype) => dtype === value) ? undefined : "a dtype, such as float16 or int8";
  }
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= least;
}

/** Of numbers that may be negative, only the sign of the least is of interest. */
function from(least: number): string {
  return least < -1 ? "" : ` from ${minus(least)} up`;
}

function minus(n: number): string {
  return n < 0 ? `−${-n}` : String(n);
}

function example(least: number, length: number): string {
  return Array.from({ length }, (_, i) => Math.max(least, 1) + i).join(", ");
}

function oneOf(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join("") : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
