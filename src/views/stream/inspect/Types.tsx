/** The types of samples: how many bytes each has, and what it refers to. */

import { useState } from "react";
import type { DataflowDocument, StreamType } from "../../../core/dialects/dataflow/document.ts";
import {
  addType,
  changeType,
  removeType,
  renameType,
  usersOfType,
} from "../../../core/dialects/dataflow/edit/stream-types.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { Check, countGiven, Part, Row, SelectField, Small, TextBox, TextField } from "./fields.tsx";
import css from "./Inspect.module.css";

function Type(props: { document: DataflowDocument; name: string; type: StreamType }) {
  const { document, name, type } = props;
  const [open, setOpen] = useState(false);
  const used = usersOfType(document, name).length > 0;
  const others = Object.keys(document.types).filter((other) => other !== name);
  return (
    <li className={css.type}>
      <div className={css.cell}>
        <TextBox
          label={`Name of the type ${name}`}
          value={name}
          give={(text) => editStream((d) => renameType(d, name, text))}
        />
      </div>
      <div className={css.cell}>
        <TextBox
          label={`Bytes of the type ${name}`}
          value={type.bytes === undefined ? "" : String(type.bytes)}
          hint={type.sharedOf === undefined ? "" : `as ${type.sharedOf}`}
          give={(text) => countGiven(text, (bytes) => editStream((d) => changeType(d, name, { bytes })))}
        />
      </div>
      <button
        type="button"
        className={css.small}
        aria-label={`More of the type ${name}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? "▾" : "▸"}
      </button>
      {open && (
        <div className={css.more}>
          <SelectField
            label="refers to"
            value={type.sharedOf ?? ""}
            options={[{ value: "", title: "nothing" }, ...others.map((value) => ({ value, title: value }))]}
            onChange={(value) =>
              editStream((d) => changeType(d, name, { sharedOf: value === "" ? null : value }))
            }
          />
          <Row label="">
            {type.sharedOf !== undefined && (
              <Check
                label="others may hold it too"
                on={type.shared === true}
                onChange={(shared) => editStream((d) => changeType(d, name, { shared }))}
              />
            )}
            <Small
              title={`Remove the type ${name}`}
              disabled={used}
              onClick={() => editStream((d) => removeType(d, name))}
            />
          </Row>
        </div>
      )}
    </li>
  );
}

export function Types(props: { document: DataflowDocument }) {
  const { document } = props;
  const types = Object.entries(document.types);
  return (
    <Part title="Types of samples">
      {types.length > 0 && (
        <ul className={css.ports} aria-label="Types of samples">
          <li className={css.type} aria-hidden>
            <span>name</span>
            <span>bytes</span>
          </li>
          {types.map(([name, type]) => (
            <Type key={name} document={document} name={name} type={type} />
          ))}
        </ul>
      )}
      <TextField
        label="new type"
        value=""
        hint="e.g. q15_t"
        give={(text) => (text.trim() === "" ? undefined : editStream((d) => addType(d, text)))}
      />
    </Part>
  );
}
