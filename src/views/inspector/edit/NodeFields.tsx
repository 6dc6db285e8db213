/** What nodes are: operator, its attributes, scratch. For one, or for many that are changed together. */

import { type AttributeValue, DTYPES, type NodeSpec } from "../../../core/document.ts";
import { setAttribute, setOperator, setWorkspace } from "../../../core/edit/change.ts";
import { ruling } from "../../../core/edit/operators.ts";
import { operatorOf } from "../../../core/ops/index.ts";
import type { AttributeSpec } from "../../../core/ops/types.ts";
import { edit } from "../../../store/editing.ts";
import { SelectField, TextField, TickField } from "./fields.tsx";
import { OperatorField } from "./OperatorField.tsx";
import {
  ANY_ATTRIBUTE,
  attributeCodec,
  attributeText,
  bytesCodec,
  common,
  MIXED,
  type Mixed,
} from "./texts.ts";

const SCRATCH = bytesCodec(0);

export function NodeFields(props: { nodes: readonly NodeSpec[] }) {
  const { nodes } = props;
  const ids = nodes.map((n) => n.id);
  const op = common(
    nodes.map((n) => n.op),
    String,
  );
  const workspace = common(
    nodes.map((n) => (n.workspace === 0 ? null : (n.workspace ?? null))),
    SCRATCH.write,
  );
  return (
    <>
      <OperatorField value={op} give={(to) => edit((d) => setOperator(d, ids, to))} />
      {typeof op === "string" && <Attributes op={op} nodes={nodes} />}
      <TextField
        label="workspace"
        field="workspace"
        title="Scratch bytes needed at its step only, such as 8 KiB or 8192."
        codec={SCRATCH}
        value={workspace}
        rest={{ placeholder: "none" }}
        give={(bytes) => edit((d) => setWorkspace(d, ids, bytes))}
      />
    </>
  );
}

/** Those of the operator, where the nodes follow it or say them; of one that we do not know, those that all nodes say. */
function Attributes(props: { op: string; nodes: readonly NodeSpec[] }) {
  const { nodes } = props;
  const operator = operatorOf(props.op);
  if (operator === undefined) {
    const [first, ...others] = nodes.map((node) => node.attributes ?? {});
    const names = Object.keys(first ?? {}).filter((name) => others.every((o) => Object.hasOwn(o, name)));
    return names.map((name) => <SaidAttribute key={name} name={name} nodes={nodes} />);
  }
  return operator.attributes.map((spec) => {
    const values = nodes.map((node) => node.attributes?.[spec.name]);
    const has = nodes.every((node, n) => values[n] !== undefined || ruling(node) !== undefined);
    return has ? (
      <AttributeField
        key={spec.name}
        spec={spec}
        nodes={nodes.map((node) => node.id)}
        value={common(values, (value) => (value === undefined ? "" : attributeText(value)))}
      />
    ) : null;
  });
}

/** An attribute of an operator that we do not know: anything may be said. */
function SaidAttribute({ name, nodes }: { name: string; nodes: readonly NodeSpec[] }) {
  const ids = nodes.map((node) => node.id);
  const values = nodes.map((node) => node.attributes?.[name] ?? "");
  return (
    <TextField
      label={name}
      field={`attribute ${name}`}
      title="A number, numbers such as 3x3, true, false or words"
      codec={ANY_ATTRIBUTE}
      value={common(values, ANY_ATTRIBUTE.write)}
      give={(value) => edit((d) => setAttribute(d, ids, name, value))}
    />
  );
}

function AttributeField(props: {
  spec: AttributeSpec;
  nodes: readonly string[];
  /** Undefined: not given. */
  value: AttributeValue | Mixed | undefined;
}) {
  const { spec, nodes, value } = props;
  const { kind } = spec;
  const label = spec.title.toLowerCase();
  const give = (to: AttributeValue) => edit((d) => setAttribute(d, nodes, spec.name, to));
  const chosen = (to: AttributeValue) =>
    edit((d) => setAttribute(d, nodes, spec.name, to), { merge: `${spec.name} ${nodes}` });
  switch (kind.kind) {
    case "flag":
      return (
        <TickField
          label={label}
          text={value === MIXED ? "mixed" : ""}
          title={spec.says}
          checked={value === MIXED ? MIXED : value === true}
          onChange={give}
        />
      );
    case "choice":
    case "dtype": {
      const choices = kind.kind === "choice" ? kind.choices : DTYPES;
      return (
        <SelectField
          label={label}
          title={spec.says}
          value={value === MIXED ? MIXED : value === undefined ? "" : attributeText(value)}
          options={choices.map((choice) => ({ value: choice, title: choice }))}
          onChange={chosen}
        />
      );
    }
    case "whole":
    case "wholes":
      return (
        <TextField
          label={label}
          field={`attribute ${spec.name}`}
          title={spec.says}
          codec={attributeCodec(spec)}
          value={value}
          rest={{
            inputMode: kind.kind === "whole" ? "numeric" : "text",
            placeholder: `not given, often ${attributeText(spec.default)}`,
          }}
          give={give}
        />
      );
  }
}
