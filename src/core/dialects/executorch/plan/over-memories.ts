/** Cadence's two placements: memories in order of speed, each of a size, and a tensor goes to the first that has room. */

import { alignUp } from "../../../align.ts";
import { fail, ok, type Problem, type Result } from "../../../result.ts";
import { formatBytesExactly } from "../../../units.ts";
import { hostsOf } from "./inside.ts";
import { Memory, type Resident } from "./memory.ts";
import type { Answer, Request } from "./over-objects.ts";
import type { PlanMemory, PlannedSpec, SpecPlace } from "./specs.types.ts";

/** Where a tensor of `size` bytes goes in a memory; undefined: it has no room. */
type Finder = (memory: Memory, tensor: Resident) => number | undefined;

/** The lowest address that is free for the whole life. */
export function byPosition(request: Request): Result<Answer> {
  return placeInMemories(request, (memory, tensor) => memory.lowest(tensor));
}

/** The smallest gap between those it meets, else above all of them. */
export function byGap(request: Request): Result<Answer> {
  return placeInMemories(request, (memory, tensor) => memory.smallestGap(tensor));
}

class Placing {
  readonly places: (SpecPlace | undefined)[];
  readonly memories: readonly Memory[];
  readonly #specs: readonly PlannedSpec[];
  readonly #find: Finder;

  constructor(specs: readonly PlannedSpec[], memories: readonly Memory[], find: Finder) {
    this.#specs = specs;
    this.memories = memories;
    this.#find = find;
    this.places = new Array(specs.length).fill(undefined);
  }

  pin(i: number, tensor: Resident, memId: number): Problem | undefined {
    const memory = this.memories[memId - 1];
    const name = this.#specs[i]?.name ?? "";
    if (memory === undefined) return this.#noRoom(i, tensor, [memId]);
    const other = memory.neighbourOf(tensor);
    if (other !== undefined) {
      const resident = this.#specs[other]?.name ?? "a body";
      const message = `${name} is fixed at byte ${tensor.at} of memory ${memId}, where ${resident} lies at the same time.`;
      return fail("fixed-conflict", message, {
        help: "Fix it at other bytes, or let the planner choose its place.",
        at: [`tensor:${name}`],
      }).problem;
    }
    if (!memory.holds(tensor.at, tensor.size)) return this.#noRoom(i, tensor, [memId]);
    this.#put(i, tensor, memId);
    return undefined;
  }

  place(i: number, tensor: Resident, among: readonly number[]): Problem | undefined {
    const blocked = this.#specs[i]?.blocked ?? [];
    for (const memId of among) {
      const memory = this.memories[memId - 1];
      if (memory === undefined || blocked.includes(memId)) continue;
      const at = this.#find(memory, tensor);
      if (at === undefined) continue;
      this.#put(i, { ...tensor, at }, memId);
      return undefined;
    }
    return this.#noRoom(i, tensor, among);
  }

  #put(i: number, tensor: Resident, memId: number): void {
    this.memories[memId - 1]?.add(tensor);
    this.places[i] = { memId, offset: tensor.at, object: null };
  }

  #noRoom(i: number, { size, first, last }: Resident, among: readonly number[]): Problem {
    const rooms = among.map((memId) => {
      const blocked = this.#specs[i]?.blocked?.includes(memId) ?? false;
      const bytes = this.memories[memId - 1]?.bytes;
      if (bytes === undefined) return `memory ${memId} does not exist`;
      return blocked
        ? `memory ${memId} is not allowed`
        : `memory ${memId} has ${formatBytesExactly(bytes)} in all`;
    });
    const name = this.#specs[i]?.name ?? "";
    const what = `${name} (${formatBytesExactly(size)}, nodes ${first} to ${last})`;
    return fail("cannot-fit", `Cannot fit ${what} in any memory: ${rooms.join(", ")}.`, {
      help: "Give a memory more bytes, or pin fewer tensors.",
      at: [`tensor:${name}`],
    }).problem;
  }
}

/** Fails with "no-memories", "cannot-fit", "fixed-conflict", "inside-circle". */
function placeInMemories({ specs, options, baseSizes, defects }: Request, find: Finder): Result<Answer> {
  const given: readonly PlanMemory[] = options.memories ?? [];
  if (given.length === 0) {
    return fail("no-memories", "This placement fills memories, and none is given.", {
      help: "Give the bytes of each memory, the fastest first.",
    });
  }
  const hosts = hostsOf(specs);
  if (!hosts.ok) return hosts;
  const { host, at, first, last } = hosts.value;
  // their own rounding, whatever alignment is asked for: these placements never set another
  const allocated = specs.map(({ bytes, alignment = 16 }) => alignUp(bytes, alignment));
  const bases = defects.blindMemories ? [] : baseSizes;
  const memories = given.map((memory, m) => new Memory(memory, bases[m + 1] ?? 0));
  const placing = new Placing(specs, memories, find);
  const all = given.map((_, m) => m + 1);
  const rows = [...specs.keys()].filter((i) => host[i] === i);
  const residentOf = (i: number): Resident => ({
    spec: i,
    first: first[i] ?? 0,
    last: last[i] ?? 0,
    at: specs[i]?.offset ?? 0,
    size: allocated[i] ?? 0,
  });
  const bySize = (these: readonly number[]) =>
    these.toSorted((a, b) => (allocated[b] ?? 0) - (allocated[a] ?? 0));
  const memIdOf = (i: number) => specs[i]?.memId ?? 0;
  const isFixed = (i: number) => specs[i]?.offset !== undefined;
  const steps: { readonly i: number; readonly among: readonly number[] | "fixed" }[] = [
    ...rows.filter(isFixed).map((i) => ({ i, among: "fixed" as const })),
    ...all.flatMap((m) =>
      bySize(rows.filter((i) => memIdOf(i) === m && !isFixed(i))).map((i) => ({ i, among: [m] })),
    ),
    ...rows.filter((i) => memIdOf(i) > all.length && !isFixed(i)).map((i) => ({ i, among: [memIdOf(i)] })),
    ...bySize(rows.filter((i) => memIdOf(i) === 0)).map((i) => ({ i, among: all })),
  ];
  for (const { i, among } of steps) {
    const tensor = residentOf(i);
    const problem = among === "fixed" ? placing.pin(i, tensor, memIdOf(i)) : placing.place(i, tensor, among);
    if (problem !== undefined) return { ok: false, problem };
  }
  const placement = specs.map((_, i): SpecPlace => {
    const found = placing.places[host[i] ?? i];
    return { memId: found?.memId ?? 1, offset: (found?.offset ?? 0) + (at[i] ?? 0), object: null };
  });
  return ok({ sizes: [0, ...memories.map((memory) => memory.top)], placement, allocated });
}
