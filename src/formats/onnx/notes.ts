/** What an import understood, guessed or left out, as findings: each kind of thing once, with a count and some places. */

import type { Diagnostic } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";

const MOST_PLACES = 20;
/** As many names as fit one sentence. */
const MOST_NAMES = 10;

type Severity = Diagnostic["severity"];

interface Kind {
  readonly severity: Severity;
  readonly say: (n: number, bytes: number, names: string) => string;
}

type Kinds<K extends string> = Readonly<Record<K, Kind>>;

const bytesSay = (bytes: number) => (bytes === 0 ? "" : ` (${formatCount(bytes)} bytes)`);

/** In the order in which they are shown. */
const KINDS = {
  "unknown-operator": {
    severity: "warning",
    say: (n, _b, names) =>
      `Nodes of operators that are not known: ${formatCount(n)} (${names}). One output is taken to be like the first input; all else is asked for.`,
  },
  "unknown-size": {
    severity: "warning",
    say: (n, _b, names) =>
      `Values whose size the file cannot tell: ${formatCount(n)} (${names}). Each counts as 1 byte until you give its symbol a value.`,
  },
  "data-size": {
    severity: "warning",
    say: (n, _b, names) =>
      `Sizes that depend on the data: ${formatCount(n)} (${names}). Each is planned at the most that it can be, or at 1 where that is not known: give it a value.`,
  },
  "not-inferred": {
    severity: "warning",
    say: (n, _b, names) => `Nodes whose outputs could not be inferred: ${formatCount(n)} (${names}).`,
  },
  "never-made": {
    severity: "warning",
    say: (n, _b, names) =>
      `Values that are read and that nothing makes, taken as inputs: ${formatCount(n)} (${names}).`,
  },
  "branches-unlike": {
    severity: "warning",
    say: (n, _b, names) =>
      `Nodes If whose branches give values of different ranks: ${formatCount(n)} (${names}). The shape with more elements is planned.`,
  },
  disagree: {
    severity: "warning",
    say: (n, _b, names) =>
      `Values whose declared shape differs from what their operators give: ${formatCount(n)} (${names}). What the operators give is planned.`,
  },
  unsorted: {
    severity: "info",
    say: (n) => `Graphs whose nodes stood before what they read: ${formatCount(n)}. They were put in order.`,
  },
  bound: {
    severity: "info",
    say: (n, _b, names) => `Dimensions that the file leaves open: ${formatCount(n)}, planned at ${names}.`,
  },
  branches: {
    severity: "info",
    say: (n) =>
      `Nodes If with two possible branches: ${formatCount(n)}. Both are planned one after the other, so that the larger one counts.`,
  },
  decided: {
    severity: "info",
    say: (n) => `Nodes If whose condition is known: ${formatCount(n)}. Only the branch that runs is planned.`,
  },
  functions: {
    severity: "info",
    say: (n, _b, names) =>
      `Calls of functions of the model: ${formatCount(n)} (${names}). Their bodies are planned in their place.`,
  },
  "constant-derived": {
    severity: "info",
    say: (n, bytes) =>
      `Values that follow from constants alone: ${formatCount(n)}${bytesSay(bytes)}. They are constants here, as a runtime computes them once.`,
  },
  external: {
    severity: "info",
    say: (n, bytes) =>
      `Constants whose data lies in other files: ${formatCount(n)}${bytesSay(bytes)}. Those files are not needed.`,
  },
  sparse: {
    severity: "info",
    say: (n) => `Sparse constants: ${formatCount(n)}. They are counted as if they were dense.`,
  },
} as const satisfies Kinds<string>;

export type NoteKind = keyof typeof KINDS;

interface Tally {
  n: number;
  bytes: number;
  readonly at: string[];
  /** How often each name was given. */
  readonly names: Map<string, number>;
}

export class Notes {
  readonly #tallies = new Map<NoteKind, Tally>();
  readonly #said: Diagnostic[] = [];

  /** `name`: what the sentence lists; `at`: what lights up. */
  count(kind: NoteKind, name: string, at?: string, bytes = 0): void {
    const tally: Tally = this.#tallies.get(kind) ?? { n: 0, bytes: 0, at: [], names: new Map() };
    this.#tallies.set(kind, tally);
    tally.n++;
    tally.bytes += bytes;
    if (at !== undefined && tally.at.length < MOST_PLACES) tally.at.push(at);
    tally.names.set(name, (tally.names.get(name) ?? 0) + 1);
  }

  say(severity: Severity, code: string, message: string): void {
    this.#said.push({ severity, code, message, at: [] });
  }

  diagnostics(): readonly Diagnostic[] {
    const all = [...this.#said];
    const kinds: Kinds<NoteKind> = KINDS;
    for (const [code, kind] of Object.entries(kinds)) {
      const tally = this.#tallies.get(code as NoteKind);
      if (tally === undefined) continue;
      const message = kind.say(tally.n, tally.bytes, listed(tally.names));
      all.push({ severity: kind.severity, code, message, at: tally.at });
    }
    return all;
  }
}

/** `Foo × 3, Bar`, the most frequent first. */
function listed(names: ReadonlyMap<string, number>): string {
  const sorted = [...names].sort((a, b) => b[1] - a[1]);
  const said = sorted
    .slice(0, MOST_NAMES)
    .map(([name, n]) => (n === 1 ? name : `${name} × ${formatCount(n)}`));
  return sorted.length > MOST_NAMES
    ? `${said.join(", ")} and ${formatCount(sorted.length - MOST_NAMES)} more`
    : said.join(", ");
}
