/** A storage: the unit of planning, with all tensors that share its bytes; or the scratch of a node. */

import { rowOf } from "../../core/lists.ts";
import { formatBytesExactly, formatCount } from "../../core/units.ts";
import { nodeSpec, storageName } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import { Ends } from "./Ends.tsx";
import { Fact, Facts, Head } from "./Facts.tsx";
import { PlaceFacts } from "./PlaceFacts.tsx";
import { Readers, Sharers } from "./Related.tsx";
import { TensorFacts } from "./TensorFacts.tsx";
import { Link } from "./Thing.tsx";

export function StorageFacts(props: { picture: Picture; storage: number }) {
  const { picture, storage } = props;
  const { storages } = picture.plan;
  const scratch = storages.workspaceOf[storage] ?? -1;
  const tensors = rowOf(storages.tensors, storage);
  const only = tensors.length === 1 ? tensors[0] : undefined;
  if (only !== undefined) return <TensorFacts picture={picture} tensor={only} edited={false} />;
  const bytes = storages.bytes[storage] ?? 0;
  return (
    <>
      <Head name={storageName(picture, storage)}>
        {scratch >= 0 ? (
          <>
            scratch of a{" "}
            <Link
              picture={picture}
              target={{ kind: "node", index: scratch }}
              text={nodeSpec(picture, scratch)?.op ?? "node"}
            />
          </>
        ) : (
          `storage of ${formatCount(tensors.length)} tensors`
        )}
      </Head>
      <Facts>
        <Fact name="size" copy={String(bytes)}>
          {formatBytesExactly(bytes)}
        </Fact>
        <PlaceFacts
          picture={picture}
          storage={storage}
          offset={storages.offset[storage] ?? 0}
          bytes={bytes}
          start={storages.start[storage] ?? 0}
          end={storages.end[storage] ?? 0}
        />
        <Sharers picture={picture} storage={storage} tensor={-1} />
        {picture.plan.fifos !== undefined ? (
          <Ends picture={picture} fifos={tensors} />
        ) : (
          tensors.length > 0 && <Readers picture={picture} nodes={readersOf(picture, tensors)} />
        )}
      </Facts>
    </>
  );
}

/** Distinct nodes that read any of `tensors`, in the order of the document. */
function readersOf(picture: Picture, tensors: Int32Array): Int32Array {
  const { graph } = picture;
  const nodes = new Set<number>();
  if (graph !== null) for (const t of tensors) for (const n of rowOf(graph.readers, t)) nodes.add(n);
  return Int32Array.from(nodes).sort();
}
