/** The buffer that is looked at: what is declared of it, and what both rules make of it in words. */

import { useStore } from "zustand";
import { ACCESSES, type Access } from "../../core/dialects/arms/document.ts";
import { type BufferChange, changeBuffer } from "../../core/dialects/arms/edit/buffers.ts";
import { parseBytes } from "../../core/units.ts";
import { armsStore } from "../../store/arms.ts";
import { dropBuffer, nameBuffer } from "../../store/arms-doings.ts";
import { editArms } from "../../store/arms-editing.ts";
import { tell } from "../../store/spoken.ts";
import { Field } from "./Field.tsx";
import type { ArmsModel } from "./model.ts";
import css from "./Side.module.css";
import { originalTitle, preciseTitle, reasonSays, reasonTitle, STATE_SAYS } from "./states.ts";

const ACCESS_TITLES: Readonly<Record<Access, string>> = {
  read_only: "read only",
  read_write: "read and write",
  output: "output",
};

export function BufferSide(props: { model: ArmsModel }) {
  const { rows } = props.model;
  const slots = useStore(armsStore, (s) => s.planned?.precise.slots);
  const shown = useStore(armsStore, (s) => s.buffer);
  const row = rows.find(({ buffer }) => buffer.id === shown) ?? rows[0];
  if (row === undefined) return <p className={css.quietly}>No buffer is there yet.</p>;
  const { buffer, state, reasons } = row;
  const { id } = buffer;
  const change = (what: BufferChange) => editArms((document) => changeBuffer(document, id, what)).ok;
  const size = (text: string, give: (bytes: number) => boolean): boolean => {
    const bytes = parseBytes(text);
    if (bytes !== undefined && Number.isInteger(bytes)) return give(bytes);
    tell("Type a size, such as 4096, 4 KiB or 1.5 MiB.");
    return false;
  };
  const tenants = slots?.find((slot) => slot.tenants.includes(id))?.tenants ?? [];
  return (
    <>
      <div className={css.fields}>
        <Field key={`name ${id}`} label="buffer" value={id} onGive={(text) => nameBuffer(id, text).ok} />
        <Field
          key={`bytes ${id}`}
          label="bytes"
          value={String(buffer.bytes)}
          onGive={(text) => size(text, (bytes) => change({ bytes }))}
        />
        <label className={css.field}>
          <span>declared</span>
          <select
            value={buffer.access}
            onChange={(e) => {
              const access = ACCESSES.find((one) => one === e.target.value);
              if (access !== undefined) change({ access });
            }}
          >
            {ACCESSES.map((access) => (
              <option key={access} value={access}>
                {ACCESS_TITLES[access]}
              </option>
            ))}
          </select>
        </label>
        <Field
          key={`alignment ${id}`}
          label="alignment"
          value={buffer.alignment === undefined ? "" : String(buffer.alignment)}
          hint="the arena’s"
          onGive={(text) =>
            text.trim() === ""
              ? change({ alignment: null })
              : size(text, (alignment) => change({ alignment }))
          }
        />
        <label className={css.check}>
          <input
            type="checkbox"
            checked={buffer.liveOut === true}
            onChange={(e) => change({ liveOut: e.target.checked })}
          />
          needed after the program
        </label>
        <button type="button" className={css.button} onClick={() => dropBuffer(id)}>
          remove
        </button>
      </div>
      <p className={css.sum}>
        <strong>{state}</strong>: {STATE_SAYS[state]}
      </p>
      {reasons.length > 0 && (
        <ul className={css.reasons} aria-label="Reasons">
          {reasons.map((reason) => (
            <li key={reason}>
              <strong>{reasonTitle(reason)}</strong>: {reasonSays(reason)}
            </li>
          ))}
        </ul>
      )}
      {tenants.length > 1 && <p className={css.sum}>In one slot, in turn: {tenants.join(" → ")}.</p>}
      <p className={css.note}>{originalTitle(row)}</p>
      <p className={css.note}>{preciseTitle(row)}</p>
    </>
  );
}
