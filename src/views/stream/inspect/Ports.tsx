/** The ports of one side of a node: name, rate and type in a row each; what else there is to say folds out below. */

import { useId, useState } from "react";
import { boxKey } from "../../../core/box-key.ts";
import type { DataflowDocument, PortSpec, StreamNode } from "../../../core/dialects/dataflow/document.ts";
import { oneOf } from "../../../core/dialects/dataflow/edit/find.ts";
import { setPortType, setRate } from "../../../core/dialects/dataflow/edit/port-values.ts";
import { addPort, movePort, removePort, renamePort } from "../../../core/dialects/dataflow/edit/ports.ts";
import { rateText, readRate } from "../../../core/dialects/dataflow/edit/rates.ts";
import type { PortAt, PortSide } from "../../../core/dialects/dataflow/edit/types.ts";
import { countsReferences } from "../../../core/dialects/dataflow/references/roles.ts";
import { chooseStream } from "../../../store/dataflow-chosen.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { Constraint } from "./Constraint.tsx";
import { Feed } from "./Feed.tsx";
import { Part, Row, SelectBox, Small, TextBox } from "./fields.tsx";
import css from "./Inspect.module.css";
import { useNaming } from "./naming.ts";
import { Reference } from "./Reference.tsx";

function Port(props: {
  document: DataflowDocument;
  at: PortAt;
  spec: PortSpec;
  count: number;
  index: number;
  /** References are followed here. */
  counted: boolean;
  chosen: boolean;
}) {
  const { document, at, spec, index } = props;
  const [open, setOpen] = useState(props.chosen);
  const more = useId();
  const input = useNaming(props.chosen ? boxKey("value", at.port) : "");
  const what = `${oneOf(at.side)} ${at.port}`;
  return (
    <li className={css.port} data-testid={`port-${at.side}-${at.port}`}>
      <div className={css.cell}>
        <TextBox
          label={`Name of the ${what}`}
          value={at.port}
          naming={props.chosen}
          inputRef={input}
          give={(text) => {
            const renamed = editStream((d) => renamePort(d, at, text));
            if (renamed.ok && props.chosen) chooseStream({ kind: "port", ...at, port: text.trim() });
            return renamed;
          }}
        />
      </div>
      <div className={css.cell}>
        <TextBox
          label={`Rate of the ${what}`}
          value={rateText(spec.rate)}
          give={(text) => {
            const rate = readRate(text);
            return rate.ok ? editStream((d) => setRate(d, at, rate.value)) : rate.problem.message;
          }}
        />
      </div>
      <div className={css.cell}>
        <SelectBox
          label={`Type of the ${what}`}
          value={spec.type}
          options={Object.keys(document.types).map((value) => ({ value, title: value }))}
          onChange={(type) => editStream((d) => setPortType(d, at, type))}
        />
      </div>
      <button
        type="button"
        className={css.small}
        aria-label={`More of the ${what}`}
        aria-expanded={open}
        aria-controls={more}
        onClick={() => setOpen(!open)}
      >
        {open ? "▾" : "▸"}
      </button>
      {props.counted && <Reference document={document} at={at} spec={spec} />}
      {open && (
        <div id={more} className={css.more}>
          {at.side === "inputs" && <Feed document={document} at={at} />}
          <Constraint at={at} constraint={spec.bufferConstraint} />
          <Row label="place">
            <Small
              title={`Move the ${what} up`}
              disabled={index === 0}
              onClick={() => editStream((d) => movePort(d, at, -1))}
            >
              ↑
            </Small>
            <Small
              title={`Move the ${what} down`}
              disabled={index === props.count - 1}
              onClick={() => editStream((d) => movePort(d, at, 1))}
            >
              ↓
            </Small>
            <Small title={`Remove the ${what}`} onClick={() => editStream((d) => removePort(d, at))} />
          </Row>
        </div>
      )}
    </li>
  );
}

export function Ports(props: {
  document: DataflowDocument;
  node: StreamNode;
  side: PortSide;
  chosen: PortAt | null;
}) {
  const { document, node, side, chosen } = props;
  const ports = node[side] ?? [];
  const one = oneOf(side);
  const counted = countsReferences(document);
  return (
    <Part
      title={side === "inputs" ? "Inputs" : "Outputs"}
      beside={<Small title={`Add an ${one}`} onClick={() => editStream((d) => addPort(d, node.id, side))} />}
    >
      {ports.length > 0 && (
        <ul className={css.ports} aria-label={side === "inputs" ? "Inputs" : "Outputs"}>
          <li className={css.port} aria-hidden>
            <span>name</span>
            <span>rate</span>
            <span>type</span>
          </li>
          {ports.map((spec, i) => {
            const at = { node: node.id, side, port: spec.name };
            const isChosen = chosen?.side === side && chosen.port === spec.name;
            return (
              <Port
                key={`${spec.name} ${isChosen}`}
                document={document}
                at={at}
                spec={spec}
                index={i}
                count={ports.length}
                counted={counted}
                chosen={isChosen}
              />
            );
          })}
        </ul>
      )}
    </Part>
  );
}
