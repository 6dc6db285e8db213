/** A node: what it is called, its class and role, its window and its ports. */

import { boxKey } from "../../../core/box-key.ts";
import {
  type DataflowDocument,
  REFERENCE_ROLES,
  type ReferenceRole,
  type StreamNode,
} from "../../../core/dialects/dataflow/document.ts";
import { changeStreamNode, renameStreamNode } from "../../../core/dialects/dataflow/edit/names.ts";
import type { PortAt } from "../../../core/dialects/dataflow/edit/types.ts";
import { setWindow } from "../../../core/dialects/dataflow/edit/window.ts";
import { runCommand } from "../../../store/commands.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { countGiven, Row, SelectField, Small, TextField } from "./fields.tsx";
import css from "./Inspect.module.css";
import { useNaming } from "./naming.ts";
import { Ports } from "./Ports.tsx";

const ROLE_SAYS: Readonly<Record<ReferenceRole, string>> = {
  alloc: "makes buffers",
  dup: "gives references to several",
  copy: "copies unless it alone holds",
  inplace: "changes in place",
  process: "writes into its first buffer",
  pass: "passes on",
  sink: "reads and releases",
};

function Window(props: { node: StreamNode }) {
  const { id, window } = props.node;
  const give = (change: { readonly length?: number; readonly overlap?: number }) =>
    window === undefined ? undefined : editStream((d) => setWindow(d, id, { ...window, ...change }));
  return (
    <>
      <SelectField
        label="window"
        value={window?.kind ?? ""}
        options={[
          { value: "", title: "none" },
          { value: "sliding", title: "sliding" },
          { value: "overlap-add", title: "overlap-add" },
        ]}
        onChange={(kind) =>
          editStream((d) =>
            setWindow(
              d,
              id,
              kind === "sliding" || kind === "overlap-add"
                ? { length: window?.length ?? 2, overlap: window?.overlap ?? 1, kind }
                : null,
            ),
          )
        }
      />
      {window !== undefined && (
        <>
          <TextField
            label="length"
            value={String(window.length)}
            give={(text) => countGiven(text, (length) => give({ length: length ?? 0 }))}
          />
          <TextField
            label="overlap"
            value={String(window.overlap)}
            give={(text) => countGiven(text, (overlap) => give({ overlap: overlap ?? 0 }))}
          />
        </>
      )}
    </>
  );
}

export function ActorForm(props: { document: DataflowDocument; node: StreamNode; port: PortAt | null }) {
  const { document, node, port } = props;
  const { id } = node;
  const input = useNaming(boxKey("node", id));
  const windowed =
    node.window !== undefined || ((node.inputs?.length ?? 0) > 0 && (node.outputs?.length ?? 0) > 0);
  return (
    <>
      <div className={css.head}>
        <h3 className={css.title}>Node {id}</h3>
        {(node.outputs?.length ?? 0) > 0 && <Small title="Connect…" onClick={() => runCommand("connect")} />}
        <Small title="Duplicate" onClick={() => runCommand("duplicate")} />
        <Small title="Delete" onClick={() => runCommand("delete")} />
      </div>
      <TextField
        label="name"
        value={id}
        naming
        inputRef={input}
        give={(text) => editStream((d) => renameStreamNode(d, id, text))}
      />
      <TextField
        label={node.function === undefined ? "class" : "function"}
        value={node.class}
        give={(text) => editStream((d) => changeStreamNode(d, id, { class: text }))}
      />
      <SelectField
        label="references"
        value={node.role ?? ""}
        options={[
          { value: "", title: "as its class says" },
          ...REFERENCE_ROLES.map((role) => ({ value: role, title: `${role}: ${ROLE_SAYS[role]}` })),
        ]}
        onChange={(value) =>
          editStream((d) =>
            changeStreamNode(d, id, { role: REFERENCE_ROLES.find((role) => role === value) ?? null }),
          )
        }
      />
      {windowed && <Window node={node} />}
      {(node.args?.length ?? 0) > 0 && (
        <Row label="arguments">
          <span className={css.mono}>
            {node.args?.map((arg) => (typeof arg === "object" ? arg.code : JSON.stringify(arg))).join(", ")}
          </span>
        </Row>
      )}
      <Ports document={document} node={node} side="inputs" chosen={port} />
      <Ports document={document} node={node} side="outputs" chosen={port} />
    </>
  );
}
