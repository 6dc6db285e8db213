/** Slots with their tenants, why there are no fewer, and both rules side by side in numbers. */

import { useStore } from "zustand";
import type { Certificate, PreciseReport } from "../../core/dialects/arms/report.types.ts";
import { sayProblem } from "../../core/result.ts";
import { formatBytes, formatCount } from "../../core/units.ts";
import { armsStore, showBuffer } from "../../store/arms.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { useFills } from "./fills.ts";
import { pointAt, selectIn } from "./lit.ts";
import type { ArmsModel } from "./model.ts";
import css from "./Side.module.css";

/** Names in a cell of the table of rules; what is beyond them is counted. */
const NAMES = 6;

function some(ids: readonly string[]): string {
  if (ids.length === 0) return "none";
  const shown = ids.slice(0, NAMES).join(", ");
  return ids.length > NAMES ? `${shown} and ${formatCount(ids.length - NAMES)} more` : shown;
}

export function Sharing(props: { model: ArmsModel }) {
  const { document, report, rows } = props.model;
  const { original } = report;
  const planned = useStore(armsStore, (s) => s.planned);
  const problem = useStore(armsStore, (s) => s.problem);
  const transient = rows.filter(({ precise }) => precise);
  const names = transient.map(({ buffer }) => buffer.id).sort();
  const pairs = transient.reduce((sum, { arms }) => sum + arms, 0);
  return (
    <>
      {problem !== null && <p className={css.bad}>{sayProblem(problem)}</p>}
      {planned !== null && problem === null && (
        <Slots precise={planned.precise} stale={planned.document !== document} />
      )}
      <Arena />
      <table className={css.rules}>
        <thead>
          <tr>
            <td />
            <th scope="col">original rule</th>
            <th scope="col">precise rule</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">may share</th>
            <td title={original.nonEscaping.join(", ")}>{some(original.nonEscaping)}</td>
            <td title={names.join(", ")}>{some(names)}</td>
          </tr>
          <tr>
            <th scope="row">pairs of buffer and arm</th>
            <td data-testid="pairs-original">{formatCount(original.pairCount)}</td>
            <td data-testid="pairs-precise">{formatCount(pairs)}</td>
          </tr>
          <tr>
            <th scope="row">of these, written</th>
            <td>{some(original.narrowWrittenNonEscaping)}</td>
            <td>{some(names)}</td>
          </tr>
        </tbody>
      </table>
      <p className={css.note}>{original.whyEmpty}</p>
    </>
  );
}

function certificateSays(certificate: Certificate, minSlots: number): string {
  const { buffers, kind } = certificate;
  const together = `${buffers.join(", ")}: no two of them may ever share`;
  switch (kind) {
    case "apart":
      return `${together}, so there are no fewer.`;
    case "searched":
      return `${together}, and a search tried all ways to do with fewer than ${minSlots}.`;
    case "open":
      return `${together}; the search for fewer than ${minSlots} ended before its end.`;
  }
}

function Slots(props: { precise: PreciseReport; stale: boolean }) {
  const { precise } = props;
  const fills = useFills();
  const { minSlots, minSlotsProven, minSlotBytes, bytesWithoutSharing, certificate, slots } = precise;
  if (minSlots === 0) return <p className={css.quietly}>No buffer needs a slot: none is transient.</p>;
  const saved = bytesWithoutSharing - minSlotBytes;
  return (
    <>
      <p className={css.sum} data-testid="slots-sum" aria-busy={props.stale}>
        <strong>
          {formatCount(minSlots)} {minSlots === 1 ? "slot" : "slots"}
        </strong>
        {minSlotsProven ? ", the fewest there can be" : ", the fewest that were found"}
        {slots.length > minSlots && `; ${formatCount(slots.length)} need fewer bytes`}:{" "}
        <Bytes bytes={minSlotBytes} /> instead of <Bytes bytes={bytesWithoutSharing} />,{" "}
        <Bytes bytes={saved} /> saved
      </p>
      {minSlots > 1 && certificate.buffers.length > 1 && (
        <p className={css.note} data-testid="certificate">
          {certificateSays(certificate, minSlots)}
        </p>
      )}
      <ol className={css.slots} aria-label="Slots">
        {slots.map(({ bytes, tenants }) => (
          <li key={tenants.join(" ")}>
            <span className={css.slotBytes}>
              <Bytes bytes={bytes} />
            </span>
            {tenants.map((id, i) => (
              <span key={id} className={css.tenancy}>
                {i > 0 && (
                  <span className={css.quietly} aria-hidden="true">
                    →
                  </span>
                )}
                <button
                  type="button"
                  className={css.tenant}
                  onPointerEnter={() => pointAt("tensor", id)}
                  onFocus={() => pointAt("tensor", id)}
                  onClick={() => {
                    selectIn("tensor", id);
                    showBuffer(id);
                  }}
                >
                  <Tint fill={fills.get(id)} />
                  {id}
                </button>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function Tint(props: { fill: { readonly light: string; readonly dark: string } | undefined }) {
  return props.fill === undefined ? null : <Swatch {...props.fill} />;
}

/** The plan that the other panes show. */
function Arena() {
  const revision = useStore(documentStore, (s) => s.revision);
  const picture = useStore(outcomeStore, (s) => s.picture);
  if (picture === null || picture.document.kind !== "arms") return null;
  const { peakBytes, lowerBoundBytes } = picture.plan.stats;
  return (
    <p className={css.sum} data-testid="arms-arena" aria-busy={picture.revision !== revision}>
      Placed by address: an arena of <Bytes bytes={peakBytes} />, bound <Bytes bytes={lowerBoundBytes} />
      {peakBytes === lowerBoundBytes
        ? ": no plan has fewer"
        : `, ${formatBytes(peakBytes - lowerBoundBytes)} above it`}
    </p>
  );
}
