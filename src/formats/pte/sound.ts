/** Whether every index of a decoded program leads somewhere: the first that does not, with its place in words. */

import { fail, type Problem } from "../../core/result.ts";
import { formatCount } from "../../core/units.ts";
import type { PteInstruction, PtePlan, PteProgram, PteValue } from "./program.types.ts";
import { tensorBytes } from "./scalar-types.ts";

/** The version that the format has had since it exists. */
const VERSION = 0;
/** Values that the instructions of a method may name, lists taken apart: a list may be named as often as one likes. */
const MOST_NAMED = 8_000_000;
const DAMAGED = "The file is damaged, or its exporter is: export it again.";

/** Null: all is well. */
export function faultOf(program: PteProgram): Problem | null {
  if (program.version > VERSION) {
    return problem(
      "newer-version",
      `This program is of version ${formatCount(program.version)} of its format; version ${VERSION} is known.`,
      {
        help: "Open it with a newer memplan, or export it with an older ExecuTorch.",
      },
    );
  }
  if (program.plans.length === 0) {
    return problem("empty-model", "This program has no methods: there is nothing to plan.", {
      help: "Export it again.",
    });
  }
  for (const [p, plan] of program.plans.entries()) {
    const fault = new Checks(`method ${plan.name === "" ? `number ${p}` : plan.name.slice(0, 80)}`).plan(
      plan,
    );
    if (fault !== null) return fault;
  }
  return null;
}

function problem(code: string, message: string, rest: { where?: string; help: string }): Problem {
  return fail(code, message, rest).problem;
}

/** Of one method; stops at the first fault. */
class Checks {
  readonly #method: string;
  #fault: Problem | null = null;
  #named = 0;

  constructor(method: string) {
    this.#method = method;
  }

  plan(plan: PtePlan): Problem | null {
    const values = plan.values.length;
    plan.arenaSizes.forEach((size, a) => {
      if (!(size >= 0 && Number.isSafeInteger(size))) {
        this.#say("bad-number", `arena ${a}`, `it has ${formatCount(size)} bytes`);
      }
    });
    plan.values.forEach((value, v) => {
      this.#value(value, `value ${v}`, plan);
    });
    plan.inputs.forEach((index, i) => {
      this.#index(index, values, "values", `input ${i}`);
    });
    plan.outputs.forEach((index, i) => {
      this.#index(index, values, "values", `output ${i}`);
    });
    for (const [c, { instructions }] of plan.chains.entries()) {
      const chain = plan.chains.length === 1 ? "" : `chain ${c}, `;
      for (const [k, instruction] of instructions.entries()) {
        if (this.#fault !== null) break;
        this.#instruction(instruction, `${chain}instruction ${k}`, plan, instructions.length);
      }
    }
    return this.#fault;
  }

  #value(value: PteValue, place: string, plan: PtePlan): void {
    const values = plan.values.length;
    if (value.kind === "IntList" || value.kind === "TensorList" || value.kind === "OptionalTensorList") {
      const least = value.kind === "OptionalTensorList" ? -1 : 0;
      value.items.forEach((item, i) => {
        if (item !== least || least === 0) this.#index(item, values, "values", `${place}, item ${i}`);
        if (value.kind === "TensorList" || (value.kind === "OptionalTensorList" && item >= 0)) {
          this.#kind(plan, item, `${place}, item ${i}`, ["Tensor", "Null", "Unknown"]);
        }
      });
    }
    if (value.kind !== "Tensor") return;
    value.sizes.forEach((size, d) => {
      if (size < 0) this.#say("bad-number", `${place}, dimension ${d}`, `its size is ${formatCount(size)}`);
    });
    const bytes = tensorBytes(value.scalarType, value.sizes);
    if (!Number.isSafeInteger(bytes)) this.#say("bad-number", place, "it is too large to count its bytes");
    if (value.allocation === null) return;
    const { memory, offset } = value.allocation;
    // number 0 is reserved, so a tensor in it has no memory
    if (memory < 1 || memory >= plan.arenaSizes.length) {
      const most = plan.arenaSizes.length - 1;
      this.#say("bad-index", place, `it lies in arena ${formatCount(memory)}, and ${arenas(most)}`);
    } else if (!Number.isSafeInteger(offset + bytes)) {
      this.#say("bad-number", place, `its offset is ${formatCount(offset)}`);
    }
  }

  #instruction(instruction: PteInstruction, place: string, plan: PtePlan, length: number): void {
    const values = plan.values.length;
    switch (instruction.kind) {
      case "KernelCall":
        this.#index(instruction.operator, plan.operators.length, "operators", `${place}, operator`);
        this.#arguments(instruction.args, plan, place);
        return;
      case "DelegateCall":
        this.#index(instruction.delegate, plan.delegates.length, "delegates", `${place}, delegate`);
        this.#arguments(instruction.args, plan, place);
        return;
      case "MoveCall":
        this.#index(instruction.from, values, "values", `${place}, what it moves`);
        this.#index(instruction.to, values, "values", `${place}, where it moves it`);
        return;
      case "JumpFalseCall":
        this.#index(instruction.condition, values, "values", `${place}, condition`);
        // the end of the chain is a destination
        this.#index(instruction.destination, length + 1, "instructions", `${place}, destination`);
        return;
      case "FreeCall":
        this.#index(instruction.value, values, "values", `${place}, what it frees`);
        return;
      case "Unknown":
        this.#say("unknown-instruction", place, `it is of kind ${instruction.type}, which is not known`);
    }
  }

  #arguments(args: readonly number[], plan: PtePlan, place: string): void {
    args.forEach((index, a) => {
      this.#index(index, plan.values.length, "values", `${place}, argument ${a}`);
      const value = plan.values[index];
      const isList = value?.kind === "TensorList" || value?.kind === "OptionalTensorList";
      this.#named += isList ? value.items.length : 1;
    });
    if (this.#named <= MOST_NAMED || this.#fault !== null) return;
    const message = `The instructions of ${this.#method} name more than ${formatCount(MOST_NAMED)} tensors: lists of them are named again and again.`;
    this.#fault = problem("too-large", message, { where: `${this.#method}, ${place}`, help: DAMAGED });
  }

  #kind(plan: PtePlan, index: number, place: string, kinds: readonly PteValue["kind"][]): void {
    const value = plan.values[index];
    if (value === undefined || kinds.includes(value.kind)) return;
    this.#say("bad-index", place, `it names value ${index}, which is no tensor but of kind ${value.kind}`);
  }

  #index(index: number, count: number, what: string, place: string): void {
    if (index >= 0 && index < count) return;
    this.#say(
      "bad-index",
      place,
      `it names number ${formatCount(index)} of ${formatCount(count)} ${what}, counted from 0`,
    );
  }

  #say(code: string, place: string, why: string): void {
    if (this.#fault !== null) return;
    const where = `${this.#method}, ${place}`;
    this.#fault = problem(code, `This ExecuTorch program is damaged: in ${where}, ${why}.`, {
      where,
      help: DAMAGED,
    });
  }
}

function arenas(most: number): string {
  if (most < 1) return "the method has none";
  return most === 1 ? "the method has arena 1 only" : `the method has arenas 1 to ${formatCount(most)}`;
}
