/** What stands beside the bytes of FIFOs: what is copied, what is not counted, where CMSIS-Stream goes wrong. */

import { formatBytes, formatBytesExactly, formatCount } from "../../../core/units.ts";
import type { FifosView, Traffic } from "../../../look/dataflow/fifos-view.ts";
import { services } from "../../../store/services.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { csvOf } from "./csv.ts";
import css from "./Fifos.module.css";

/** Bytes of a pointer on Cortex-M and on a host of 64 bits. */
const POINTERS = [4, 8] as const;

export function Notes(props: { view: FifosView }) {
  const { view } = props;
  const { traffic, reference, refused, defects, hidden, slots } = view;
  return (
    <>
      <section className={css.block} aria-label="Copies">
        <h3>Bytes moved in an iteration</h3>
        {traffic === null ? (
          <p className={css.hint}>Nothing is scheduled, so nobody knows.</p>
        ) : (
          <Copies here={traffic} reference={reference?.traffic ?? null} />
        )}
      </section>
      {(hidden.length > 0 || slots !== null) && (
        <section className={css.block} aria-label="Not counted">
          <h3>Not counted</h3>
          <ul className={css.list}>
            {hidden.map(({ node, samples, bytes }) => (
              <li key={node} title={formatBytesExactly(bytes)}>
                {node} keeps {formatCount(samples)} {samples === 1 ? "sample" : "samples"} between firings,{" "}
                {formatBytes(bytes)} of its own.
              </li>
            ))}
            {slots !== null && (
              <li>
                {slots.fifos === 1 ? "One FIFO holds" : `${formatCount(slots.fifos)} FIFOs hold`} references,
                counted with the {formatBytes(slots.counted)} of what they point to. Their{" "}
                {formatCount(slots.slots)} {slots.slots === 1 ? "slot is" : "slots are"} pointers:{" "}
                {formatBytes(slots.slots * POINTERS[0])} on Cortex-M, {formatBytes(slots.slots * POINTERS[1])}{" "}
                on 64 bits; the buffers themselves are counted nowhere.
              </li>
            )}
          </ul>
        </section>
      )}
      {(defects.length > 0 || refused !== "") && (
        <section className={css.block} aria-label="CMSIS-Stream goes wrong">
          <h3>{refused === "" ? "CMSIS-Stream goes wrong" : "CMSIS-Stream has no plan"}</h3>
          {defects.length === 0 && <p>{refused}</p>}
          {defects.map(({ title, says }) => (
            <p key={title}>
              <span className={css.bad}>{title}.</span> {says}
            </p>
          ))}
        </section>
      )}
      <p className={css.copy}>
        <CopyButton what="the table as CSV" copy={() => services().copyText(csvOf(view.rows))} /> table as CSV
      </p>
    </>
  );
}

function Copies(props: { here: Traffic; reference: Traffic | null }) {
  const { here, reference } = props;
  const cell = (bytes: number | undefined) => (
    <td title={bytes === undefined ? "" : formatBytesExactly(bytes)}>
      {bytes === undefined ? "–" : formatBytes(bytes)}
    </td>
  );
  const row = (name: string, says: string, of: "realign" | "duplicate") => (
    <tr title={says}>
      <th scope="row">{name}</th>
      {cell(here.first[of])}
      {cell(here.later[of])}
      {cell(reference?.first[of])}
      {cell(reference?.later[of])}
    </tr>
  );
  return (
    <table className={css.copies}>
      <thead>
        <tr>
          <td />
          <th scope="col" colSpan={2}>
            here
          </th>
          <th scope="col" colSpan={2}>
            CMSIS-Stream
          </th>
        </tr>
        <tr>
          <td />
          <th scope="col">first</th>
          <th scope="col">later</th>
          <th scope="col">first</th>
          <th scope="col">later</th>
        </tr>
      </thead>
      <tbody>
        {row("to the front", "What is unread is moved to the front of a FIFO that is no array", "realign")}
        {row("Duplicates", "Copied by Duplicates into outputs that do not hold it already", "duplicate")}
      </tbody>
    </table>
  );
}
