/** Ends of connections as the options of a list. */

import type { DataflowDocument } from "../../../core/dialects/dataflow/document.ts";
import type { EdgeEnd } from "../../../core/dialects/dataflow/edit/types.ts";
import { isSameType } from "../../../core/dialects/dataflow/faults.ts";
import type { Option } from "./fields.tsx";

function optionsOf(
  document: DataflowDocument,
  side: "inputs" | "outputs",
  type: string | undefined,
): readonly Option[] {
  return document.nodes.flatMap((node) =>
    (node[side] ?? []).flatMap((port) =>
      type !== undefined && !isSameType(document, type, port.type)
        ? []
        : [{ value: JSON.stringify([node.id, port.name]), title: `${node.id}.${port.name}` }],
    ),
  );
}

/** Outputs whose samples an input of that type can take. */
export function outputOptions(document: DataflowDocument, type: string | undefined): readonly Option[] {
  return optionsOf(document, "outputs", type);
}

export function inputOptions(document: DataflowDocument, type: string | undefined): readonly Option[] {
  return optionsOf(document, "inputs", type);
}

/** Undefined for none. */
export function readEnd(value: string): EdgeEnd | undefined {
  return value === "" ? undefined : (JSON.parse(value) as EdgeEnd);
}
