/** Types of samples: numbers by name, and those that a graph declares. */

import type { StreamType } from "../../core/dialects/dataflow/document.ts";
import { scalarOf } from "../../core/dialects/dataflow/scalars.ts";
import type { Reading } from "./reading.types.ts";
import type { YamlMap, YamlValue } from "./tree.ts";

/** Events are no samples. */
export const EVENT = "event";

/** Names of the written documentation that the code does not know. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sint32_t: "int32_t",
  sint16_t: "int16_t",
  sint8_t: "int8_t",
};

/** `custom-types`, or `structures` as it is called in the written documentation. */
export function readTypes(reading: Reading, declared: YamlValue | undefined): void {
  const { tree, types, notes } = reading;
  for (const [name, at] of tree.map(declared, "custom-types")) {
    if (scalarOf(name) !== undefined) {
      notes.add(
        "warning",
        `type-is-number ${name}`,
        undefined,
        () => `The declared type ${name} is a number of C: the declaration is not heard.`,
      );
    } else types.set(name, readType(reading, name, tree.map(at, `Type ${name}`), at));
  }
  for (const { sharedOf } of [...types.values()]) {
    const scalar = sharedOf === undefined ? undefined : scalarOf(sharedOf);
    if (sharedOf !== undefined && scalar !== undefined) types.set(sharedOf, { bytes: scalar.bytes });
  }
}

function readType({ tree }: Reading, name: string, fields: YamlMap, at: YamlValue): StreamType {
  const cName = tree.text(fields.get("cname")) ?? name;
  if (cName === "Shared") {
    const sharedOf = tree.name(fields.get("internal"), `What ${name} shares`, at);
    return { sharedOf, shared: tree.flag(fields.get("shared"), `Whether ${name} is shared`) ?? false };
  }
  const bytes = tree.whole(fields.get("bytes"), `Bytes of ${name}`, 0);
  if (bytes === undefined) {
    throw tree.fault("no-bytes", `Nothing says how many bytes a ${name} has.`, at, "Add them as bytes.");
  }
  return cName === name ? { bytes } : { bytes, cName };
}

/** The name of a port's type, which has a size from then on. */
export function readTypeName(
  { tree, types }: Reading,
  value: YamlValue | undefined,
  port: string,
  within: YamlValue,
): string {
  const written = tree.name(value, `The type of ${port}`, within);
  const name = Object.hasOwn(OTHER_NAMES, written) ? (OTHER_NAMES[written] ?? written) : written;
  if (types.has(name) || name === EVENT) return name;
  const scalar = scalarOf(name);
  if (scalar === undefined) {
    throw tree.fault(
      "unknown-type",
      `The type ${name} of ${port} is no number of C, and nothing declares it.`,
      value ?? within,
      "Declare it under custom-types with its bytes.",
    );
  }
  types.set(name, { bytes: scalar.bytes });
  return name;
}
