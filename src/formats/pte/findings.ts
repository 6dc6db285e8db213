/** What can be said of a method from its file alone, worst first: each finding is about tensors and nodes of the method. */

import type { Diagnostic } from "../../core/document.ts";
import { formatBytesExactly, formatCount } from "../../core/units.ts";
import { powerOfTwo } from "./alignment.ts";
import { type ArenaFacts, arenasOf } from "./arenas.ts";
import { type Clash, clashesOf } from "./conflicts.ts";
import type { Emitted } from "./emit.ts";
import type { Lives } from "./lives.ts";
import { deviceName, scalarType } from "./scalar-types.ts";
import { tensorOf } from "./trace.ts";

/** As many places as a person looks at; the count in the sentence is of all. */
const MOST_PLACES = 20;

export interface MethodFindings {
  /** What is wrong with the plan of the file. */
  readonly conflicts: readonly Diagnostic[];
  readonly findings: readonly Diagnostic[];
}

export function findingsOf(id: string, lives: Lives, emitted: Emitted): MethodFindings {
  return new Findings(id, lives, emitted).all();
}

class Findings {
  readonly #id: string;
  readonly #lives: Lives;
  readonly #emitted: Emitted;
  readonly #found: Diagnostic[] = [];
  readonly #wrong: Diagnostic[] = [];

  constructor(id: string, lives: Lives, emitted: Emitted) {
    this.#id = id;
    this.#lives = lives;
    this.#emitted = emitted;
  }

  all(): MethodFindings {
    const arenas = arenasOf(this.#lives);
    this.#clashes();
    for (const arena of arenas) this.#arena(arena);
    if (arenas.length === 0) this.#say("info", "no-arena", `Method ${this.#id} needs no memory of its own.`);
    this.#values();
    this.#delegates();
    return { conflicts: this.#wrong, findings: this.#found };
  }

  #say(severity: Diagnostic["severity"], code: string, message: string, at: readonly string[] = []): void {
    const list = severity === "error" ? this.#wrong : this.#found;
    list.push({ severity, code, message, at: at.slice(0, MOST_PLACES) });
  }

  #when(k: number): string {
    if (k < 0) return "before the first instruction";
    const step = this.#lives.trace.steps[k];
    return step === undefined
      ? "after the last instruction"
      : `at instruction ${formatCount(k)} (${step.op})`;
  }

