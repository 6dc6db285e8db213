/** Finds FIFOs, buffers, nodes, the schedule and its calls in the words of a generated scheduler, wherever they stand. */

import { fail, ok, type Result } from "../../core/result.ts";
import type {
  Access,
  Argument,
  BufferLine,
  FifoLine,
  NodeLine,
  Run,
  SchedulerText,
} from "./scheduler.types.ts";
import { enclosed, inAngles, type Token, type Words, written } from "./tokens.ts";

const FIFO_NAME = /^fifo(\d{1,7})$/;
/** `name(` after these is no call of a function on buffers. */
const CONTROL = /^(?:if|for|while|switch|return|sizeof)$/;

/** Fails where a bracket is not closed, a size is not known, or the schedule is not made of numbers. */
export function scanScheduler(words: Words): Result<SchedulerText> {
  const scan = new Scan(words);
  for (let i = 0; i < words.tokens.length; ) {
    const next = scan.at(i);
    if (!next.ok) return next;
    i = Math.max(i + 1, next.value);
  }
  return ok(scan.text);
}

function atLine(token: Token | undefined): string {
  return `line ${(token?.line ?? 0).toLocaleString("en-US")}`;
}

class Scan {
  readonly #tokens: readonly Token[];
  readonly #defines: ReadonlyMap<string, number>;
  readonly #fifos: FifoLine[] = [];
  readonly #buffers: BufferLine[] = [];
  readonly #nodes: NodeLine[] = [];
  readonly #cases = new Map<number, Run>();
  readonly #calls: Run[] = [];
  #schedule: readonly number[] | null = null;
  #title = "";
  /** The case that we are in. */
  #case: number | null = null;
  /** What has been taken from FIFOs since the last call, by variable. */
  readonly #taken = new Map<string, Access>();

  constructor({ tokens, defines }: Words) {
    this.#tokens = tokens;
    this.#defines = defines;
  }

  get text(): SchedulerText {
    return {
      title: this.#title,
      fifos: this.#fifos,
      buffers: this.#buffers,
      nodes: this.#nodes,
      schedule: this.#schedule,
      cases: this.#cases,
      calls: this.#calls,
    };
  }

