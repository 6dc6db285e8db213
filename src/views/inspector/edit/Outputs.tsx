/** What a node gives: each tensor with its fields, folded to a line when there are many. */

import { type ReactNode, useMemo, useState } from "react";
import { boxKey } from "../../../core/box-key.ts";
import type { GraphDocument, NodeSpec, TensorSpec } from "../../../core/document.ts";
import { renameTensor } from "../../../core/edit/change.ts";
import { tensorOf } from "../../../core/edit/index-of.ts";
import { formatShape } from "../../../core/shape-text.ts";
import { edit, openGraph } from "../../../store/editing.ts";
import { MiddleText } from "../../../ui/MiddleText.tsx";
import css from "./Edit.module.css";
import { Part } from "./fields.tsx";
import { NameField } from "./NameField.tsx";
import { TensorFields } from "./TensorFields.tsx";
import { type FormThing, ThingContext } from "./thing.ts";

export function Outputs(props: { document: GraphDocument; node: NodeSpec; opening: number }) {
  const { document, node, opening } = props;
  const tensors = node.outputs.flatMap((id) => tensorOf(document, id) ?? []);
  const [only] = tensors;
  if (only === undefined) return null;
  if (tensors.length === 1)
    return (
      <Part title="Output">
        <TensorThing id={only.id} opening={opening}>
          <NamedTensor document={document} tensor={only} opening={opening} />
        </TensorThing>
      </Part>
    );
  return (
    <Part title="Outputs">
      {tensors.map((tensor, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an output is its position, and keeps it when it is renamed
        <Folded key={i} document={document} tensor={tensor} opening={opening} />
      ))}
    </Part>
  );
}

function Folded(props: { document: GraphDocument; tensor: TensorSpec; opening: number }) {
  const { tensor, opening } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className={css.output} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className={css.summaryName}>
          <MiddleText text={tensor.id} />
        </span>
        <span className={css.quiet}>
          {tensor.dtype} {tensor.shape === undefined ? "" : formatShape(tensor.shape)}
        </span>
      </summary>
      {open && (
        <TensorThing id={tensor.id} opening={opening}>
          <NamedTensor {...props} />
        </TensorThing>
      )}
    </details>
  );
}

export function tensorKey(opening: number, id: string): string {
  return `${opening} tensor:${id}`;
}

/** Keeps drafts of a tensor's fields under the tensor, in whichever form they are. */
export function TensorThing(props: { id: string; opening: number; children: ReactNode }) {
  const { id, opening } = props;
  const thing = useMemo(
    (): FormThing => ({
      key: tensorKey(opening, id),
      alive() {
        const document = openGraph();
        return document !== null && tensorOf(document, id) !== undefined;
      },
    }),
    [id, opening],
  );
  return <ThingContext value={thing}>{props.children}</ThingContext>;
}

export function NamedTensor(props: { document: GraphDocument; tensor: TensorSpec; opening: number }) {
  const { document, tensor, opening } = props;
  return (
    <>
      <NameField
        name={tensor.id}
        box={boxKey("value", tensor.id)}
        keyOf={(name) => tensorKey(opening, name)}
        give={(name) => edit((d) => renameTensor(d, tensor.id, name))}
      />
      <TensorFields document={document} tensors={[tensor]} />
    </>
  );
}
