/** What must hold of a graph before anybody plans it; each check adds what it finds. */

import { isCount } from "./bytes.ts";
import { ROLES } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { Graph } from "./graph.ts";
import { UNKNOWN } from "./lists.ts";
import { fail, type Problem } from "./result.ts";

function problem(code: string, message: string, at: readonly string[], where = "", help = ""): Problem {
  return fail(code, message, { at, where, help }).problem;
}

function quoted(id: string | undefined): string {
  return JSON.stringify(id ?? "");
}

/** Ids are there, differ, and name something. */
export function checkNames(graph: Graph, findings: Findings): void {
  const { tensors, nodes, outputs, arenas = [] } = graph.document;
  const lists = [
    ["tensor", "tensors", tensors],
    ["node", "nodes", nodes],
    ["arena", "arenas", arenas],
  ] as const;
  for (const [kind, list, items] of lists) {
    const first = new Map<string, number>();
    items.forEach((item, i) => {
      const where = `${list}[${i}]`;
      const before = first.get(item.id);
      if (item.id === "") {
        findings.add(
          problem("empty-id", `The ${kind} at position ${i} has an empty id.`, [], where, "Give it an id."),
        );
      } else if (before !== undefined) {
        const message = `Two ${kind}s have the id ${quoted(item.id)}: positions ${before} and ${i}.`;
        findings.add(
          problem("duplicate-id", message, [`${kind}:${item.id}`], where, "Give each an id of its own."),
        );
      } else first.set(item.id, i);
    });
  }
  nodes.forEach((node, n) => {
    for (const side of ["inputs", "outputs"] as const) {
      node[side].forEach((id, i) => {
        if (graph.tensorIndex.has(id)) return;
        const does = side === "inputs" ? "reads" : "makes";
        const message = `Node ${quoted(node.id)} ${does} ${quoted(id)}, but no tensor has that id.`;
        findings.add(
          problem(
            "unknown-tensor",
            message,
            [`node:${node.id}`],
            `nodes[${n}].${side}[${i}]`,
            "Define the tensor, or correct the id.",
          ),
        );
      });
    }
  });
  outputs.forEach((id, i) => {
    if (graph.tensorIndex.has(id)) return;
    const message = `The graph's outputs name ${quoted(id)}, but no tensor has that id.`;
    findings.add(
      problem(
        "unknown-tensor",
        message,
        [],
        `outputs[${i}]`,
        "Define the tensor, or take it off the outputs.",
      ),
    );
  });
  tensors.forEach((tensor, t) => {
    if (graph.arena[t] !== UNKNOWN) return;
    const message = `Tensor ${quoted(tensor.id)} is pinned to the arena ${quoted(tensor.arena)}, which the document does not define.`;
    findings.add(
      problem(
        "unknown-arena",
        message,
        [`tensor:${tensor.id}`],
        `tensors[${t}].arena`,
        'Add it to "arenas".',
      ),
    );
  });
}

/** Alignments, capacities and workspaces are whole numbers in range; the bytes of tensors are checked where they are counted. */
export function checkNumbers(graph: Graph, findings: Findings): void {
  const { tensors, nodes, arenas = [] } = graph.document;
  const check = (
    value: number | null | undefined,
    least: number,
    what: string,
    at: string,
    where: string,
  ) => {
    if (value === undefined || value === null || (isCount(value) && value >= least)) return;
    const message = `The ${what} is ${value}, which is not a whole number from ${least} up.`;
    findings.add(problem("bad-number", message, [at], where, "Give it as a whole number of bytes."));
  };
  tensors.forEach((tensor, i) => {
    check(
      tensor.alignment,
      1,
      `alignment of tensor ${quoted(tensor.id)}`,
      `tensor:${tensor.id}`,
      `tensors[${i}].alignment`,
    );
    check(
      tensor.offset,
      0,
      `address of tensor ${quoted(tensor.id)}`,
      `tensor:${tensor.id}`,
      `tensors[${i}].offset`,
    );
  });
  nodes.forEach((node, i) => {
    check(
      node.workspace,
      0,
      `workspace of node ${quoted(node.id)}`,
      `node:${node.id}`,
      `nodes[${i}].workspace`,
    );
  });
  arenas.forEach((arena, i) => {
    check(
      arena.capacity,
      0,
      `capacity of arena ${quoted(arena.id)}`,
      `arena:${arena.id}`,
      `arenas[${i}].capacity`,
    );
    check(
      arena.alignment,
      1,
      `alignment of arena ${quoted(arena.id)}`,
      `arena:${arena.id}`,
      `arenas[${i}].alignment`,
    );
  });
}

