/** Names of nodes and FIFOs that lead to what they name, in all panes. */

import type { ReferenceFifo } from "../../../look/dataflow/references.types.ts";
import { chooseStream } from "../../../store/dataflow-chosen.ts";
import { chooseFifo } from "../../../store/dataflow-fifos.ts";
import css from "../References.module.css";
import { endsOf } from "./words.ts";

export function NodeName({ id }: { id: string }) {
  return (
    <button
      type="button"
      className={css.name}
      title={`Show ${id} in the graph`}
      onClick={() => chooseStream({ kind: "actor", id })}
    >
      {id}
    </button>
  );
}

export function FifoName({ fifo, index }: { fifo: ReferenceFifo | undefined; index: number }) {
  if (fifo === undefined) return null;
  return (
    <button
      type="button"
      className={css.name}
      title={`${fifo.id}: ${endsOf(fifo)}`}
      onClick={() => chooseFifo("references", index, false)}
    >
      {fifo.id}
    </button>
  );
}

/** One after the other, with commas. */
export function FifoNames({
  fifos,
  indices,
}: {
  fifos: readonly ReferenceFifo[];
  indices: readonly number[];
}) {
  return indices.map((index, k) => (
    <span key={index}>
      {k > 0 && ", "}
      <FifoName fifo={fifos[index]} index={index} />
    </span>
  ));
}
