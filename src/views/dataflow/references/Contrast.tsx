/** Each copy node by the graph alone, in this schedule, and over all: and where it could keep the buffer instead. */

import type {
  Between,
  ContrastRow,
  References,
  TransferOffer,
} from "../../../look/dataflow/references.types.ts";
import { Button } from "../../../ui/Button.tsx";
import { Bytes } from "../../../ui/Bytes.tsx";
import css from "../References.module.css";
import { letCopiesComeLast } from "./edits.ts";
import { NodeName } from "./Names.tsx";
import { between, count, NOT_OVER_ALL } from "./words.ts";

export function Contrast({ view: { contrast, transfers } }: { view: References }) {
  if (contrast.length === 0) return null;
  return (
    <section>
      <table className={css.facts} aria-label="Copy nodes">
        <thead>
          <tr>
            <th scope="col">Copy node</th>
            <th scope="col" title="What the status of its FIFO says, whatever the schedule">
              by the graph
            </th>
            <th scope="col">this schedule</th>
            <th scope="col">best</th>
            <th scope="col">worst</th>
            <th scope="col">a copy</th>
          </tr>
        </thead>
        <tbody>
          {contrast.map((row) => (
            <tr key={row.actor}>
              <th scope="row">
                <NodeName id={row.actor} />
              </th>
              <td>{row.static === "copies" ? "copies" : "never copies"}</td>
              <td data-tone={row.here > 0 ? "hot" : "good"}>{hereOf(row)}</td>
              <OverAll copies={row.best} />
              <OverAll copies={row.worst} />
              <td>
                <Bytes bytes={row.bytes} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {transfers.length > 0 && <Transfers transfers={transfers} />}
    </section>
  );
}

/** A dash where it is not known. */
function OverAll({ copies }: { copies: Between | null }) {
  return copies === null ? <td title={NOT_OVER_ALL}>–</td> : <td>{copiesOf(between(copies))}</td>;
}

function hereOf({ here, passes }: ContrastRow): string {
  if (here === 0) return "passes it on";
  return passes === 0 ? copiesOf(String(here)) : `${here} of ${here + passes} copied`;
}

function copiesOf(times: string): string {
  if (times === "0") return "no copy";
  return times === "1" ? "1 copy" : `${times} copies`;
}

function Transfers({ transfers }: { transfers: readonly TransferOffer[] }) {
  const useful = transfers.some(({ chosen, here }) => chosen && !here);
  return (
    <div className={css.transfers}>
      <ul className={css.list} aria-label="Who can keep the buffer">
        {transfers.map((offer) => (
          <li key={offer.actor}>
            <NodeName id={offer.actor} /> <Verdict offer={offer} />
          </li>
        ))}
      </ul>
      {useful && (
        <Button className={css.small} onClick={letCopiesComeLast}>
          Make these branches last
        </Button>
      )}
    </div>
  );
}

function Verdict({ offer }: { offer: TransferOffer }) {
  const { before, possible, chosen, here, saves, bytes } = offer;
  const others = before.length === 0 ? "all others" : before.join(", ");
  if (!possible) return <>must copy: {others} cannot all go before it.</>;
  if (here) {
    return (
      <span className={css.good}>
        keeps the buffer here, as it comes after {others}: its copy is not needed.
      </span>
    );
  }
  return (
    <>
      keeps the buffer if it comes after {others}; that saves {count(saves, "copy", "copies")} (
      <Bytes bytes={bytes} />
      ).
      {!chosen && <span className={css.quiet}> Not at once with the others.</span>}
    </>
  );
}
