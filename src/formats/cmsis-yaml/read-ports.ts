/** Ports of a node: a list in which each says its rate and its type, or a group that says them once. */

import type { BufferConstraint, PortSpec, Rate } from "../../core/dialects/dataflow/document.ts";
import { EVENT, readTypeName } from "./read-types.ts";
import type { Reading } from "./reading.types.ts";
import type { YamlValue } from "./tree.ts";

export type Side = "inputs" | "outputs";

export interface ReadPorts {
  readonly ports: readonly PortSpec[];
  /** They are a group. */
  readonly uniform: boolean;
}

export function readPorts(reading: Reading, value: YamlValue | undefined, side: Side, id: string): ReadPorts {
  if (value === undefined) return { ports: [], uniform: false };
  return reading.tree.isMap(value)
    ? { ports: readGroup(reading, value, side, id), uniform: true }
    : { ports: readList(reading, value, side, id), uniform: false };
}

/** Ports that carry events are left out. */
function readList(reading: Reading, value: YamlValue, side: Side, id: string): readonly PortSpec[] {
  const { tree, notes } = reading;
  const one = side.slice(0, -1);
  return tree.list(value, `${side} of ${id}`).flatMap((item) => {
    const fields = tree.map(item, `An ${one} of ${id}`);
    const name = tree.name(fields.get(one), `The name of an ${one} of ${id}`, item);
    const port = `${id}.${name}`;
    const type = readTypeName(reading, fields.get("type"), port, item);
    if (type === EVENT) {
      notes.add(
        "warning",
        "event-ports",
        `node:${id}`,
        (n) => `${n} ${n === 1 ? "port carries" : "ports carry"} events: left out.`,
      );
      return [];
    }
    const rate = readRate(reading, fields.get("samples"), port, item);
    return [portOf(name, rate, type, readConstraint(reading, fields.get("buffer-constraint"), port))];
  });
}

/** Names stand in `descriptions`, or in `names` as the written documentation has it. */
function readGroup(reading: Reading, value: YamlValue, side: Side, id: string): readonly PortSpec[] {
  const { tree } = reading;
  const one = side.slice(0, -1);
  const fields = tree.map(value, `${side} of ${id}`);
  const rate = readRate(reading, fields.get("samples"), `the ${side} of ${id}`, value);
  const type = readTypeName(reading, fields.get("type"), `the ${side} of ${id}`, value);
  return tree.list(fields.get("descriptions") ?? fields.get("names"), `${side} of ${id}`).map((item) => {
    const held = tree.isMap(item) ? tree.map(item, `An ${one} of ${id}`).get(one) : item;
    const inner = tree.isMap(held) ? tree.map(held, `An ${one} of ${id}`) : undefined;
    const name = tree.name(inner?.get("name") ?? held, `The name of an ${one} of ${id}`, item);
    return portOf(
      name,
      rate,
      type,
      readConstraint(reading, inner?.get("buffer-constraint"), `${id}.${name}`),
    );
  });
}

function portOf(
  name: string,
  rate: Rate,
  type: string,
  bufferConstraint: BufferConstraint | undefined,
): PortSpec {
  return bufferConstraint === undefined ? { name, rate, type } : { name, rate, type, bufferConstraint };
}

function readRate({ tree }: Reading, value: YamlValue | undefined, port: string, within: YamlValue): Rate {
  const says = `The samples of ${port}`;
  if (!tree.isList(value)) {
    const rate = tree.whole(value, says, 1);
    if (rate === undefined) throw tree.fault("no-rate", `${says} are missing.`, value ?? within, "Add them.");
    return rate;
  }
  const rates = tree.list(value, says).map((item) => {
    const rate = tree.whole(item, says, 0);
    if (rate === undefined) throw tree.fault("no-rate", `${says} have a gap.`, item, "Add a number.");
    return rate;
  });
  if (rates.some((rate) => rate > 0)) return rates;
  throw tree.fault(
    "bad-rate",
    `${says} are none at all.`,
    value ?? within,
    "One firing at least moves a sample.",
  );
}

/** Only what differs from what is meant without it. A constraint without a name can only be met by the node. */
function readConstraint(
  reading: Reading,
  value: YamlValue | undefined,
  port: string,
): BufferConstraint | undefined {
  if (value === undefined) return undefined;
  const { tree } = reading;
  const fields = tree.map(value, `The buffer constraint of ${port}`);
  const flag = (key: string) => tree.flag(fields.get(key), `${key} of ${port}`);
  const name = tree.text(fields.get("name"));
  const named = name !== undefined && name !== "" && name !== "null";
  return {
    ...(named ? { name } : {}),
    ...(flag("must-be-array") === false ? { mustBeArray: false } : {}),
    ...((flag("assigned-by-node") ?? !named) ? { assignedByNode: true } : {}),
    ...(flag("can-be-shared") === false ? { canBeShared: false } : {}),
  };
}
