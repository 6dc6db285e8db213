/** Names and faults of ports, from the part of the page that edits: loaded after the start, told to what is drawn already. */

import type { NodeSpec, TensorSpec } from "../../../core/document.ts";
import { type PortFault, portFaults } from "../../../core/edit/faults.ts";
import { portsOf } from "../../../core/edit/ports.ts";
import type { Graph } from "../../../core/graph.ts";
import { rowOf } from "../../../core/lists.ts";
import { portCountStore } from "../../../store/placing.ts";
import { portFactsStore } from "../ports.ts";

interface Judged {
  /** What it reads and makes. */
  readonly tensors: readonly (TensorSpec | undefined)[];
  readonly faults: readonly PortFault[];
}
const judged = new WeakMap<NodeSpec, Judged>();

/** Edits leave alone what they do not change, so a node is judged again only when it or one of its tensors is another. */
function faults({ document, inputs, outputs }: Graph, n: number): readonly PortFault[] {
  const node = document.nodes[n];
  if (node === undefined) return [];
  const around = [...rowOf(inputs, n), ...rowOf(outputs, n)];
  const tensors = around.map((t) => document.tensors[t]);
  const before = judged.get(node);
  if (before?.tensors.length === tensors.length && tensors.every((t, i) => t === before.tensors[i]))
    return before.faults;
  const found = portFaults(document, node.id);
  judged.set(node, { tensors, faults: found });
  return found;
}

/** Tells the graph pane all that is known of ports. */
export function knowPorts(): void {
  if (portFactsStore.getState().facts !== null) return;
  portFactsStore.setState({ facts: { ports: ({ document }, node) => portsOf(document, node), faults } });
  portCountStore.setState({
    count: ({ document }, node) => {
      const { inputs, outputs } = portsOf(document, node);
      const spare = inputs.flatMap((port, i) => (port.optional && port.tensor === undefined ? [i] : []));
      return { ins: inputs.length, outs: outputs.length, spare };
    },
  });
}
