/** The types of samples: their bytes, and references to values of another. */

import { fail } from "../../../result.ts";
import type { DataflowDocument, StreamType } from "../document.ts";
import { findStreamFault } from "../faults.ts";
import { sampleBytes } from "../normalise.ts";
import { scalarOf } from "../scalars.ts";
import { defined, mapPorts, nameFault, reshaped, unchanged } from "./find.ts";
import type { StreamEditResult } from "./types.ts";

function typeOf(document: DataflowDocument, name: string): StreamType | undefined {
  return Object.hasOwn(document.types, name) ? document.types[name] : undefined;
}

function unknownType(name: string): ReturnType<typeof fail> {
  return fail("unknown-type", `There is no type ${name}.`);
}

function taken(name: string): ReturnType<typeof fail> {
  return fail("name-taken", `There is a type ${name} already.`, { help: "Choose another name." });
}

function checked(
  document: DataflowDocument,
  types: DataflowDocument["types"],
  says: string,
): StreamEditResult {
  const made = { ...document, types };
  const wrong = Object.entries(types).find(
    ([, { bytes }]) => bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes >= 0),
  );
  if (wrong !== undefined) return fail("bad-bytes", `The size of ${wrong[0]} is a whole number of bytes.`);
  const unsized = Object.keys(types).find((type) => sampleBytes(types, type) === undefined);
  if (unsized !== undefined)
    return fail("unsized-type", `Nothing would say how many bytes ${unsized} has.`, {
      help: "Give it bytes, or the type that it refers to.",
    });
  // ports of one connection may have agreed by what their types refer to
  const problem = findStreamFault(made, true);
  return problem === undefined ? reshaped(made, says) : { ok: false, problem };
}

/** Adds a type of as many bytes as its name says, else of 4, or of what is said. */
export function addType(
  document: DataflowDocument,
  name: string,
  type: StreamType = { bytes: scalarOf(name.trim())?.bytes ?? 4 },
): StreamEditResult {
  const wanted = name.trim();
  const fault = nameFault("A type", wanted);
  if (fault !== undefined) return fault;
  if (typeOf(document, wanted) !== undefined) return taken(wanted);
  return checked(document, { ...document.types, [wanted]: defined({ ...type }) }, `Added the type ${wanted}`);
}

export interface TypeChange {
  /** Null: as the type that it refers to. */
  readonly bytes?: number | null;
  /** Null: it is no reference. */
  readonly sharedOf?: string | null;
  readonly shared?: boolean;
}

export function changeType(document: DataflowDocument, name: string, change: TypeChange): StreamEditResult {
  const type = typeOf(document, name);
  if (type === undefined) return unknownType(name);
  const { bytes, sharedOf, shared } = change;
  if (sharedOf != null && typeOf(document, sharedOf) === undefined) return unknownType(sharedOf);
  const made = defined({
    ...type,
    bytes: bytes === undefined ? type.bytes : (bytes ?? undefined),
    sharedOf: sharedOf === undefined ? type.sharedOf : (sharedOf ?? undefined),
    shared: sharedOf === null ? undefined : (shared ?? type.shared),
  });
  if (JSON.stringify(made) === JSON.stringify(type)) return unchanged(document);
  const says =
    bytes !== undefined
      ? bytes === null
        ? `Let ${name} be as large as what it refers to`
        : `Set the type ${name} to ${bytes} bytes`
      : `Changed what the type ${name} refers to`;
  return checked(document, { ...document.types, [name]: made }, says);
}

/** Renames a type where it is declared, referred to and used. */
export function renameType(document: DataflowDocument, name: string, to: string): StreamEditResult {
  if (typeOf(document, name) === undefined) return unknownType(name);
  const wanted = to.trim();
  if (wanted === name) return unchanged(document);
  const fault = nameFault("A type", wanted);
  if (fault !== undefined) return fault;
  if (typeOf(document, wanted) !== undefined) return taken(wanted);
  const types = Object.fromEntries(
    Object.entries(document.types).map(([key, type]) => [
      key === name ? wanted : key,
      type.sharedOf === name ? { ...type, sharedOf: wanted } : type,
    ]),
  );
  const made = mapPorts(document, (port) => (port.type === name ? { ...port, type: wanted } : port));
  return checked(made, types, `Renamed the type ${name} to ${wanted}`);
}

/** Ports and types that use a type, in words; empty: nobody does. */
export function usersOfType(document: DataflowDocument, name: string): readonly string[] {
  const ports = document.nodes.flatMap(({ id, inputs, outputs }) =>
    [...(inputs ?? []), ...(outputs ?? [])].flatMap((port) =>
      port.type === name ? [`${id}.${port.name}`] : [],
    ),
  );
  const types = Object.entries(document.types).flatMap(([key, type]) =>
    type.sharedOf === name ? [key] : [],
  );
  return [...ports, ...types];
}

/** Removes a type that nobody uses. */
export function removeType(document: DataflowDocument, name: string): StreamEditResult {
  if (typeOf(document, name) === undefined) return unknownType(name);
  const [user, ...more] = usersOfType(document, name);
  if (user !== undefined) {
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    return fail("type-used", `${user}${others} ${more.length === 0 ? "has" : "have"} the type ${name}.`, {
      help: "Give them another type first.",
      at: user.includes(".") ? [`node:${user.slice(0, user.lastIndexOf("."))}`] : [],
    });
  }
  const types = Object.fromEntries(Object.entries(document.types).filter(([key]) => key !== name));
  return reshaped({ ...document, types }, `Removed the type ${name}`);
}
