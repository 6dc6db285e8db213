/** Graphs in a few words, for tests: a line an input or a node, sizes in bytes. */

import type { GraphDocument, NodeSpec, Role, ShareRight, TensorSpec } from "../document.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const SOURCE = /^(input|constant|state|untouched) (\S+) (\d+)((?: \w+=\S+)*)$/;
const NODE = /^(?:(.+) )?= (\w+)\(([^)]*)\)((?: \S+)*)$/;

/**
 * Lines are
 * - `input x 64` (or constant, state, untouched), then `align=16` and `arena=sram` if wanted;
 * - `a:64 b:32 = split(x w) b<x+16 a~x ws=8`: a node that makes a and b; `b<x+16` lets b be a view of x from byte 16,
 *   `a~x` lets a be written in place of x, `ws` is its scratch; `a:64:16` aligns a to 16, `a:64@sram` pins it;
 * - `out a b`, `order n0 n1`, `arena sram 16 1024` (alignment, then capacity if there is one).
 * Nodes are called n0, n1 … in the order of the lines; `name:` before a line names its node.
 */
export function textGraph(text: string): GraphDocument {
  const tensors: TensorSpec[] = [];
  const nodes: NodeSpec[] = [];
  const graph: Writable<GraphDocument> = {
    format: "memplan",
    version: 1,
    kind: "graph",
    name: "text",
    tensors,
    nodes,
    outputs: [],
  };
  for (const line of text.split("\n").map((l) => l.trim())) {
    const [word = "", ...rest] = line.split(" ");
    if (word === "" || word === "//") continue;
    if (word === "out") graph.outputs = rest;
    else if (word === "order") graph.order = rest;
    else if (word === "arena") {
      const [id = "", alignment = "1", capacity] = rest;
      const limit = capacity === undefined ? {} : { capacity: Number(capacity) };
      graph.arenas = [...(graph.arenas ?? []), { id, alignment: Number(alignment), ...limit }];
    } else if (SOURCE.test(line)) tensors.push(source(line));
    else nodes.push(node(line, nodes.length, tensors));
  }
  return graph;
}

function source(line: string): TensorSpec {
  const [, role, id = "", bytes, words = ""] = SOURCE.exec(line) ?? [];
  const said = Object.fromEntries(
    words
      .trim()
      .split(" ")
      .map((w) => w.split("=")),
  );
  return {
    id,
    bytes: Number(bytes),
    ...(role === "untouched" ? {} : { role: role as Role }),
    ...(said.align === undefined ? {} : { alignment: Number(said.align) }),
    ...(said.arena === undefined ? {} : { arena: said.arena }),
  };
}

function node(line: string, n: number, tensors: TensorSpec[]): NodeSpec {
  const [, name, rest = ""] = /^(?:(\w+): )?(.*)$/.exec(line) ?? [];
  const found = NODE.exec(rest);
  if (found === null) throw new Error(`no line of a text graph: ${line}`);
  const [, makes = "", op = "", reads = "", words = ""] = found;
  const made = makes
    .split(" ")
    .filter((w) => w !== "")
    .map(result);
  tensors.push(...made);
  const inputs = reads.split(" ").filter((w) => w !== "");
  const outputs = made.map((t) => t.id);
  const mayShare: ShareRight[] = [];
  let workspace = 0;
  for (const word of words
    .trim()
    .split(" ")
    .filter((w) => w !== "")) {
    const [, output = "", how, input = "", byteOffset] = /^(\w+)([<~])(\w+)(?:\+(\d+))?$/.exec(word) ?? [];
    if (how === undefined) workspace = Number(word.replace("ws=", ""));
    else {
      mayShare.push({
        output: outputs.indexOf(output),
        input: inputs.indexOf(input),
        how: how === "<" ? "view" : "inplace",
        ...(byteOffset === undefined ? {} : { byteOffset: Number(byteOffset) }),
      });
    }
  }
  return {
    id: name ?? `n${n}`,
    op,
    inputs,
    outputs,
    ...(workspace > 0 ? { workspace } : {}),
    ...(mayShare.length > 0 ? { mayShare } : {}),
  };
}

function result(word: string): TensorSpec {
  const [, id = "", bytes, alignment, arena] = /^(\w+):(\d+)(?::(\d+))?(?:@(\w+))?$/.exec(word) ?? [];
  return {
    id,
    bytes: Number(bytes),
    ...(alignment === undefined ? {} : { alignment: Number(alignment) }),
    ...(arena === undefined ? {} : { arena }),
  };
}
