/** What one instruction does to values, from its arguments alone: which tensors it reads, writes or renames. */

import type { PteInstruction, PtePlan } from "./program.types.ts";

export interface Effects {
  /** The operator's name with its overload, or what the instruction does. */
  readonly op: string;
  /** Tensor values, each once, in the order of the arguments; lists are taken apart. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  /** Of a call into a backend: tensors that it reads if they exist by then, and writes if not. */
  readonly either: readonly number[];
  /** From here on `to` stands for the bytes of `from`: a move by handle, or a view made at run time. */
  readonly renames: { readonly from: number; readonly to: number; readonly moves: boolean } | null;
  /** Parts of what it writes are written now, the others stay: it needs what was there, or begins it. */
  readonly adds: number | null;
  /** Where it may continue instead of at the next instruction. */
  readonly jumpsTo: number | null;
}

const NONE: Omit<Effects, "op"> = {
  reads: [],
  writes: [],
  either: [],
  renames: null,
  adds: null,
  jumpsTo: null,
};

/** `start`: number of the first instruction of the chain that it stands in, as jumps count from there. */
export function effectsOf(plan: PtePlan, instruction: PteInstruction, start: number): Effects {
  const tensors = (...indices: number[]) => expand(plan, indices);
  switch (instruction.kind) {
    case "KernelCall":
      return kernel(plan, nameOf(plan, instruction.operator), instruction.args);
    case "DelegateCall": {
      const id = plan.delegates[instruction.delegate]?.id ?? "";
      return {
        ...NONE,
        op: `delegate::${id.slice(0, LONGEST)}`,
        either: unique(tensors(...instruction.args)),
      };
    }
    case "MoveCall": {
      const { from, to } = instruction;
      const isTensor = plan.values[from]?.kind === "Tensor" && plan.values[to]?.kind === "Tensor";
      const renames = isTensor && from !== to ? { from, to, moves: true } : null;
      return { ...NONE, op: "move", reads: tensors(from), renames };
    }
    case "JumpFalseCall": {
      const jumpsTo = start + instruction.destination;
      return { ...NONE, op: "jump_if_false", reads: tensors(instruction.condition), jumpsTo };
    }
    case "FreeCall":
      return { ...NONE, op: "free", reads: tensors(instruction.value) };
    case "Unknown":
      throw new Error("an unknown instruction was let through");
  }
}

/** Of a name; more is no operator that anybody has written. */
const LONGEST = 200;

/** `aten::add.out` */
function nameOf(plan: PtePlan, operator: number): string {
  const { name = "", overload = "" } = plan.operators[operator] ?? {};
  return (overload === "" ? name : `${name}.${overload}`).slice(0, LONGEST);
}

function kernel(plan: PtePlan, op: string, args: readonly number[]): Effects {
  const last = args.at(-1);
  if (last === undefined) return { ...NONE, op };
  const name = op.split(".", 1)[0] ?? op;
  const before = expand(plan, args.slice(0, -1));
  if (name.endsWith("::et_copy_index")) {
    const [into] = args;
    const reads = expand(plan, args.slice(1)).filter((v) => v !== into);
    const adds = into !== undefined && plan.values[into]?.kind === "Tensor" ? into : null;
    return { ...NONE, op, reads: unique(reads), writes: adds === null ? [] : [adds], adds };
  }
  const writes = unique(expand(plan, [last]));
  const [self] = args;
  if (name.endsWith("::et_view") && self !== undefined && writes[0] !== undefined && writes[0] !== self) {
    const isTensor = plan.values[self]?.kind === "Tensor";
    const renames = isTensor ? { from: self, to: writes[0], moves: false } : null;
    return { ...NONE, op, reads: unique(before), renames };
  }
  // an out argument stands at its place in the schema and once more at the end; the first of these is no read
  const times = new Map<number, number>();
  for (const v of before) times.set(v, (times.get(v) ?? 0) + 1);
  const most = name.endsWith("_") ? 0 : 1;
  const written = new Set(writes);
  const reads = unique(before).filter((v) => !written.has(v) || (times.get(v) ?? 0) > most);
  return { ...NONE, op, reads, writes };
}

/** Tensors among values, lists taken apart. */
function expand(plan: PtePlan, indices: readonly number[]): number[] {
  return indices.flatMap((v) => {
    const value = plan.values[v];
    if (value?.kind === "Tensor") return [v];
    if (value?.kind !== "TensorList" && value?.kind !== "OptionalTensorList") return [];
    return value.items.filter((item) => plan.values[item]?.kind === "Tensor");
  });
}

/** Tensors that the caller hands over, or gets back. */
export function tensorsOf(plan: PtePlan, indices: readonly number[]): readonly number[] {
  return unique(expand(plan, indices));
}

function unique(values: readonly number[]): readonly number[] {
  return [...new Set(values)];
}
