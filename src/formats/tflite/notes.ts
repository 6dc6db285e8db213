/** What an import understood, guessed or left out: counted while reading, said once for each kind of thing. */

import type { Diagnostic } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";

/** As many places as a person looks at; the count in the sentence is of all. */
const MOST_PLACES = 20;

interface Kind {
  /** The finding's code where it is not the name of the kind. */
  readonly code?: string;
  readonly severity: Diagnostic["severity"];
  /** `n` things of this kind, with so many bytes in all. */
  readonly say: (n: number, bytes: number) => string;
}

/** `1 tensor`, `2,000 tensors` */
export function plural(n: number, one: string): string {
  return `${formatCount(n)} ${one}${n === 1 ? "" : "s"}`;
}

/** `3`, or `3 (1,024 bytes)` where the sizes of the things matter. */
function count(n: number, bytes = 0): string {
  return bytes === 0 ? formatCount(n) : `${formatCount(n)} (${plural(bytes, "byte")})`;
}

/** In the order in which they are shown. The sentences hold for one thing as for many. */
const KINDS = {
  "not-topological": {
    severity: "warning",
    say: (n) => `Operators that stand before what they read: ${count(n)}. The order of the file is not used.`,
  },
  "recursive-subgraph": {
    severity: "warning",
    say: (n) =>
      `Calls of a subgraph from inside itself: ${count(n)}. Recursion cannot be planned and is left out.`,
  },
  "deep-subgraph": {
    severity: "warning",
    say: (n) =>
      `Calls nested too deep: ${count(n)}. What they run is shown on its own, after the main subgraph.`,
  },
  "missing-options": {
    severity: "warning",
    say: (n) => `Control flow operators without options, so that it is not known what they run: ${count(n)}.`,
  },
  "missing-buffer": {
    severity: "warning",
    say: (n) =>
      `Tensors that name a buffer which the file does not have: ${count(n)}. They are taken to have no data.`,
  },
  "weights-outside": {
    severity: "warning",
    say: (n, bytes) =>
      `Constants whose data lies beyond the end of the file, which is cut off: ${count(n, bytes)}.`,
  },
  "weights-elsewhere": {
    severity: "info",
    say: (n, bytes) => `Constants that have their data in another file: ${count(n, bytes)}.`,
  },
  "unknown-size": {
    severity: "warning",
    say: (n) =>
      `Tensors whose type has no fixed size (string, variant or unknown), counted as 0 bytes: ${count(n)}.`,
  },
  handle: {
    code: "unknown-size",
    severity: "info",
    say: (n, bytes) =>
      `Resource handles, counted like TFLM as 4 bytes an element: ${count(n, bytes)}. They leave the arena once kernels run.`,
  },
  "sub-byte": {
    severity: "info",
    say: (n, bytes) =>
      `Values of less than a byte an element, counted packed: ${count(n, bytes)}. TFLM gives each element a byte.`,
  },
  "never-made": {
    severity: "warning",
    say: (n, bytes) =>
      `Tensors that are needed and that no operator makes, taken as inputs: ${count(n, bytes)}.`,
  },
  "never-touched": {
    severity: "info",
    say: (n, bytes) =>
      `Tensors that no operator touches: ${count(n, bytes)}. TFLM gives them room all the same.`,
  },
  "written-twice": {
    severity: "warning",
    say: (n) =>
      `Outputs that exist before (made by another operator, inputs, constants or variables): ${count(n)}. Such a write counts as a use.`,
  },
  "reads-itself": {
    severity: "warning",
    say: (n) => `Operators that read a tensor which only they make: ${count(n)}. The read is left out.`,
  },
  "constant-derived": {
    severity: "info",
    say: (n, bytes) =>
      `Values that follow from constants alone: ${count(n, bytes)}. They could be computed before the model runs.`,
  },
  "called-again": {
    severity: "info",
    say: (n) =>
      `Further calls of a subgraph that was already run: ${count(n)}. Its tensors keep their memory until the last of them.`,
  },
  "never-called": {
    severity: "info",
    say: (n) =>
      `Subgraphs that no operator runs (other signatures): ${count(n)}. They come after the main subgraph.`,
  },
  dynamic: {
    severity: "info",
    say: (n) =>
      `Tensors with dimensions that change at run time: ${count(n)}. The sizes stored in the file are planned.`,
  },
} as const satisfies Record<string, Kind>;

export type NoteKind = keyof typeof KINDS;

export class Notes {
  readonly #tallies = new Map<NoteKind, { n: number; bytes: number; at: string[] }>();
  readonly #said: Diagnostic[] = [];

  /** Counts one thing of a kind; `at` is `tensor:ID`, `node:ID`. */
  count(kind: NoteKind, at: string, bytes = 0): void {
    const tally = this.#tallies.get(kind) ?? { n: 0, bytes: 0, at: [] };
    tally.n++;
    tally.bytes += bytes;
    if (tally.at.length < MOST_PLACES) tally.at.push(at);
    this.#tallies.set(kind, tally);
  }

  say(severity: Diagnostic["severity"], code: string, message: string, at: readonly string[] = []): void {
    this.#said.push({ severity, code, message, at: at.slice(0, MOST_PLACES) });
  }

  /** What was said, then what was counted, in the order of the table. */
  diagnostics(): readonly Diagnostic[] {
    const all = [...this.#said];
    for (const [name, kind] of Object.entries(KINDS) as [NoteKind, Kind][]) {
      const tally = this.#tallies.get(name);
      if (tally === undefined) continue;
      const code = kind.code ?? name;
      all.push({ severity: kind.severity, code, message: kind.say(tally.n, tally.bytes), at: tally.at });
    }
    return all;
  }
}