  #word(i: number): string {
    return this.#tokens[i]?.text ?? "";
  }

  /** Looks at what begins there; says where to go on. */
  at(i: number): Result<number> {
    const token = this.#tokens[i];
    if (token?.kind !== "word") return ok(i + 1);
    const after = this.#word(i + 1);
    switch (token.text) {
      case "case":
        this.#case = this.#tokens[i + 1]?.kind === "number" ? Number(after) : null;
        return ok(i + 2);
      case "default":
        this.#case = null;
        return ok(i + 1);
      case "run":
        if (after === "(") this.#run(i);
        return ok(i + 1);
      case "getReadBuffer":
      case "getWriteBuffer":
        return this.#access(i);
    }
    if (after === "<") return this.#declaration(i);
    if (after === "[") return this.#array(i);
    if (after === "(") {
      if (/malloc$/i.test(token.text)) this.#allocation(i);
      else if (this.#word(i + 2) === "int" && this.#word(i + 4) === "error") this.#title = token.text;
      else if (/^[;{}]?$/.test(this.#word(i - 1)) && !CONTROL.test(token.text)) return this.#call(i);
    }
    return ok(i + 1);
  }

  /** `Class<…> name(…)` and `name = new Class<…>(…)`; in a struct they are only announced. */
  #declaration(i: number): Result<number> {
    const template = inAngles(this.#tokens, i + 1);
    if (template === undefined) return ok(i + 1);
    const made = this.#heapName(i);
    const name = made ?? (this.#tokens[template.next]?.kind === "word" ? this.#word(template.next) : "");
    const open = template.next + (made === undefined ? 1 : 0);
    if (name === "" || !/^[({]$/.test(this.#word(open))) return ok(i + 1);
    const given = enclosed(this.#tokens, open);
    if (!given.ok) return given;
    if (this.#word(given.value.next) !== ";") return ok(given.value.next);
    const parameters = template.parts.map(written);
    const number = FIFO_NAME.exec(name)?.[1];
    if (number !== undefined) {
      const fifo = this.#fifo(i, Number(number), parameters, given.value.parts);
      if (!fifo.ok) return fifo;
      this.#fifos.push(fifo.value);
    } else {
      const args = given.value.parts.map(argumentOf);
      const { text: className, line } = this.#tokens[i] ?? { text: "", line: 0 };
      this.#nodes.push({ id: name, class: className, parameters, args, line });
    }
    return ok(given.value.next);
  }

  /** What `= new` or `= new (std::nothrow)` before the class gives its object to. */
  #heapName(i: number): string | undefined {
    let at = i - 1;
    while (this.#word(at) === "::") at -= 2;
    if (this.#word(at) === ")") {
      for (let steps = 0; steps < 6 && this.#word(at) !== "("; steps++) at--;
      at--;
    }
    return this.#word(at) === "new" && this.#word(at - 1) === "=" ? this.#word(at - 2) : undefined;
  }

  #fifo(
    i: number,
    number: number,
    parameters: readonly string[],
    given: readonly (readonly Token[])[],
  ): Result<FifoLine> {
    const token = this.#tokens[i];
    const [type = "", size = "", array = "", async = "0"] = parameters;
    const length = this.#number(size);
    if (length === undefined) {
      return fail("unknown-size", `fifo${number} has the length ${size || "?"}, which nothing defines.`, {
        where: atLine(token),
        help: `Add "#define ${size || "FIFOSIZE"} …", or generate the file again.`,
      });
    }
    const delay = given[1] === undefined ? 0 : this.#number(written(given[1]));
    return ok({
      number,
      class: token?.text ?? "",
      type,
      length,
      isArray: array === "1" || array === "true",
      isAsync: async === "1" || async === "true",
      buffer: given[0]?.findLast(({ kind }) => kind === "word")?.text ?? "",
      delay: delay ?? 0,
      line: token?.line ?? 0,
    });
  }

  /** Undefined for what is no whole number, nor defined as one. */
  #number(text: string): number | undefined {
    if (/^\d+[uUlL]*$/.test(text)) return Number.parseInt(text, 10);
    return this.#defines.get(text);
  }

  /** `schedule[19] = { … }`, and arrays that are buffers. */
  #array(i: number): Result<number> {
    const name = this.#word(i);
    if (this.#word(i + 3) !== "]") return ok(i + 1);
    const size = this.#word(i + 2);
    const open = i + 5;
    if (/schedule$/i.test(name) && this.#word(i + 4) === "=" && this.#word(open) === "{") {
      const given = enclosed(this.#tokens, open);
      if (!given.ok) return given;
      const numbers = given.value.parts.filter((part) => part.length > 0);
      const odd = numbers.find((part) => part.length !== 1 || part[0]?.kind !== "number");
      if (odd !== undefined) {
        return fail("bad-schedule", `The schedule holds ${written(odd).slice(0, 40)}, which is no number.`, {
          where: atLine(odd[0]),
          help: "Generate the file again.",
        });
      }
      this.#schedule = numbers.map((part) => Number.parseInt(part[0]?.text ?? "", 10));
      return ok(given.value.next);
    }
    const count = this.#number(size);
    const type = this.#typeBefore(i);
    if (count !== undefined && type !== "" && (/BUFFERSIZE/.test(size) || /buf\d*$/i.test(name))) {
      this.#buffers.push({ name, type, count });
    }
    return ok(i + 1);
  }

  /** The type that ends before a name. */
  #typeBefore(i: number): string {
    let from = i - 1;
    if (this.#word(from) === ">") {
      for (let depth = 0; from > i - 60 && from >= 0; from--) {
        depth += this.#word(from) === ">" ? 1 : this.#word(from) === "<" ? -1 : 0;
        if (depth === 0) break;
      }
      from--;
    }
    while (this.#word(from - 1) === "::") from -= 2;
    return this.#tokens[from]?.kind === "word" ? written(this.#tokens.slice(from, i)) : "";
  }

  /** `buffers.buf0 = (float *)CG_MALLOC(11 * sizeof(float))`. */
  #allocation(i: number): void {
    const [count, , size, , ...type] = this.#tokens.slice(i + 2, i + 66);
    const end = type.findIndex(({ text }) => text === ")");
    let name = i;
    for (let steps = 0; steps < 64 && this.#word(name) !== "="; steps++) name--;
    const elements = this.#number(count?.text ?? "");
    if (size?.text !== "sizeof" || end < 0 || elements === undefined || this.#word(name) !== "=") return;
    this.#buffers.push({ name: this.#word(name - 1), type: written(type.slice(0, end)), count: elements });
  }

  #add(run: Run): void {
    if (this.#case === null) this.#calls.push(run);
    else this.#cases.set(this.#case, run);
  }

  /** `node.run()` or `nodes.node->run()`. */
  #run(i: number): void {
    const { text = "", kind, line = 0 } = this.#tokens[i - 2] ?? {};
    if (kind === "word" && /^(?:\.|->)$/.test(this.#word(i - 1))) this.#add({ kind: "node", id: text, line });
  }

  /** `i0 = fifo3.getReadBuffer(160)`. */
  #access(i: number): Result<number> {
    const number = FIFO_NAME.exec(this.#word(i - 2))?.[1];
    let equals = i - 3;
    for (let steps = 0; steps < 6 && this.#word(equals) !== "="; steps++) equals--;
    if (number === undefined || this.#word(equals) !== "=") return ok(i + 1);
    const rate = this.#number(this.#word(i + 2));
    if (rate === undefined) {
      return fail("unknown-size", `How much is taken from fifo${number} is not a number.`, {
        where: atLine(this.#tokens[i]),
        help: "Generate the file again.",
      });
    }
    const side = this.#word(i) === "getReadBuffer" ? "in" : "out";
    this.#taken.set(this.#word(equals - 1), { fifo: Number(number), side, rate });
    return ok(i + 3);
  }

  /** A call at the beginning of a statement, of a function on what has been taken. */
  #call(i: number): Result<number> {
    if (this.#taken.size === 0) return ok(i + 1);
    const given = enclosed(this.#tokens, i + 1);
    if (!given.ok) return given;
    const words = given.value.parts.map(written);
    if (!words.some((word) => this.#taken.has(word))) return ok(given.value.next);
    const accesses = [...this.#taken.values()];
    const others = words.filter((word) => !this.#taken.has(word));
    this.#taken.clear();
    const { text = "", line = 0 } = this.#tokens[i] ?? {};
    this.#add({ kind: "function", call: { name: text, accesses, others, line } });
    return ok(given.value.next);
  }
}

function argumentOf(part: readonly Token[]): Argument {
  const fifos = part.flatMap(({ text }) => FIFO_NAME.exec(text)?.slice(1, 2).map(Number) ?? []);
  const [open, close] = part;
  if (open?.text === "{" && (fifos.length > 0 || close?.text === "}")) return { kind: "group", fifos };
  const [fifo] = fifos;
  return fifo === undefined ? { kind: "other", text: written(part) } : { kind: "fifo", fifo };
}
