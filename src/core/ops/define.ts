/** Makes operators of their rules: a rule runs only when all that it needs is connected, given and valid, and its result is checked. */

import { bytesOf, isCount } from "../bytes.ts";
import type { Attributes, DType, ShareRight } from "../document.ts";
import { formatShape } from "../shape-text.ts";
import { attributeFault } from "./attribute-fault.ts";
import type { AttributeSpec, Inferred, Operator, OperatorGroup, Port, ValueType } from "./types.ts";

export interface Definition {
  readonly id: string;
  readonly says: string;
  readonly group: OperatorGroup;
  readonly aliases?: readonly string[];
  readonly inputs: readonly Port[];
  /** Absent: one, `Y`. */
  readonly outputs?: readonly Port[] | ((attributes: Attributes) => readonly Port[]);
  readonly attributes?: readonly AttributeSpec[];
  /** Attributes that types can be inferred without. */
  readonly loose?: readonly string[];
  readonly rule: (call: Call) => Inferred;
  /** Rights that do not fit the bytes are left out afterwards. */
  readonly shares?: (call: Call, outputs: readonly ValueType[]) => readonly ShareRight[];
}

/** What a rule asks about its node. Throws only for a rule that asks for what it did not say it needs. */
export class Call {
  readonly inputs: readonly (ValueType | undefined)[];
  readonly #definition: Definition;
  readonly #attributes: Attributes;

  constructor(definition: Definition, inputs: readonly (ValueType | undefined)[], attributes: Attributes) {
    this.#definition = definition;
    this.inputs = inputs;
    this.#attributes = attributes;
  }

