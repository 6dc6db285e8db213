/** Columns of the table of FIFOs: here, then as CMSIS-Stream has them. */

import { formatAddress, formatBytes, formatBytesExactly, formatCount } from "../../../core/units.ts";
import type { FifoRow } from "../../../look/dataflow/fifos-view.ts";
import { MiddleText } from "../../../ui/MiddleText.tsx";
import type { Column } from "../../../ui/SortTable.tsx";
import { Swatch } from "../../../ui/Swatch.tsx";
import css from "./Fifos.module.css";

export interface Paint {
  readonly light: string;
  readonly dark: string;
}

export function kindOf({ whyNoArray, copySkipped, samples }: FifoRow): string {
  if (samples === 0) return "holds nothing";
  const kind = whyNoArray === "" ? "array" : `no: ${whyNoArray}`;
  return copySkipped ? `${kind}, not copied` : kind;
}

export function placeOf({ outside, address }: FifoRow, most: number, base: "hex" | "dec"): string {
  if (outside !== null) return outside;
  return address === null ? "–" : formatAddress(address, most, base);
}

function Size(props: { bytes: number; unlike?: boolean }) {
  return (
    <span
      title={formatBytesExactly(props.bytes)}
      data-unlike={props.unlike || undefined}
      className={css.size}
    >
      {formatBytes(props.bytes)}
    </span>
  );
}

/** `most`: bytes of the arena. */
export function columnsOf(
  most: number,
  base: "hex" | "dec",
  paintOf: (storage: number) => Paint | null,
): readonly Column<FifoRow>[] {
  return [
    {
      id: "id",
      title: "FIFO",
      says: "Its number, in the order of the connections once Duplicates are in, and the colour of its bytes",
      width: 84,
      by: (r) => r.index,
      cell: (r) => {
        const paint = paintOf(r.storage);
        return (
          <>
            {paint !== null && <Swatch light={paint.light} dark={paint.dark} />} {r.id}
          </>
        );
      },
    },
    {
      id: "ends",
      title: "from → to",
      says: "Node and port that write, node and port that read",
      by: (r) => `${r.from} ${r.to}`,
      cell: (r) => <MiddleText text={`${r.from} → ${r.to}`} />,
    },
    {
      id: "rates",
      title: "rates",
      says: "Samples that a firing puts in, and that a firing takes out",
      width: 84,
      by: (r) => r.rates,
      cell: (r) => <span title={r.rates}>{r.rates}</span>,
    },
    {
      id: "delay",
      title: "delay",
      says: "Samples in it before the first firing",
      width: 54,
      numeric: true,
      by: (r) => r.delay,
      cell: (r) => (r.delay === 0 ? "–" : formatCount(r.delay)),
    },
    {
      id: "samples",
      title: "samples",
      says: "That it can hold in this plan",
      width: 66,
      numeric: true,
      by: (r) => r.samples,
      cell: (r) => formatCount(r.samples),
    },
    {
      id: "bound",
      title: "least",
      says: "Samples that it holds at some time in any schedule, by its own rates and delay",
      width: 54,
      numeric: true,
      by: (r) => r.bound,
      cell: (r) => (r.bound === 0 ? "–" : formatCount(r.bound)),
    },
    {
      id: "bytes",
      title: "bytes",
      says: "That it takes in this plan",
      width: 76,
      numeric: true,
      by: (r) => r.bytes,
      cell: (r) => <Size bytes={r.bytes} />,
    },
    {
      id: "kind",
      title: "array",
      says: "Whether both sides always begin at its first sample, or why not; whether its Duplicate need not copy into it",
      width: 128,
      by: kindOf,
      cell: (r) => <span title={kindOf(r)}>{kindOf(r)}</span>,
    },
    {
      id: "address",
      title: "address",
      says: "From the beginning of the arena, or the memory of somebody else that it lies in",
      width: 84,
      numeric: true,
      by: (r) => r.address ?? -1,
      cell: (r) => placeOf(r, most, base),
    },
    {
      id: "episodes",
      title: "filled",
      says: "Times that it is filled and emptied again in an iteration; in between others may have its bytes",
      width: 54,
      numeric: true,
      by: (r) => r.episodes,
      cell: (r) => `${formatCount(r.episodes)}×`,
    },
    {
      id: "reference-samples",
      title: "CMSIS-Stream",
      says: "Samples that it can hold in CMSIS-Stream's plan; bold where it is not as here",
      width: 108,
      numeric: true,
      by: (r) => r.reference?.samples ?? -1,
      cell: (r) =>
        r.reference === null ? (
          "–"
        ) : (
          <span className={css.size} data-unlike={r.reference.samples !== r.samples || undefined}>
            {formatCount(r.reference.samples)}
          </span>
        ),
    },
    {
      id: "reference-bytes",
      title: "its bytes",
      says: "That it takes in CMSIS-Stream's plan",
      width: 76,
      numeric: true,
      by: (r) => r.reference?.bytes ?? -1,
      cell: (r) =>
        r.reference === null ? (
          "–"
        ) : (
          <Size bytes={r.reference.bytes} unlike={r.reference.bytes !== r.bytes} />
        ),
    },
    {
      id: "reference-home",
      title: "its buffer",
      says: "Where CMSIS-Stream puts it; FIFOs of one buffer share its bytes",
      width: 84,
      by: (r) => r.reference?.home ?? "",
      cell: (r) => r.reference?.home ?? "–",
    },
  ];
}
