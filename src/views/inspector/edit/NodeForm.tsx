/** One node: its name, what it is, when it runs, what it reads, what may share, what it gives. */

import { boxKey } from "../../../core/box-key.ts";
import type { GraphDocument, NodeSpec } from "../../../core/document.ts";
import { renameNode } from "../../../core/edit/change.ts";
import { edit } from "../../../store/editing.ts";
import css from "./Edit.module.css";
import { NameField } from "./NameField.tsx";
import { NodeFields } from "./NodeFields.tsx";
import { Outputs } from "./Outputs.tsx";
import { Ports } from "./Ports.tsx";
import { Rights } from "./Rights.tsx";
import { StepField } from "./StepField.tsx";

export function nodeKey(opening: number, id: string): string {
  return `${opening} node:${id}`;
}

export function NodeForm(props: { document: GraphDocument; node: NodeSpec; opening: number }) {
  const { document, node, opening } = props;
  return (
    <>
      <h3 className="sr-only">{node.id}</h3>
      <div className={css.form}>
        <NameField
          name={node.id}
          box={boxKey("node", node.id)}
          keyOf={(name) => nodeKey(opening, name)}
          give={(name) => edit((d) => renameNode(d, node.id, name))}
        />
        <NodeFields nodes={[node]} />
        <StepField document={document} node={node} />
        <Ports document={document} node={node} />
        <Rights document={document} node={node} />
        <Outputs document={document} node={node} opening={opening} />
      </div>
    </>
  );
}