  /** What a port that may not stay unconnected reads. */
  type(port: number): ValueType {
    return this.inputs[port] ?? lacks(this.#definition, `port ${port}`);
  }

  /** What a port reads, or undefined. */
  maybe(port: number): ValueType | undefined {
    return this.inputs[port];
  }

  name(port: number): string {
    return portName(this.#definition.inputs, port);
  }

  whole(attribute: string): number {
    const value = this.#given(attribute);
    return typeof value === "number" ? value : lacks(this.#definition, attribute);
  }

  wholes(attribute: string): readonly number[] {
    const value = this.#given(attribute);
    return typeof value === "object" ? value : lacks(this.#definition, attribute);
  }

  /** The choice, undefined for a loose attribute that is absent. */
  choice(attribute: string): string | undefined {
    const value = this.#given(attribute);
    return typeof value === "string" ? value : undefined;
  }

  flag(attribute: string): boolean {
    const value = this.#given(attribute);
    return typeof value === "boolean" ? value : lacks(this.#definition, attribute);
  }

  dtype(attribute: string): DType {
    const value = this.#given(attribute);
    return typeof value === "string" ? (value as DType) : lacks(this.#definition, attribute);
  }

  has(attribute: string): boolean {
    return this.#given(attribute) !== undefined;
  }

  /** Why a rule cannot run yet, undefined when it can. */
  get missing(): string | undefined {
    const { inputs, attributes = [], loose = [] } = this.#definition;
    const many = inputs.at(-1)?.many === true;
    if (!many && this.inputs.length > inputs.length) {
      return `It reads ${this.inputs.length} values, of which only ${inputs.length} are known to ${this.#definition.id}.`;
    }
    const count = many ? Math.max(this.inputs.length, inputs.length) : inputs.length;
    for (let port = 0; port < count; port++) {
      const { optional } = inputs[Math.min(port, inputs.length - 1)] ?? {};
      if (optional === true || this.inputs[port] !== undefined) continue;
      return `${this.name(port)} is not connected, or its type is not known.`;
    }
    for (const spec of attributes) {
      const value = this.#given(spec.name);
      if (value === undefined && loose.includes(spec.name)) continue;
      const wrong = value === undefined ? `${spec.title} is not given.` : attributeFault(spec, value);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  #given(attribute: string) {
    return Object.hasOwn(this.#attributes, attribute) ? this.#attributes[attribute] : undefined;
  }
}

function lacks(definition: Definition, what: string): never {
  throw new Error(`the rule of ${definition.id} asks for ${what}`);
}

/** Ports of many are called `X1`, `X2` … */
function portName(ports: readonly Port[], port: number): string {
  const last = ports.length - 1;
  const of = ports[Math.min(port, last)];
  if (of === undefined) return `input ${port}`;
  return of.many ? `${of.name}${port - last + 1}` : of.name;
}

const RESULT: readonly Port[] = [{ name: "Y", says: "Result" }];

export function define(definition: Definition): Operator {
  const { id, says, group, aliases = [], inputs, outputs = RESULT, attributes = [] } = definition;
  return {
    id,
    says,
    group,
    aliases,
    inputs,
    outputs: typeof outputs === "function" ? outputs : () => outputs,
    attributes,
    infer: (types, given) => {
      const call = new Call(definition, types, given);
      const { missing } = call;
      return missing === undefined ? checked(definition.rule(call)) : open(missing);
    },
    shares: (types, results, given) => {
      const rights = definition.shares?.(new Call(definition, types, given), results) ?? [];
      return rights.filter((right) => fits(right, types, results));
    },
  };
}

function checked(inferred: Inferred): Inferred {
  if (inferred.kind !== "types") return inferred;
  for (const type of inferred.types) {
    const bytes = bytesOf({ id: "", dtype: type.dtype, shape: type.shape });
    if (bytes.ok) continue;
    if (bytes.problem.code === "unknown-size") {
      return open(`Elements of ${type.dtype} differ in size: give the bytes by hand.`);
    }
    return fault(
      0,
      `The result would be ${formatShape(type.shape, "names")}, which is too large to be counted.`,
    );
  }
  return inferred;
}

function fits(
  right: ShareRight,
  inputs: readonly (ValueType | undefined)[],
  outputs: readonly ValueType[],
): boolean {
  const from = bytesOfType(inputs[right.input]);
  const to = bytesOfType(outputs[right.output]);
  if (from === undefined || to === undefined) return false;
  const begin = right.byteOffset ?? 0;
  return isCount(begin) && begin + to <= from;
}

/** Undefined where it cannot be counted. */
export function bytesOfType(type: ValueType | undefined): number | undefined {
  if (type === undefined) return undefined;
  const bytes = bytesOf({ id: "", dtype: type.dtype, shape: type.shape });
  return bytes.ok ? bytes.value : undefined;
}

export function open(says: string): Inferred {
  return { kind: "open", says };
}

export function fault(port: number, says: string): Inferred {
  return { kind: "fault", port, says };
}

export function types(...all: readonly ValueType[]): Inferred {
  return { kind: "types", types: all };
}

/** A dimension came about that has no short name. */
export function nameless(port: string): Inferred {
  return open(`The result is too involved a function of the symbols of ${port}: give the shape by hand.`);
}

/** `X is 1×3×224×224`, for sentences. */
export function is(call: Call, port: number): string {
  const { shape } = call.type(port);
  return `${call.name(port)} is ${shape.length === 0 ? "a scalar" : formatShape(shape, "names")}`;
}

/** The output may be written over each of these inputs that has as many bytes. */
export function overEqual(ports: readonly number[]): NonNullable<Definition["shares"]> {
  return (call, outputs) => {
    const bytes = bytesOfType(outputs[0]);
    if (bytes === undefined) return [];
    return ports
      .filter((port) => bytesOfType(call.maybe(port)) === bytes)
      .map((input) => ({ output: 0, input, how: "inplace" }));
  };
}

/** The output is the same bytes as the first input. */
export const viewOfFirst: NonNullable<Definition["shares"]> = (call, outputs) =>
  bytesOfType(call.maybe(0)) === bytesOfType(outputs[0]) ? [{ output: 0, input: 0, how: "view" }] : [];
