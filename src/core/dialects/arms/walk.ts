/** One arm, statement by statement: what is surely written, and which copies may be under way, along every path at once. */

import { isRegion } from "./body.ts";
import type { Item } from "./document.ts";
import { type PlainStatement, type Use, usesOf } from "./statements.ts";

/** A statement that starts a copy. Buffers and arms by position. */
export interface Copy {
  readonly tag: string;
  readonly from: number;
  readonly to: number;
  readonly arm: number;
  /** Later arms that surely wait for it, none of them after another. */
  readonly waiters: number[];
}

export interface State {
  /** Surely written in this arm, all of it. */
  defined: Set<number>;
  /** Copies that may be under way. */
  pending: Set<Copy>;
  /** Of each tag what is surely written once it has been waited for. */
  promised: Map<string, Set<number>>;
}

/** Hears what the arm does. */
export interface Seen {
  readonly touch: (buffer: number, use: Use) => void;
  readonly readsFromHost: (buffer: number) => void;
  /** Some path waits for it. */
  readonly waits: (copy: Copy) => void;
}

export class Walk {
  readonly #arm: number;
  readonly #index: ReadonlyMap<string, number>;
  readonly #before: (buffer: number) => boolean;
  readonly #seen: Seen;

  /** `before` says what is surely written when the arm begins. */
  constructor(
    arm: number,
    index: ReadonlyMap<string, number>,
    before: (buffer: number) => boolean,
    seen: Seen,
  ) {
    this.#arm = arm;
    this.#index = index;
    this.#before = before;
    this.#seen = seen;
  }

  /** The state at the end; `state` is used up. */
  through(items: readonly Item[], state: State): State {
    return items.reduce((now, item) => this.#step(item, now), state);
  }

  #step(item: Item, state: State): State {
    if (isRegion(item)) return this.through(item.body, state);
    if (item.op === "if") {
      const then = this.through(item.then, copyOf(state));
      return this.#either(then, this.through(item.else ?? [], state));
    }
    if (item.op === "loop") {
      // a second round finds no less written than the first
      const once = this.through(item.body, copyOf(state));
      return item.runs === "known" ? once : this.#either(once, state);
    }
    this.#plain(item, state);
    return state;
  }

  #plain(statement: PlainStatement, state: State): void {
    for (const use of usesOf(statement)) {
      const buffer = this.#index.get(use.buffer) ?? -1;
      this.#seen.touch(buffer, use);
      if (use.reads && !this.#isDefined(state, buffer)) this.#seen.readsFromHost(buffer);
      if (use.writes === "all") state.defined.add(buffer);
    }
    if (statement.op === "async_load" || statement.op === "async_store") {
      const [from, to] = [this.#index.get(statement.src) ?? -1, this.#index.get(statement.dst) ?? -1];
      const copy: Copy = { tag: statement.tag, from, to, arm: this.#arm, waiters: [] };
      state.pending.add(copy);
      const targets = state.promised.get(statement.tag);
      if (targets === undefined) state.promised.set(statement.tag, new Set([to]));
      else targets.add(to);
    }
    if (statement.op === "async_wait") this.#wait(statement.tag, state);
  }

  #wait(tag: string, state: State): void {
    for (const copy of state.pending) {
      if (copy.tag !== tag) continue;
      state.pending.delete(copy);
      this.#seen.waits(copy);
    }
    for (const buffer of state.promised.get(tag) ?? []) state.defined.add(buffer);
    state.promised.delete(tag);
  }

  /** Two paths come together. */
  #either(a: State, b: State): State {
    const promised = new Map<string, Set<number>>();
    // on a path where it is written already, it is so after the wait, too
    const keep = (one: State, other: State) => {
      for (const [tag, targets] of one.promised) {
        for (const buffer of targets) {
          const sure = other.promised.get(tag)?.has(buffer) === true || this.#isDefined(other, buffer);
          if (sure) promised.set(tag, (promised.get(tag) ?? new Set()).add(buffer));
        }
      }
    };
    keep(a, b);
    keep(b, a);
    return {
      defined: new Set([...a.defined].filter((buffer) => b.defined.has(buffer))),
      pending: new Set([...a.pending, ...b.pending]),
      promised,
    };
  }

  #isDefined(state: State, buffer: number): boolean {
    return state.defined.has(buffer) || this.#before(buffer);
  }
}

function copyOf(state: State): State {
  return {
    defined: new Set(state.defined),
    pending: new Set(state.pending),
    promised: new Map([...state.promised].map(([tag, targets]) => [tag, new Set(targets)])),
  };
}
