/** A tensor: what it is, who makes and reads it, where and when it lives, with whom it shares its bytes. */

import { useStore } from "zustand";
import { ROLES } from "../../core/document.ts";
import { rowOf } from "../../core/lists.ts";
import { sizeFormula } from "../../core/size-formula.ts";
import { sourceWords } from "../../core/source-words.ts";
import { formatAddress, formatBytesExactly, formatCount } from "../../core/units.ts";
import { nodeSpec, producerOf, tensorSpec } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Ends } from "./Ends.tsx";
import { Fact, Facts, Head } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { PlaceFacts } from "./PlaceFacts.tsx";
import { Readers, Sharers } from "./Related.tsx";
import { Link } from "./Thing.tsx";
import { shapeText } from "./words.ts";

/** `edited`: a form shows name, shape, size, role and mark. */
export function TensorFacts(props: { picture: Picture; tensor: number; edited: boolean }) {
  const { picture, tensor, edited } = props;
  const { plan, graph } = picture;
  const spec = tensorSpec(picture, tensor);
  const storage = plan.tensors.storage[tensor] ?? -1;
  const bytes = graph?.bytes[tensor] ?? plan.tensors.bytes[tensor] ?? 0;
  const shape = shapeText(spec);
  const formula = sizeFormula(spec, graph?.document.symbols);
  return (
    <>
      {(!edited || producerOf(picture, tensor) >= 0) && (
        <Head name={plan.tensors.id[tensor] ?? ""} shown={!edited}>
          <MadeBy picture={picture} tensor={tensor} />
        </Head>
      )}
      <Facts>
        {spec !== undefined && plan.fifos === undefined && !edited && (
          <Fact name="shape" copy={`${shape} ${spec.dtype ?? ""}`.trim()}>
            {shape === "" ? "not known" : shape} {spec.dtype}
          </Fact>
        )}
        {!edited && (
          <Fact name="size" copy={String(bytes)}>
            {formatBytesExactly(bytes)}
            {formula !== "" && <span className={css.formula}>= {formula}</span>}
          </Fact>
        )}
        {storage >= 0 ? (
          <PlaceFacts
            picture={picture}
            storage={storage}
            offset={(plan.storages.offset[storage] ?? 0) + (plan.tensors.byteOffset[tensor] ?? 0)}
            bytes={plan.tensors.bytes[tensor] ?? 0}
            start={plan.tensors.start[tensor] ?? 0}
            end={plan.tensors.end[tensor] ?? 0}
          />
        ) : (
          <Fact name="address">
            {spec?.external === true ? "memory of its own, outside the arenas" : "not in an arena"}
          </Fact>
        )}
        <ShippedAt picture={picture} tensor={tensor} />
        {graph !== null && !edited && (
          <Fact name="role">
            {ROLES[graph.role[tensor] ?? 0]}
            {graph.output[tensor] === 1 && ", final output"}
          </Fact>
        )}
        <Gaps picture={picture} tensor={tensor} />
        {plan.fifos !== undefined ? (
          <Ends picture={picture} fifos={[tensor]} />
        ) : (
          graph !== null && <Readers picture={picture} nodes={rowOf(graph.readers, tensor)} />
        )}
        {storage >= 0 && <Sharers picture={picture} storage={storage} tensor={tensor} />}
      </Facts>
    </>
  );
}

function MadeBy(props: { picture: Picture; tensor: number }) {
  const { picture, tensor } = props;
  const { graph, plan } = picture;
  if (graph === null)
    return plan.kind === "lifetimes" ? "a lifetime without a graph" : "its graph is not here";
  const node = producerOf(picture, tensor);
  if (node < 0) {
    const role = ROLES[graph.role[tensor] ?? 0] ?? "";
    return role === "input" ? `input of ${sourceWords(picture.document).of}` : role;
  }
  return (
    <>
      <Link
        picture={picture}
        target={{ kind: "node", index: node }}
        text={nodeSpec(picture, node)?.op ?? ""}
      />
      , step {formatCount(plan.nodes.step[node] ?? 0)}
    </>
  );
}

function Gaps(props: { picture: Picture; tensor: number }) {
  const { document } = props.picture;
  const spec = document.kind === "lifetimes" ? document.buffers[props.tensor] : undefined;
  if (spec === undefined) return null;
  const gaps = spec.gaps?.length ?? 0;
  return (
    <>
      {gaps > 0 && <Fact name="gaps">{formatCount(gaps)} dead times inside its lifetime</Fact>}
      {spec.offset !== undefined && spec.offset !== null && (
        <Fact name="fixed">its address is given by the file</Fact>
      )}
    </>
  );
}

/** Where the plan in the file puts it. */
function ShippedAt(props: { picture: Picture; tensor: number }) {
  const { graph, plan } = props.picture;
  const base = useStore(sessionStore, (s) => s.addressBase);
  const shipped = graph?.document.shipped;
  const offset = shipped?.offsets[plan.tensors.id[props.tensor] ?? ""];
  if (shipped === undefined || offset === undefined) return null;
  return (
    <Fact name="shipped at" title={`The address that ${shipped.title} in the file gives it.`}>
      <span className="mono">{formatAddress(offset, 0, base)}</span>
    </Fact>
  );
}
