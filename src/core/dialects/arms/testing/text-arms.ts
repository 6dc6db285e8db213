/** Arms documents written as text, for tests: `buffer x 64 read_only`, `arm A { load x; store t from x }`, `order A < B`. */

import { ACCESSES, type Access, type ArmsBuffer, type ArmsDocument, type Item } from "../document.ts";

/**
 * A `buffer` is `read_write` unless it says otherwise, and may be `live`. Statements end with `;` or a brace: `store t
 * partial from x y`, `async_load src dst tag`, `wait tag`, `if { … } else { … }`, `loop known { … }`. With `order` (pairs
 * `A < B`, separated by commas, perhaps none) or `exclusive` (pairs `A B`) it is a dag. Throws on anything else.
 */
export function textArms(text: string, rest: Partial<ArmsDocument> = {}): ArmsDocument {
  const buffers: ArmsBuffer[] = [];
  const program: string[] = [];
  let edges: [string, string][] | undefined;
  let exclusive: [string, string][] | undefined;
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    const [head = "", ...words] = line.split(/\s+/);
    if (head === "buffer") buffers.push(bufferOf(words));
    else if (head === "order") edges = pairsOf(words.join(" "), "<");
    else if (head === "exclusive") exclusive = pairsOf(words.join(" "), " ");
    else program.push(line);
  }
  const dag = edges !== undefined || exclusive !== undefined;
  return {
    format: "memplan",
    version: 1,
    kind: "arms",
    name: "text",
    buffers,
    body: new Reader(program.join("\n")).items(),
    ...(dag && { order: { kind: "dag", edges: edges ?? [], ...(exclusive && { exclusive }) } }),
    ...rest,
  };
}

function bufferOf([id = "", bytes, ...words]: readonly string[]): ArmsBuffer {
  const access: Access = ACCESSES.find((a) => words.includes(a)) ?? "read_write";
  return { id, bytes: Number(bytes), access, ...(words.includes("live") && { liveOut: true }) };
}

function pairsOf(text: string, between: string): [string, string][] {
  return text
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [a = "", b = ""] = pair.split(between).map((word) => word.trim());
      return [a, b];
    });
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[{};]|[^\s{};]+/g) ?? [];
  }

  /** Up to the brace that closes, or the end. */
  items(): Item[] {
    const items: Item[] = [];
    for (;;) {
      const head = this.#tokens[this.#at++];
      if (head === undefined || head === "}") return items;
      if (head !== ";") items.push(this.#item(head));
    }
  }

  #item(head: string): Item {
    if (head === "arm") return { arm: this.#words()[0] ?? "", body: this.items() };
    if (head === "loop") {
      const runs = this.#words()[0] === "known" ? "known" : "unknown";
      return { op: "loop", body: this.items(), runs };
    }
    if (head === "if") {
      this.#words();
      const then = this.items();
      if (this.#tokens[this.#at] !== "else") return { op: "if", then };
      this.#at += 2;
      return { op: "if", then, else: this.items() };
    }
    const words = this.#words();
    const [a = "", b = "", tag = ""] = words;
    switch (head) {
      case "load":
      case "len":
      case "ref":
      case "indirect":
      case "all_reduce":
      case "broadcast":
        return { op: head, buffer: a };
      case "store":
      case "atomic": {
        const from = words.includes("from") ? words.slice(words.indexOf("from") + 1) : undefined;
        return { op: head, buffer: a, ...(from && { from }), ...(b === "partial" && { partial: true }) };
      }
      case "async_load":
      case "async_store":
        return { op: head, src: a, dst: b, tag };
      case "wait":
        return { op: "async_wait", tag: a };
      case "all_gather":
      case "reduce_scatter":
        return { op: head, input: a, output: b };
      case "opaque":
        return { op: "opaque", buffers: words };
      default:
        throw new Error(`no statement begins with ${head}`);
    }
  }

  /** Up to a brace or the end of the statement; a brace that opens is read, too. */
  #words(): string[] {
    const words: string[] = [];
    for (;;) {
      const word = this.#tokens[this.#at];
      if (word === undefined || word === "}") return words;
      this.#at++;
      if (word === ";" || word === "{") return words;
      words.push(word);
    }
  }
}
