/** What the shapes of native documents are made of. Loose objects: fields we do not know are allowed everywhere. */

import * as v from "valibot";
import { RESERVED } from "../json-fault.ts";

// The last argument of each piece says what is expected, in the words that follow "but must be".

export const text = v.string("a text");
export const flag = v.boolean("true or false");
/** Ids become keys of objects, so the names that JavaScript keeps for itself are out. */
export const id = v.pipe(
  v.string("a non-empty text"),
  v.nonEmpty("a non-empty text"),
  v.notValues(RESERVED, `another text than ${RESERVED.join(", ")}`),
);

export function wholeFrom(least: number, most: number, says: string) {
  return v.pipe(v.number(says), v.integer(says), v.minValue(least, says), v.maxValue(most, says));
}
export const bytes = wholeFrom(0, Number.MAX_SAFE_INTEGER, "a whole number of bytes, 0 to 2^53 − 1");
export const alignment = wholeFrom(1, Number.MAX_SAFE_INTEGER, "a whole number of bytes, 1 to 2^53 − 1");
export const count = wholeFrom(0, Number.MAX_SAFE_INTEGER, "a whole number, 0 to 2^53 − 1");
/** Plans keep steps in 32 bits. */
export const step = wholeFrom(0, 2 ** 31 - 1, "a whole number of steps, 0 to 2^31 − 1");
export const position = wholeFrom(0, 2 ** 31 - 1, "a whole number, 0 or more");

export function list<const T extends v.GenericSchema>(item: T, says: string) {
  return v.array(item, `a list of ${says}`);
}
export const ids = list(id, "ids");

/** valibot takes a list for the object of its positions; we do not. */
export function noList<const T extends v.GenericSchema>(object: T, says: string): T {
  const none = v.never(says);
  const run: T["~run"] = (dataset, config) =>
    Array.isArray(dataset.value) ? none["~run"](dataset, config) : object["~run"](dataset, config);
  return { ...object, "~run": run };
}

export function byId<const T extends v.GenericSchema>(item: T, says: string) {
  return noList(v.record(id, item, says), says);
}

export const head = {
  format: v.literal("memplan", 'the text "memplan"'),
  version: v.literal(1, "the number 1"),
};
export const name = v.optional(text);

export const diagnostic = v.looseObject(
  {
    severity: v.picklist(["error", "warning", "info"], '"error", "warning" or "info"'),
    code: text,
    message: text,
    at: list(text, "texts"),
  },
  "an object",
);

export const number = v.pipe(
  v.number("a number"),
  v.minValue(-Number.MAX_VALUE, "a number"),
  v.maxValue(Number.MAX_VALUE, "a number"),
);
export const pair = v.strictTuple([id, id], "two ids");