/** Each value is made once, by a node or by what its role says, before it is read. */
export function checkProducers(graph: Graph, findings: Findings): void {
  const { tensors, nodes } = graph.document;
  nodes.forEach((node, n) => {
    node.outputs.forEach((id, i) => {
      const t = graph.outputs.items[(graph.outputs.from[n] ?? 0) + i] ?? UNKNOWN;
      const where = `nodes[${n}].outputs[${i}]`;
      const at = [`tensor:${id}`, `node:${node.id}`];
      if (t === UNKNOWN) return;
      const first = graph.producer[t] ?? n;
      if (first !== n || node.outputs.indexOf(id) !== i) {
        const message =
          first === n
            ? `Node ${quoted(node.id)} makes tensor ${quoted(id)} twice.`
            : `Tensor ${quoted(id)} is made twice: by node ${quoted(nodes[first]?.id)} and by node ${quoted(node.id)}.`;
        findings.add(
          problem("produced-twice", message, at, where, "Give the second result a tensor of its own."),
        );
      }
      const role = ROLES[graph.role[t] ?? 0] ?? "intermediate";
      if (role !== "intermediate") {
        const message = `Tensor ${quoted(id)} has the role ${role}, yet node ${quoted(node.id)} makes it.`;
        findings.add(problem("made-although", message, at, where, "What a node makes is an intermediate."));
      } else if (tensors[t]?.offset !== undefined) {
        const message = `Tensor ${quoted(id)} has a fixed address, yet node ${quoted(node.id)} makes it.`;
        const help = "Only what is there before the first node can be fixed: an input, a constant, state.";
        findings.add(problem("fixed-although", message, at, where, help));
      }
    });
  });
  tensors.forEach((tensor, t) => {
    if (tensor.role !== undefined && tensor.role !== "intermediate") return;
    if ((graph.producer[t] ?? -1) >= 0) return;
    const reader = graph.readers.items[graph.readers.from[t] ?? 0];
    const read = (graph.readers.from[t + 1] ?? 0) > (graph.readers.from[t] ?? 0);
    if (!read && graph.output[t] !== 1) return;
    const who = read ? `node ${quoted(nodes[reader ?? 0]?.id)} reads it` : "it is an output of the graph";
    const message = `Nothing makes the intermediate tensor ${quoted(tensor.id)}, yet ${who}.`;
    const help = "Say what it is with a role (input, constant or state), or add the node that makes it.";
    findings.add(problem("never-made", message, [`tensor:${tensor.id}`], `tensors[${t}]`, help));
  });
}

/** Rights to share name an output and an input of their node, and a view lies inside its input. */
export function checkShares(graph: Graph, findings: Findings): void {
  graph.document.nodes.forEach((node, n) => {
    node.mayShare?.forEach((share, i) => {
      const where = `nodes[${n}].mayShare[${i}]`;
      const at = [`node:${node.id}`];
      const input = node.inputs[share.input];
      const output = node.outputs[share.output];
      if (input === undefined || output === undefined) {
        const side = input === undefined ? "input" : "output";
        const count = input === undefined ? node.inputs.length : node.outputs.length;
        const message = `Node ${quoted(node.id)} may share its ${side} ${share[side]}, but it has ${count} (counted from 0).`;
        findings.add(
          problem("bad-share", message, at, where, "Name an input and an output of the node by position."),
        );
        return;
      }
      const begin = share.byteOffset ?? 0;
      if (!isCount(begin)) {
        const message = `In node ${quoted(node.id)} the view ${quoted(output)} begins at byte ${begin}, which is not a whole number from 0 up.`;
        findings.add(
          problem("bad-number", message, at, where, "Give byteOffset as a whole number of bytes."),
        );
        return;
      }
      const whole = graph.bytes[graph.tensorIndex.get(input) ?? UNKNOWN] ?? 0;
      const part = graph.bytes[graph.tensorIndex.get(output) ?? UNKNOWN] ?? 0;
      if (share.how !== "view" || begin + part <= whole) return;
      const message = `The view ${quoted(output)} of node ${quoted(node.id)} covers bytes ${begin} to ${begin + part} of ${quoted(input)}, which has ${whole}.`;
      findings.add(
        problem(
          "view-outside",
          message,
          [`tensor:${output}`, `tensor:${input}`, ...at],
          where,
          "Correct the byteOffset or the shapes.",
        ),
      );
    });
  });
}
