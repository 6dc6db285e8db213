/** Names and faults of ports, from the part of the page that edits: loaded after the start, told to what is drawn already. */

import { type PortFault, portFaults } from "../../../core/edit/faults.ts";
import { portsOf } from "../../../core/edit/ports.ts";
import type { Graph } from "../../../core/graph.ts";
import { portCountStore } from "../../../store/placing.ts";
import { portFactsStore } from "../ports.ts";

function faults({ document }: Graph, n: number): readonly PortFault[] {
  const node = document.nodes[n];
  return node === undefined ? [] : portFaults(document, node.id);
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
