/** What FIFOs take together, as bars on one scale: each apart, CMSIS-Stream's, ours, and what no plan goes below. */

import { formatBytes, formatBytesExactly, formatPercent } from "../../../core/units.ts";
import type { FifosView } from "../../../look/dataflow/fifos-view.ts";
import css from "./Fifos.module.css";

interface Bar {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly bytes: number;
  readonly kind: "apart" | "reference" | "here" | "bound";
}

function barsOf({ totals, reference }: FifosView): readonly Bar[] {
  const bars: Bar[] = [
    {
      id: "apart",
      title: "each apart",
      says: "Bytes of all FIFOs as long as they are here, none sharing",
      bytes: totals.apart,
      kind: "apart",
    },
  ];
  if (reference !== null) {
    const { apart, plain, asAsked, buffers } = reference;
    if (apart !== totals.apart)
      bars.push({
        id: "reference-apart",
        title: "CMSIS-Stream apart",
        says: "Bytes of all FIFOs as long as CMSIS-Stream makes them, none sharing",
        bytes: apart,
        kind: "reference",
      });
    if (plain !== asAsked && plain !== apart)
      bars.push({
        id: "reference-plain",
        title: "CMSIS-Stream, no Duplicates",
        says: "CMSIS-Stream's buffers with Shared buffers on and Shared Duplicates off",
        bytes: plain,
        kind: "reference",
      });
    bars.push({
      id: "reference",
      title: "CMSIS-Stream",
      says: `CMSIS-Stream's plan with the settings as they are, ${buffers} ${buffers === 1 ? "buffer" : "buffers"}`,
      bytes: asAsked,
      kind: "reference",
    });
  }
  bars.push({
    id: "here",
    title: "this plan",
    says: "The arena of the plan that is shown",
    bytes: totals.here,
    kind: "here",
  });
  bars.push({
    id: "bound",
    title: "bound, this schedule",
    says: "What is needed at once at some step: no plan of this schedule has fewer bytes",
    bytes: totals.scheduleBound,
    kind: "bound",
  });
  if (totals.anyBound !== null)
    bars.push({
      id: "any",
      title: "bound, any schedule",
      says: "No plan of any schedule has fewer bytes",
      bytes: totals.anyBound,
      kind: "bound",
    });
  return bars;
}

export function Totals(props: { view: FifosView }) {
  const { view } = props;
  const bars = barsOf(view);
  const most = Math.max(1, ...bars.map(({ bytes }) => bytes));
  return (
    <dl className={css.totals} aria-label="Bytes of FIFOs">
      {bars.map(({ id, title, says, bytes, kind }) => (
        <div key={id} className={css.total} title={`${says}: ${formatBytesExactly(bytes)}`}>
          <dt>{title}</dt>
          <dd>
            {formatBytes(bytes)}
            {kind === "here" && <Difference view={view} />}
          </dd>
          <div className={css.bar} data-kind={kind} aria-hidden="true">
            <div style={{ width: `${(100 * bytes) / most}%` }} />
          </div>
        </div>
      ))}
    </dl>
  );
}

/** Against CMSIS-Stream's. */
function Difference(props: { view: FifosView }) {
  const { totals, reference } = props.view;
  if (reference === null || reference.asAsked === 0 || reference.asAsked === totals.here) return null;
  const share = (totals.here - reference.asAsked) / reference.asAsked;
  return (
    <span className={css.share} data-tone={share < 0 ? "good" : "hot"}>
      {share < 0 ? "−" : "+"}
      {formatPercent(Math.abs(share))}
    </span>
  );
}
