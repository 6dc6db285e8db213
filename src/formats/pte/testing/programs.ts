/** Programs written by hand in a few words: methods as lists of calls over named values. */

import type { PteInstruction, PtePlan, PteProgram, PteTensor, PteValue } from "../program.types.ts";

const TENSOR: PteTensor = {
  kind: "Tensor",
  scalarType: 6,
  storageOffset: 0,
  sizes: [],
  dimOrder: [],
  requiresGrad: false,
  dataIndex: 0,
  allocation: null,
  layout: 0,
  dynamism: 0,
  extra: null,
};

/** A float tensor of `bytes` (a multiple of 4) at an offset of arena 1, or elsewhere. */
export function at(
  offset: number,
  bytes = 64,
  rest: Partial<PteTensor> & { arena?: number } = {},
): PteTensor {
  const { arena = 1, ...more } = rest;
  const sizes = [bytes / 4];
  return { ...TENSOR, sizes, dimOrder: [0], allocation: { memory: arena, offset }, ...more };
}

/** One that the planner gave no place. */
export function unplanned(bytes = 64, rest: Partial<PteTensor> = {}): PteTensor {
  return { ...TENSOR, sizes: [bytes / 4], dimOrder: [0], ...rest };
}

export function called(name: string): Pick<PteTensor, "extra"> {
  return { extra: { mutableSegment: 0, name, location: 0, deviceType: 0, deviceIndex: 0 } };
}

export const constant = unplanned(64, { dataIndex: 1 });
export const yes: PteValue = { kind: "Bool", value: true };
export const no: PteValue = { kind: "Bool", value: false };

/** A list of the named values; indices are put in when the method is made. */
export interface ListOf {
  readonly kind: "list";
  readonly of: readonly string[];
}

/**
 * `op: a b -> c` calls a kernel with c as its out argument, twice at the end; `op_: a b` one in place on a, once more at
 * the end; `op! a b c` with these arguments as they are; `@id a b` a backend; `move a b`; `jump p 5`; `free a`.
 */
export function method(
  values: Readonly<Record<string, PteValue | ListOf>>,
  code: readonly string[],
  rest: { name?: string; inputs?: string; outputs?: string; arenas?: readonly number[] } & Partial<
    Pick<PtePlan, "arenaDevices">
  > = {},
): PtePlan {
  const names = Object.keys(values);
  const index = (name: string) => {
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`there is no value ${name}`);
    return at;
  };
  const indices = (words: string) => words.split(" ").filter(Boolean).map(index);
  const operators: { name: string; overload: string }[] = [];
  const delegates: PtePlan["delegates"][number][] = [];
  const kernel = (op: string, args: readonly number[]): PteInstruction => {
    const [name = "", overload = ""] = op.split(".");
    return { kind: "KernelCall", operator: operators.push({ name, overload }) - 1, args };
  };
  const instructions = code.map((line): PteInstruction => {
    const [head = "", ...words] = line.split(" ");
    const [from = "", to = ""] = words;
    if (head === "move") return { kind: "MoveCall", from: index(from), to: index(to) };
    if (head === "jump") return { kind: "JumpFalseCall", condition: index(from), destination: Number(to) };
    if (head === "free") return { kind: "FreeCall", value: index(from) };
    if (head.startsWith("@")) {
      const delegate = delegates.push({ id: head.slice(1), location: 0, index: 0, specs: [] }) - 1;
      return { kind: "DelegateCall", delegate, args: words.map(index) };
    }
    if (head.endsWith("!")) return kernel(head.slice(0, -1), words.map(index));
    const [reads = "", writes = ""] = words.join(" ").split("->");
    const op = head.slice(0, -1);
    const args = indices(reads);
    if (op.endsWith("_")) return kernel(op, [...args, args[0] ?? 0]);
    const outs = indices(writes);
    return kernel(op, [...args, ...outs, ...outs.slice(-1)]);
  });
  const made = Object.values(values).map(
    (value): PteValue => (value.kind === "list" ? { kind: "TensorList", items: value.of.map(index) } : value),
  );
  const most = made.reduce((end, value) => {
    const place = value.kind === "Tensor" ? value.allocation : null;
    const bytes = value.kind === "Tensor" ? value.sizes.reduce((n, size) => n * size, 4) : 0;
    return place?.memory === 1 ? Math.max(end, place.offset + bytes) : end;
  }, 0);
  return {
    name: rest.name ?? "forward",
    nesting: ["", ""],
    values: made,
    inputs: indices(rest.inputs ?? ""),
    outputs: indices(rest.outputs ?? ""),
    chains: [{ instructions, hasStacktrace: false }],
    operators,
    delegates,
    arenaSizes: rest.arenas ?? [0, most],
    arenaDevices: rest.arenaDevices ?? null,
  };
}

export function program(...plans: readonly PtePlan[]): PteProgram {
  return {
    fileBytes: 1024,
    identifier: "ET12",
    extendedHeader: null,
    version: 0,
    plans,
    segments: [],
    constantSegment: null,
    constantBufferSizes: [],
    delegateDataSizes: [],
    mutableDataSegments: null,
    namedData: [],
  };
}
