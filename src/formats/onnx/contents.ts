/** Small inputs whose values decide shapes or branches: a person may give them, and the file is read again. */

import type { ContentsSpec } from "../../core/document.ts";
import { type GivenValues, type Inference, infer } from "./infer/infer.ts";
import { E } from "./infer/known.ts";
import type { RawValue } from "./model.types.ts";
import type { Program } from "./program.ts";

const MOST_ELEMENTS = 8;
/** Inferences that finding them may take. */
const MOST_INPUTS = 6;
const WHOLE: ReadonlySet<number> = new Set([E.int32, E.int64, E.bool]);

/** Elements of a small whole input of a fixed shape. */
function elementsOf({ type }: RawValue): number | undefined {
  if (type?.kind !== "tensor" || type.dims === undefined || !WHOLE.has(type.element)) return undefined;
  const elements = type.dims.reduce((n, { value }) => n * (value ?? Number.NaN), 1);
  return elements >= 1 && elements <= MOST_ELEMENTS ? elements : undefined;
}

/** How much is told: it changes when another value is known. */
function told({ symbols, guesses, taken }: Inference): string {
  return `${[...symbols.keys()].join()} ${guesses.size} ${taken.size}`;
}

/** Those whose values are given, and those that would tell more if they were. */
export function contentsOf(program: Program, given: GivenValues, now: Inference): readonly ContentsSpec[] {
  const constants = new Set(program.graph.initializers.map((t) => t.name));
  const candidates = program.graph.inputs.flatMap((input) => {
    const elements = constants.has(input.name) ? undefined : elementsOf(input);
    return elements === undefined ? [] : [{ id: input.name, elements }];
  });
  const open = candidates.filter(({ id }) => !given.has(id)).slice(0, MOST_INPUTS);
  const ones = new Map(open.map(({ id, elements }) => [id, new Array<number>(elements).fill(1)]));
  const all = open.length === 0 ? now : infer(program, new Map([...given, ...ones]));
  const without = (id: string) =>
    infer(program, new Map([...given, ...[...ones].filter(([other]) => other !== id)]));
  const few = open.length === 1;
  const used = open.filter(({ id }) => told(all) !== told(now) && (few || told(without(id)) !== told(all)));
  return candidates.flatMap((spec) => {
    const values = given.get(spec.id);
    if (values !== undefined) return [{ ...spec, values }];
    return used.includes(spec) ? [spec] : [];
  });
}
