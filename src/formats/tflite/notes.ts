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

/** In the order in which they are shown. */
const KINDS = {
  "not-topological": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "operator")} in the file come before what they read: the order of the file is not used.`,
  },
  "recursive-subgraph": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "call")} of a subgraph from inside itself: recursion cannot be planned and is left out.`,
  },
  "deep-subgraph": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "call")} nested too deep: what they run is shown on its own, after the main subgraph.`,
  },
  "missing-options": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "control flow operator")} without options: which subgraphs they run is not in the file.`,
  },
  "missing-buffer": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "tensor")} name a buffer that the file does not have, and are taken to have no data.`,
  },
  "weights-outside": {
    severity: "warning",
    say: (n, bytes) =>
      `The data of ${plural(n, "constant")} (${plural(bytes, "byte")}) lies beyond the end of the file, which is cut off.`,
  },
  "weights-elsewhere": {
    severity: "info",
    say: (n, bytes) => `${plural(n, "constant")} (${plural(bytes, "byte")}) have their data in another file.`,
  },
  "unknown-size": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "tensor")} of a type whose size the file does not fix (string, variant or unknown): counted as 0 bytes.`,
  },
  handle: {
    code: "unknown-size",
    severity: "info",
    say: (n, bytes) =>
      `${plural(n, "resource handle")}: unknown-size values that TFLM counts as 4 bytes each (${plural(bytes, "byte")}); they leave the arena once kernels run.`,
  },
  "sub-byte": {
    severity: "info",
    say: (n, bytes) =>
      `${plural(n, "value")} of less than a byte an element are counted packed (${plural(bytes, "byte")}); TFLM gives each element a byte.`,
  },
  "never-made": {
    severity: "warning",
    say: (n, bytes) =>
      `${plural(n, "tensor")} (${plural(bytes, "byte")}) are read and no operator makes them: taken as inputs.`,
  },
  "never-touched": {
    severity: "info",
    say: (n, bytes) =>
      `${plural(n, "tensor")} (${plural(bytes, "byte")}) are touched by no operator; TFLM gives them room all the same.`,
  },
  "written-twice": {
    severity: "warning",
    say: (n) =>
      `${plural(n, "output")} are tensors that exist before (made by another operator, inputs, constants or variables): the write counts as a use.`,
  },
  "reads-itself": {
    severity: "warning",
    say: (n) => `${plural(n, "operator")} read a tensor that only they make: the read is left out.`,
  },
  "constant-derived": {
    severity: "info",
    say: (n, bytes) =>
      `${plural(n, "value")} (${plural(bytes, "byte")}) follow from constants alone; they could be computed before the model runs.`,
  },
  "called-again": {
    severity: "info",
    say: (n) =>
      `${plural(n, "further call")} of a subgraph that was already run: its tensors keep their memory until the last of them.`,
  },
  "never-called": {
    severity: "info",
    say: (n) =>
      `${plural(n, "subgraph")} that no operator runs (other signatures) come after the main subgraph.`,
  },
  dynamic: {
    severity: "info",
    say: (n) =>
      `${plural(n, "tensor")} have dimensions that change at run time; the sizes stored in the file are planned.`,
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
