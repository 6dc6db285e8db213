/** What the palette offers for a text: operators, values and the mark of an output; what cannot read the tensor comes last, with the reason. */

import type { AttributeValue, GraphDocument } from "../../core/document.ts";
import { DEFAULT_TYPE, defaultsOf } from "../../core/edit/operators.ts";
import { typesOf } from "../../core/edit/types-of.ts";
import { findOperators, OPERATORS, operatorOf } from "../../core/ops/index.ts";
import type { Inferred, Operator, Port, ValueType } from "../../core/ops/types.ts";
import { formatShape, symbolsOf } from "../../core/shape-text.ts";
import type { Choice } from "./choice.ts";
import type { AskedToAdd, Making } from "./making.ts";
import { fillAttributes, readShorthand, readType, wordsOf } from "./shorthand.ts";

export interface Addition extends Choice {
  readonly making: Making;
  /** Typed words that mean nothing to it. */
  readonly unread: readonly string[];
  /** How words after its name are typed. */
  readonly typed: string;
}

/** What the list depends on besides what is typed. */
export interface About {
  readonly document: GraphDocument;
  readonly asked: AskedToAdd;
  /** Tensors that an output mark would be set on. */
  readonly marked: readonly string[];
  readonly recent: readonly string[];
}

const VALUES = [
  { role: "input", title: "Input", says: "Given before the first step" },
  { role: "constant", title: "Constant", says: "Weights and the like, not in the arena" },
  { role: "state", title: "State", says: "Kept from run to run" },
] as const;

/** Names under which the rows that no operator makes are found, besides their titles. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  Input: ["placeholder", "parameter", "argument"],
  Constant: ["weights", "initializer"],
  State: ["variable", "cache", "buffer"],
  Output: ["result", "return"],
};

function calls(title: string, text: string): boolean {
  const names = [title, ...(ALIASES[title] ?? [])];
  return text === "" || names.some((name) => name.toLowerCase().startsWith(text.toLowerCase()));
}

function portsText(ports: readonly Port[]): string {
  return ports
    .map(({ name, optional, many }) => `${name}${many === true ? "…" : ""}${optional === true ? "?" : ""}`)
    .join(" ");
}

function typeText({ dtype, shape }: ValueType): string {
  return `${formatShape(shape, "names")} ${dtype}`;
}

/** What an operator would say of a type at the first of its ports that takes it; of all others nothing is connected. */
function tried(
  operator: Operator,
  type: ValueType | undefined,
  attributes: Making & { kind: "operation" },
): Inferred {
  const given = { ...defaultsOf(operator), ...attributes.attributes };
  let first: Inferred | undefined;
  for (let port = 0; port < operator.inputs.length; port++) {
    const inputs = Array.from({ length: port + 1 }, (_, p) => (p === port ? type : undefined));
    const inferred = operator.infer(inputs, given);
    if (inferred.kind !== "fault") return inferred;
    first ??= inferred;
  }
  return first ?? { kind: "fault", port: -1, says: `${operator.id} reads nothing.` };
}

interface Typed {
  readonly words: readonly string[];
}

function operation(operator: Operator, { document, asked }: About, { words }: Typed): Addition {
  const { value: attributes, unread } = fillAttributes(operator.attributes, words);
  const making = { kind: "operation", op: operator.id, attributes } as const;
  const ports = `${portsText(operator.inputs)} → ${portsText(operator.outputs({ ...defaultsOf(operator), ...attributes }))}`;
  const inferred =
    asked.from === undefined ? undefined : tried(operator, typesOf(document)(asked.from), making);
  return {
    id: `operator:${operator.id}`,
    group: operator.group,
    title: operator.id,
    says: operator.says,
    signs: inferred?.kind === "types" ? inferred.types.map(typeText).join(", ") : ports,
    why: inferred?.kind === "fault" ? inferred.says : undefined,
    making,
    unread,
    typed: wordsOf(operator.attributes),
  };
}

function custom(op: string, attributes: Readonly<Record<string, AttributeValue>> = {}): Addition {
  return {
    id: "custom",
    group: "Custom",
    title: `Custom “${op}”`,
    says: "An operation that memplan does not know",
    signs: "any → 1",
    why: undefined,
    making: { kind: "operation", op, attributes },
    unread: [],
    typed: "",
  };
}

