/** Names and operators of items: asked once of every tensor, node and operator, however many storages there are. */

import { type Items, itemsHit } from "./items.ts";

export type TextTest = (text: string) => boolean;

/** Whether a text holds `part`, in any case. */
export function byText(part: string): TextTest {
  const wanted = part.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

/** Items with a name, or made by an operator, that passes. */
export function byNames(items: Items, name: TextTest, op: TextTest): Uint8Array {
  const { plan, graph } = items.drawn;
  const answers = new Map<string, number>();
  const node = Uint8Array.from(graph?.document.nodes ?? [], ({ op: text }) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = op(text) ? 1 : 0;
      answers.set(text, answer);
    }
    return answer;
  });
  const tensor = new Uint8Array(plan.tensors.count);
  for (let t = 0; t < tensor.length; t++) {
    if ((plan.tensors.storage[t] ?? -1) < 0) continue;
    const made = node[graph?.producer[t] ?? -1] === 1;
    if (made || name(plan.tensors.id[t] ?? "")) tensor[t] = 1;
  }
  const scratch = new Uint8Array(plan.nodes.count);
  for (const n of plan.storages.workspaceOf)
    if (n >= 0 && (node[n] === 1 || name(`scratch of ${plan.nodes.id[n] ?? ""}`))) scratch[n] = 1;
  return itemsHit(items, tensor, scratch);
}
