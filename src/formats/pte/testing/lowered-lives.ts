/** The lives that a document of methods has once it is planned, on the clock of the instructions, to hold against those of the file. */

import { planDocument } from "../../../core/plan.ts";
import { DEFAULT_SETTINGS } from "../../../core/settings.ts";
import { NO_WATCH } from "../../../core/watch.ts";
import { emit } from "../emit.ts";
import { livesOf, type RootLife } from "../lives.ts";
import { toMethods } from "../methods.ts";
import type { PteProgram } from "../program.types.ts";
import { traceOf } from "../trace.ts";

export interface Lived {
  readonly root: RootLife;
  readonly tensor: string;
  /** Instructions, −1 before the first, N after the last. */
  readonly first: number;
  readonly last: number;
}

/** Of the method with this position; its names must be their own ids. */
export function loweredLives(program: PteProgram, position = 0): readonly Lived[] {
  const document = toMethods(program, "test");
  const planned = planDocument(document, { ...DEFAULT_SETTINGS, place: "none" }, NO_WATCH);
  if (!planned.ok) throw new Error(`${planned.problem.where} ${planned.problem.message}`);
  const plan = planned.value;
  const method = program.plans[position];
  const id = document.methods[position]?.id ?? "";
  if (method === undefined) throw new Error("there is no such method");
  const lives = livesOf(traceOf(method));
  const names = emit(lives);
  const N = lives.trace.steps.length;
  const stepOf = new Map(plan.nodes.id.map((node, n) => [node, plan.nodes.step[n] ?? -1]));
  /** By step, views without an instruction left out. */
  const clock = new Map<number, number>([
    [stepOf.get(`${id}/begin`) ?? -1, -1],
    [stepOf.get(`${id}/end`) ?? -1, N],
  ]);
  for (let k = 0; k < N; k++) clock.set(stepOf.get(`${id}/${names.nodeOf(k)}`) ?? -1, k);
  return lives.roots.map((root): Lived => {
    const tensor = names.nameOf(root.value);
    const shared = document.sharing?.entries?.find(({ members }) => members[id] === tensor);
    const t = plan.tensors.id.indexOf(shared === undefined ? `${id}/${tensor}` : `shared/${shared.name}`);
    const storage = plan.tensors.storage[t] ?? -1;
    if (storage < 0) throw new Error(`${tensor} has no storage`);
    // state lives as long as the program
    if (root.kind === "state") return { root, tensor, first: -1, last: N };
    const first = clock.get(plan.storages.start[storage] ?? -1);
    const last = clock.get((plan.storages.end[storage] ?? 0) - 1);
    if (first === undefined || last === undefined) throw new Error(`${tensor} ends at no instruction`);
    return { root, tensor, first, last };
  });
}
