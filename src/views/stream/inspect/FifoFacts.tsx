/** What the plan made of a connection: how many samples its FIFO holds, how, and where. */

import { useStore } from "zustand";
import type { DataflowDocument, StreamEdge } from "../../../core/dialects/dataflow/document.ts";
import { formatAddress, formatBytesExactly, formatCount } from "../../../core/units.ts";
import { outcomeStore, type Picture } from "../../../store/outcome.ts";
import { Part, Row } from "./fields.tsx";
import css from "./Inspect.module.css";

/** First address of a FIFO of the plan; undefined: it has none. */
function addressOf({ plan }: Picture, fifo: number): number | undefined {
  const storage = plan.tensors.storage[fifo] ?? -1;
  return storage < 0 ? undefined : plan.storages.offset[storage];
}

export function FifoFacts(props: { document: DataflowDocument; edge: StreamEdge }) {
  const { document, edge } = props;
  const picture = useStore(outcomeStore, (s) => (s.picture?.document === document ? s.picture : null));
  const [node, port] = edge.to;
  const fifos = picture?.plan.fifos ?? [];
  const index = fifos.findIndex(({ to }) => to[0] === node && to[1] === port);
  const fifo = fifos[index];
  if (picture === null || fifo === undefined)
    return <p className={css.quiet}>Not planned as it is drawn now.</p>;
  const address = addressOf(picture, index);
  return (
    <Part title={`In the plan: ${fifo.id}`}>
      <Row label="holds">
        {formatCount(fifo.samples)} {fifo.samples === 1 ? "sample" : "samples"},{" "}
        {formatBytesExactly(fifo.samples * fifo.sampleBytes)}
      </Row>
      <Row label="as">{fifo.array ? "an array" : "a FIFO with positions"}</Row>
      <Row label="lies">
        {fifo.outside !== undefined ? (
          `in ${fifo.outside}, outside of the plan`
        ) : address === undefined ? (
          "nowhere"
        ) : (
          <span className={css.mono}>{formatAddress(address)}</span>
        )}
      </Row>
      {fifo.copySkipped && (
        <p className={css.quiet}>Its Duplicate copies nothing: the samples are there already.</p>
      )}
    </Part>
  );
}