  #tensors(values: readonly number[]): readonly string[] {
    return values.slice(0, MOST_PLACES).map((v) => `tensor:${this.#emitted.nameOf(v)}`);
  }

  #clashes(): void {
    const { conflicts, takenOver, cut } = clashesOf(this.#lives);
    for (const clash of conflicts) {
      this.#say("error", "overlap", this.#sayClash(clash), this.#placesOf(clash));
    }
    if (cut) {
      this.#say(
        "error",
        "conflict",
        `Method ${this.#id} has more tensors in each other's way than are listed.`,
      );
    }
    for (const clash of takenOver) {
      const { a, b, at } = clash;
      const message = `In method ${this.#id}, ${this.#emitted.nameOf(b.value)} takes over the bytes of ${this.#emitted.nameOf(a.value)} ${this.#when(at)}: that operator must be able to work in place.`;
      this.#say("info", "in-place", message, this.#placesOf(clash));
    }
  }

  #sayClash({ a, b, at, bytes }: Clash): string {
    const arena = tensorOf(this.#lives.trace.plan, a.value)?.allocation?.memory ?? 0;
    const [from, to] = bytes.map(formatCount);
    const until = this.#when(Math.min(a.last, b.last));
    const both = `${this.#emitted.nameOf(a.value)} and ${this.#emitted.nameOf(b.value)}`;
    return `In method ${this.#id}, ${both} share bytes ${from} to ${to} of arena ${arena} ${this.#when(at)}, while both are needed, the last time ${until}: the program computes wrong results.`;
  }

  #placesOf({ a, b, at }: Clash): readonly string[] {
    const node = this.#emitted.nodeOf(Math.min(Math.max(at, 0), this.#lives.trace.steps.length - 1));
    return [...this.#tensors([a.value, b.value]), ...(node === undefined ? [] : [`node:${node}`])];
  }

  #arena(facts: ArenaFacts): void {
    const { arena, bytes, together, peak, peakAt, end, outside, offsets } = facts;
    if (outside.length > 0) {
      const message = `In method ${this.#id}, tensors reach beyond arena ${arena} of ${formatBytesExactly(bytes)}: ${formatCount(outside.length)}, the farthest to byte ${formatCount(end)}.`;
      this.#say("error", "outside-arena", message, this.#tensors(outside));
    }
    const reuse = bytes > 0 ? `, ${(together / bytes).toFixed(2)} times what it has` : "";
    const above = bytes > peak ? `, ${formatBytesExactly(bytes - peak)} less than it has` : "";
    const parts = [
      `Arena ${arena} of method ${this.#id} has ${formatBytesExactly(bytes)}`,
      `${formatCount(facts.tensors)} ${facts.tensors === 1 ? "tensor" : "tensors"} of ${formatBytesExactly(together)} in all${reuse}`,
      `at most ${formatBytesExactly(peak)} are needed at one time, ${this.#when(peakAt)}${above}`,
      `places are multiples of ${powerOfTwo(offsets)}`,
    ];
    const device = this.#lives.trace.plan.arenaDevices?.find((d) => d.arena === arena);
    const name = device && deviceName(device.type, device.index);
    if (name !== undefined) parts.push(`it is memory of ${name}`);
    this.#say("info", "arena", `${parts.join("; ")}.`);
    if (bytes > end) {
      const message = `The last ${formatBytesExactly(bytes - end)} of arena ${arena} of method ${this.#id} hold no tensor: padding, room for branches and loops, or waste.`;
      this.#say("info", "unused-tail", message);
    }
  }

  /** Things that are told once, with their number and bytes. */
  #count(values: readonly number[], severity: Diagnostic["severity"], code: string, says: string): void {
    if (values.length === 0) return;
    const { bytes } = this.#lives.trace;
    const sum = values.reduce((n, v) => n + (bytes[v] ?? 0), 0);
    const message = `Method ${this.#id}: ${says} ${formatCount(values.length)}, ${formatBytesExactly(sum)}.`;
    this.#say(severity, code, message, this.#tensors(values));
  }

  #values(): void {
    const { trace, roots, idle } = this.#lives;
    const { plan } = trace;
    const all = [...plan.values.keys()].filter((v) => tensorOf(plan, v) !== undefined);
    const those = (is: (v: number) => boolean) => all.filter(is);
    const of = (kind: string) => roots.filter((r) => r.kind === kind).map((r) => r.value);
    const unplanned = (list: readonly number[]) => list.filter((v) => tensorOf(plan, v)?.allocation === null);
    const dynamism = (v: number) => tensorOf(plan, v)?.dynamism;
    const unknown = those((v) => scalarType(tensorOf(plan, v)?.scalarType ?? 0) === undefined);
    this.#count(
      unknown,
      "warning",
      "unknown-type",
      "tensors of a type that is not known, counted as a byte an element:",
    );
    const nan = those((v) => dynamism(v) === 2);
    this.#count(
      nan,
      "warning",
      "unbound",
      "tensors without an upper bound, left to the runtime, which may refuse them:",
    );
    const bounded = those((v) => dynamism(v) === 1);
    this.#count(
      bounded,
      "info",
      "dynamic",
      "tensors whose size is an upper bound and that may be smaller in a run:",
    );
    const elsewhere = those((v) => tensorOf(plan, v)?.extra?.location === 1);
    this.#count(elsewhere, "info", "external-data", "tensors that have their data in another file:");
    this.#count(of("state"), "info", "state", "tensors that keep their contents from run to run:");
    this.#count(of("scratch"), "info", "scratch", "tensors that are room for one operator only:");
    this.#count(
      unplanned(trace.inputs),
      "info",
      "unplanned-inputs",
      "inputs that stay in the caller's memory:",
    );
    this.#count(
      unplanned(trace.outputs),
      "info",
      "unplanned-outputs",
      "outputs that the caller gives memory for:",
    );
    this.#count(
      idle,
      "info",
      "idle",
      "tensors that have a place and that nothing uses, as what stands for them lies elsewhere:",
    );
    if (trace.conds.length > 0) {
      const message = `Method ${this.#id} has ${formatCount(trace.conds.length)} places where one of two branches runs. Conflicts are looked for as it runs; a new plan keeps the results of both branches.`;
      this.#say("info", "branches", message);
    }
    if (plan.chains.length > 1) {
      const message = `Method ${this.#id} has ${formatCount(plan.chains.length)} chains of instructions; they are read as one after the other.`;
      this.#say("warning", "chains", message);
    }
  }

  #delegates(): void {
    const { plan } = this.#lives.trace;
    const counts = new Map<string, number>();
    for (const { id } of plan.delegates) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, n] of [...counts].slice(0, MOST_PLACES)) {
      const name = id.slice(0, 80);
      const slack = /xnnpack/i.test(id)
        ? " XNNPACK reads a little past the ends of tensors, for which arenas have 64 bytes more."
        : "";
      const message = `Method ${this.#id} hands parts of its work to ${name}${n === 1 ? "" : ` (${formatCount(n)} times)`}. What memory that takes by itself, the file does not say.${slack}`;
      this.#say("info", "delegate", message);
    }
  }
}
