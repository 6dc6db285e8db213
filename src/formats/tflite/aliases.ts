/** Says how many tensors of a shipped plan share bytes at the same time: on purpose in the plans that Vela writes. */

import { formatCount } from "../../core/units.ts";
import type { Sketch } from "./draft.ts";
import type { Notes } from "./notes.ts";

/** Pairs are compared one by one; plans of more tensors than this are left to the checker. */
const MOST = 2_000;

interface Life {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** `offsets` by tensor number, −1 where none; lives are counted in the order of the file, ends included. */
export function sayAliases(
  sketch: Sketch,
  outputs: readonly number[],
  offsets: readonly number[],
  roles: ReadonlyMap<number, string>,
  notes: Notes,
): void {
  const planned = offsets
    .map((offset, t) => ({ t, offset }))
    .filter(({ t, offset }) => offset >= 0 && roles.has(t) && roles.get(t) !== "constant");
  if (planned.length > MOST) return;
  const last = new Map<number, number>();
  for (const draft of sketch.drafts) for (const t of draft.inputs) last.set(t, draft.position);
  for (const t of outputs) last.set(t, Infinity);
  const lives = planned.map(({ t, offset }): Life => {
    const { id, bytes } = sketch.fact(t);
    const start = sketch.producer(t)?.position ?? 0;
    const end = roles.get(t) === "state" ? Infinity : (last.get(t) ?? start);
    return { id, from: offset, to: offset + bytes, start, end };
  });
  const aliases = new Set<string>();
  let pairs = 0;
  for (const [i, a] of lives.entries()) {
    for (let j = i + 1; j < lives.length; j++) {
      const b = lives[j] ?? a;
      if (a.from >= b.to || b.from >= a.to || a.start > b.end || b.start > a.end) continue;
      pairs++;
      aliases.add(`tensor:${a.id}`).add(`tensor:${b.id}`);
    }
  }
  if (pairs === 0) return;
  const message = `In the plan of the file ${formatCount(pairs)} pairs of tensors share bytes while both are needed. Such plans alias on purpose (Vela lets the input and the output of its operator meet): this is not an error of the file.`;
  notes.say("info", "shipped-aliases", message, [...aliases]);
}