function values({ document, asked }: About, text: string, { words }: Typed): Addition[] {
  const { value: type, unread } = readType(words, symbolsOf(document));
  const some = type.dtype !== undefined || type.shape !== undefined;
  return VALUES.filter(({ title }) => calls(title, text)).map(({ role, title, says }) => ({
    id: role,
    group: "Values",
    title,
    says,
    signs: some ? typeText({ ...DEFAULT_TYPE, ...type }) : "",
    // by key a value is added apart from what is chosen; a line that was drawn to it would be lost
    why:
      asked.from === undefined || asked.at === undefined
        ? undefined
        : `${asked.from} cannot go there: nothing writes to a value from outside.`,
    making: { kind: "value", role, type: some ? { ...DEFAULT_TYPE, ...type } : undefined },
    unread,
    typed: "1x3x224x224 shape, int8 dtype",
  }));
}

function output({ document, asked, marked }: About, text: string, { words }: Typed): Addition[] {
  if (!calls("Output", text)) return [];
  const tensors = asked.from === undefined ? marked : [asked.from];
  const open = tensors.filter((id) => !document.outputs.includes(id));
  const why =
    asked.to !== undefined
      ? "An output gives nothing to a port."
      : tensors.length === 0
        ? "Choose the boxes whose values are to be kept first."
        : open.length === 0
          ? `${tensors.join(", ")} is a final output already.`
          : undefined;
  return [
    {
      id: "output",
      group: "Values",
      title: "Output",
      says: tensors.length === 0 ? "Marks what is chosen as final" : `Keeps ${tensors.join(", ")} to the end`,
      signs: "",
      why,
      making: { kind: "output", tensors: open },
      unread: words,
      typed: "",
    },
  ];
}

function begins(title: string, name: string): boolean {
  return title.toLowerCase().startsWith(name.toLowerCase());
}

/** `custom foo` is an operation foo; the name of a known one makes that one, and `custom 3` is one of three outputs. */
const CUSTOM = /^custom\s+((?!\S*=)[^\s\d/[(-].*)$/iu;

const NO_WORDS: Typed = { words: [] };

/** All there is, when nothing is typed: what was made last, then by group. */
function everything(about: About): Addition[] {
  const operators = OPERATORS.map((operator) => operation(operator, about, NO_WORDS));
  const rest = [...values(about, "", NO_WORDS), ...output(about, "", NO_WORDS)];
  // a free input most often wants a value
  if (about.asked.to !== undefined) return [...rest, ...operators];
  const wanted = [...operators, ...rest];
  const recent = about.recent.flatMap(
    (id) => wanted.find((row) => row.id === id && row.why === undefined) ?? [],
  );
  return [
    ...recent.map((row) => ({ ...row, group: "Recent" })),
    ...wanted.filter((row) => !recent.includes(row)),
  ];
}

function found(about: About, text: string): Addition[] {
  const own = CUSTOM.exec(text)?.[1];
  if (own !== undefined && operatorOf(own) === undefined) return [custom(own)];
  const finds = (name: string) =>
    findOperators(name).length > 0 || [...VALUES.map((v) => v.title), "Output"].some((t) => calls(t, name));
  const { name, words } = readShorthand(text, finds);
  const rest = [...values(about, name, { words }), ...output(about, name, { words })];
  const operators = findOperators(name).map((operator) => operation(operator, about, { words }));
  // a value that is called so goes before operators that only do something with it
  const exact = operators.findIndex(({ title }) => begins(title, name));
  const rows = exact === 0 ? [...operators, ...rest] : [...rest, ...operators];
  // where what was called cannot be taken, Enter must not take something that only does the like
  const called = rows.filter(({ title }) => begins(title, name));
  if (called.length > 0 && called.every(({ why }) => why !== undefined)) return called;
  // what is only found in the middle of names may well be a name of its own
  const meant = called.length > 0 || operatorOf(name) !== undefined;
  return meant || words.length > 0 ? rows : [...rows, custom(text)];
}

/** The rows for a text. Those that cannot be taken are behind the others, under a heading of their own. */
export function additions(about: About, text: string): readonly Addition[] {
  const typed = text.trim();
  const rows = typed === "" ? everything(about) : found(about, typed).map((row) => ({ ...row, group: "" }));
  const barred = rows.filter((row) => row.why !== undefined).map((row) => ({ ...row, group: "Not here" }));
  return [...rows.filter((row) => row.why === undefined), ...barred];
}
