/** A YAML text as a tree that is read by expectation: what is not as expected is said with its line and column. */

import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { fail, ok, type Problem, type Result } from "../../core/result.ts";
import { RESERVED } from "../native/json-fault.ts";
import { findYamlExcess } from "./bounds.ts";

/** Values that are looked at, aliases as often as they are named: a short text can name very many. */
const MOST_LOOKS = 2_000_000;

/** A value of the tree. Keys without one have null there, and their own place. */
export interface YamlValue {
  readonly node: Node | null;
  /** Index into the text. */
  readonly index: number;
}

export type YamlMap = ReadonlyMap<string, YamlValue>;

/** Leaves the reading with what was found; thrown and caught within this folder. */
export class YamlFault extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export class YamlTree {
  readonly root: YamlValue;
  readonly #lines: LineCounter;
  readonly #targets: ReadonlyMap<Alias, Node>;
  #looks = 0;

  constructor(root: Node | null, lines: LineCounter, targets: ReadonlyMap<Alias, Node>) {
    this.root = { node: root, index: 0 };
    this.#lines = lines;
    this.#targets = targets;
  }

  /** "line 3, column 5". */
  where({ index }: YamlValue): string {
    return placeOf(this.#lines, index);
  }

  fault(code: string, message: string, at: YamlValue, help: string): YamlFault {
    return new YamlFault({ code, message, where: this.where(at), help, at: [] });
  }

  /** Values by key. `what` names it in messages, as "A node". Absent values are empty. */
  map(value: YamlValue | undefined, what: string): YamlMap {
    const node = this.#look(value);
    const entries = new Map<string, YamlValue>();
    if (value === undefined || node === null) return entries;
    if (!isMap(node)) throw this.#wrong(value, what, "keys with values");
    for (const { key, value: held } of node.items) {
      const at = { node: held as Node | null, index: indexOf(held) ?? indexOf(key) ?? value.index };
      const name = isScalar(key) && typeof key.value === "string" ? key.value : undefined;
      if (name === undefined)
        throw this.fault("bad-key", `${what} has a key that is no text.`, at, "Write it as a text.");
      if (RESERVED.includes(name))
        throw this.fault("reserved-name", `The name ${name} cannot be used.`, at, "Use another name.");
      if (entries.has(name))
        throw this.fault("duplicate-key", `${what} has the key ${name} twice.`, at, "Remove one of them.");
      entries.set(name, at);
    }
    return entries;
  }

  isList(value: YamlValue | undefined): boolean {
    return isSeq(this.#look(value));
  }

  isMap(value: YamlValue | undefined): boolean {
    return isMap(this.#look(value));
  }

  list(value: YamlValue | undefined, what: string): readonly YamlValue[] {
    const node = this.#look(value);
    if (value === undefined || node === null) return [];
    if (!isSeq(node)) throw this.#wrong(value, what, "a list");
    return node.items.map((item) => ({ node: item as Node | null, index: indexOf(item) ?? value.index }));
  }

  /** A non-empty text that may be a name: numbers and truths are texts too. */
  name(value: YamlValue | undefined, what: string, within: YamlValue): string {
    const text = this.text(value);
    if (text === undefined || text === "")
      throw this.fault("no-name", `${what} is missing.`, value ?? within, "Add it.");
    if (RESERVED.includes(text))
      throw this.fault(
        "reserved-name",
        `The name ${text} cannot be used.`,
        value ?? within,
        "Use another name.",
      );
    return text;
  }

  /** As it is written, without its quotes; undefined for what is absent or no scalar. */
  text(value: YamlValue | undefined): string | undefined {
    const node = this.#look(value);
    return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
  }

  /** Whether it stands without quotes. */
  isPlain(value: YamlValue): boolean {
    const node = this.#look(value);
    return isScalar(node) && node.type === "PLAIN";
  }

  /** A number, a truth or a text, as YAML 1.1 tells them apart: what CMSIS-Stream's reader takes it for. */
  scalar(value: YamlValue, what: string): string | number | boolean {
    const text = this.text(value);
    if (text === undefined) throw this.#wrong(value, what, "a text, a number, true or false");
    if (!this.isPlain(value)) return text;
    if (/^(?:true|yes|on)$/i.test(text)) return true;
    if (/^(?:false|no|off)$/i.test(text)) return false;
    return numberOf(text) ?? text;
  }

  flag(value: YamlValue | undefined, what: string): boolean | undefined {
    if (value === undefined || this.#isNothing(value)) return undefined;
    const read = this.scalar(value, what);
    if (typeof read === "boolean") return read;
    throw this.#wrong(value, what, "true or false");
  }

  number(value: YamlValue | undefined, what: string): number | undefined {
    if (value === undefined || this.#isNothing(value)) return undefined;
    const read = this.scalar(value, what);
    if (typeof read === "number") return read;
    throw this.#wrong(value, what, "a number");
  }

  /** From `least` up. */
  whole(value: YamlValue | undefined, what: string, least: number): number | undefined {
    const read = this.number(value, what);
    if (value === undefined || read === undefined) return undefined;
    if (Number.isSafeInteger(read) && read >= least) return read;
    throw this.#wrong(value, what, `a whole number from ${least} up`);
  }

  #isNothing(value: YamlValue): boolean {
    const text = this.text(value);
    return (
      this.#look(value) === null || (text !== undefined && this.isPlain(value) && /^(?:~|null|)$/i.test(text))
    );
  }

  #look(value: YamlValue | undefined): Node | null {
    if (++this.#looks > MOST_LOOKS) {
      throw this.fault(
        "too-large",
        "This YAML names more values than are read.",
        value ?? this.root,
        "Open a smaller graph.",
      );
    }
    const node = value?.node ?? null;
    if (!isAlias(node)) return node;
    const target = this.#targets.get(node);
    if (target !== undefined) return target;
    throw this.fault(
      "unknown-alias",
      `Nothing before *${node.source} is marked with &${node.source}.`,
      value ?? this.root,
      "Write the value itself.",
    );
  }

  #wrong(value: YamlValue, what: string, expected: string): YamlFault {
    return this.fault(
      "wrong-value",
      `${what} must be ${expected}.`,
      value,
      "Correct the file, or export it again.",
    );
  }
}

/** What PyYAML takes for a number; undefined otherwise. Underscores may part its digits. */
function numberOf(text: string): number | undefined {
  const digits = text.replace(/_/g, "");
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(digits) || /^0x[\da-f]+$/i.test(digits)) return finite(Number(digits));
  if (/^[-+]?0[0-7]+$/.test(digits)) return finite(Number.parseInt(digits, 8));
  return /^[-+]?(?:\d+\.\d*|\.\d+)(?:e[-+]?\d+)?$|^[-+]?\d+e[-+]?\d+$/i.test(digits)
    ? finite(Number(digits))
    : undefined;
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

function indexOf(node: unknown): number | undefined {
  const range = (node as Node | null)?.range;
  return range === undefined || range === null ? undefined : range[0];
}

function placeOf(lines: LineCounter, index: number): string {
  const { line, col } = lines.linePos(index);
  return `line ${Math.max(1, line).toLocaleString("en-US")}, column ${Math.max(1, col).toLocaleString("en-US")}`;
}

/** Problems: too large, too deep, no YAML, or several documents in one. */
export function parseYaml(text: string): Result<YamlTree> {
  const bounded = findYamlExcess(text);
  if (!bounded.ok) return bounded;
  const lines = new LineCounter();
  const parsed = parseDocument(text, {
    // all scalars are texts: what they mean depends on where they stand
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    lineCounter: lines,
  });
  const [error] = parsed.errors;
  if (error !== undefined) {
    const several = error.code === "MULTIPLE_DOCS";
    const message = several
      ? "This file holds several YAML documents."
      : `This is no YAML: ${sentence(error.message)}`;
    const help = several ? "Keep one of them in a file of its own." : "Correct the file, or export it again.";
    return fail("bad-yaml", message, { where: placeOf(lines, error.pos[0]), help });
  }
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(parsed, {
    Alias: (_key, alias) => {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value: (_key, value) => {
      if (value.anchor !== undefined) anchors.set(value.anchor, value);
    },
  });
  return ok(new YamlTree(parsed.contents, lines, targets));
}

/** The parser's own words, as the end of a sentence. */
function sentence(message: string): string {
  const line = message.split("\n", 1)[0]?.replace(/[.:]?\s*$/, "") ?? "";
  return `${line.charAt(0).toLowerCase()}${line.slice(1, 200)}.`;
}

/** Runs what reads the tree, and gives its fault as a Problem. */
export function reading<T>(read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (e) {
    if (e instanceof YamlFault) return { ok: false, problem: e.problem };
    throw e;
  }
}
