/** That methods run one after the other, each between its begin and its end, and changes in place where the document has them. */

import type { MethodSpec, MethodsDocument, NodeSpec } from "../document.ts";
import type { Look } from "./look.ts";

/** Reports the first step that is out of order: whatever follows it may be no more than its consequence. */
export function checkMethodOrder(look: Look, document: MethodsDocument): void {
  let step = 0;
  for (const method of document.methods) {
    const next = follow(look, method, method.id, step);
    if (next === undefined) return;
    step = next;
  }
}

/** The step after this part, when it begins at `step`; undefined: it is out of order, and that has been said. */
function follow(look: Look, part: MethodSpec, path: string, step: number): number | undefined {
  const { plan } = look;
  const names = new Set(part.nodes.map((n) => n.id));
  const nodes = new Map(part.nodes.map((node, i) => [`${path}/${node.id}`, { node, i }]));
  const bodies = new Map((part.bodies ?? []).map((body) => [body.id, body]));
  const memories = new Memories(part.nodes);
  let at = step;
  if (!expect(look, at++, `${path}/${free("begin", names)}`)) return undefined;
  for (let k = 0; k < part.nodes.length; k++) {
    const id = plan.order[at] ?? "";
    const found = nodes.get(id);
    const given = part.order?.[k];
    if (given !== undefined && !expect(look, at, `${path}/${given}`)) return undefined;
    if (found === undefined) {
      look.report.add(
        "order",
        [`node:${id}`],
        () => `step ${at} is ${id}, where a node of ${path} should run`,
      );
      return undefined;
    }
    if (given === undefined && !memories.touch(found.node, found.i)) {
      const says = `node ${id} runs at step ${at}, on the wrong side of a change of what it reads or changes`;
      look.report.add("order", [`node:${id}`], () => says);
      return undefined;
    }
    at++;
    const calls = found.node.bodies ?? [];
    for (const [i, call] of calls.entries()) {
      const body = bodies.get(call);
      const inside = calls.indexOf(call) === i ? call : `${call}+${i}`;
      const next = body === undefined ? undefined : follow(look, body, `${id}/${inside}`, at);
      if (next === undefined) return undefined;
      at = next;
    }
  }
  return expect(look, at++, `${path}/${free("end", names)}`) ? at : undefined;
}

function expect({ plan, report }: Look, step: number, id: string): boolean {
  if (plan.order[step] === id) return true;
  report.add(
    "order",
    [`node:${id}`],
    () => `step ${step} is ${plan.order[step] ?? "missing"}, it should be ${id}`,
  );
  return false;
}

function free(wanted: string, names: ReadonlySet<string>): string {
  return names.has(wanted) ? free(`${wanted}+`, names) : wanted;
}

/** What has happened to each memory, by positions of the nodes in the document. */
class Memories {
  readonly #looksAt = new Map<string, string>();
  readonly #touched = new Map<string, number>();
  readonly #changed = new Map<string, number>();

  constructor(nodes: readonly NodeSpec[]) {
    for (const node of nodes) {
      for (const { how, output, input } of node.mayShare ?? []) {
        if (how === "view") this.#looksAt.set(node.outputs[output] ?? "", node.inputs[input] ?? "");
      }
    }
  }

  /** False when the node comes too early or too late. */
  touch(node: NodeSpec, position: number): boolean {
    const memory = (id: string | undefined): string => {
      let base = id ?? "";
      let next = this.#looksAt.get(base);
      // views of views in a circle are no graph, which others say
      for (let hops = 0; next !== undefined && hops <= this.#looksAt.size; hops++) {
        base = next;
        next = this.#looksAt.get(base);
      }
      return base;
    };
    const changes = new Set((node.mutates ?? []).map((i) => memory(node.inputs[i])));
    let right = true;
    for (const base of new Set(node.inputs.map(memory))) {
      const late = this.#changed.get(base) ?? -1;
      const touched = this.#touched.get(base) ?? -1;
      right &&= position > late && (!changes.has(base) || position > touched);
      this.#touched.set(base, Math.max(touched, position));
      if (changes.has(base)) this.#changed.set(base, Math.max(late, position));
    }
    return right;
  }
}
