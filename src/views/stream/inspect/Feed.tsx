/** What feeds an input: an output, a constant, or nothing yet. */

import type { DataflowDocument } from "../../../core/dialects/dataflow/document.ts";
import { connectPorts, feedConstant, reconnect } from "../../../core/dialects/dataflow/edit/connect.ts";
import { removeStreamParts } from "../../../core/dialects/dataflow/edit/nodes.ts";
import type { PortAt } from "../../../core/dialects/dataflow/edit/types.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { outputOptions, readEnd } from "./ends.ts";
import { SelectField, TextField } from "./fields.tsx";

/** The form of the node stays: another input may be next. */
function feed(run: Parameters<typeof editStream>[0]) {
  return editStream(run, { stay: true });
}

export function Feed(props: { document: DataflowDocument; at: PortAt }) {
  const { document, at } = props;
  const to = [at.node, at.port] as const;
  const index = document.edges.findIndex((edge) => edge.to[0] === at.node && edge.to[1] === at.port);
  const edge = document.edges[index];
  const type = document.nodes
    .find(({ id }) => id === at.node)
    ?.inputs?.find(({ name }) => name === at.port)?.type;
  const options = [{ value: "", title: "nothing" }, ...outputOptions(document, type)];
  return (
    <>
      <SelectField
        label="fed by"
        value={edge?.from === undefined ? "" : JSON.stringify(edge.from)}
        options={
          edge?.constant === undefined ? options : [{ value: "", title: "a constant" }, ...options.slice(1)]
        }
        onChange={(value) => {
          const from = readEnd(value);
          feed((d) => {
            if (from === undefined) return removeStreamParts(d, { edges: index < 0 ? [] : [index] });
            return index < 0 ? connectPorts(d, from, to) : reconnect(d, index, { from });
          });
        }}
      />
      {edge?.from === undefined && (
        <TextField
          label="constant"
          value={edge?.constant ?? ""}
          hint="e.g. HALF"
          give={(text) =>
            feed((d) =>
              text.trim() === "" && index >= 0
                ? removeStreamParts(d, { edges: [index] })
                : feedConstant(d, to, text),
            )
          }
        />
      )}
    </>
  );
}
