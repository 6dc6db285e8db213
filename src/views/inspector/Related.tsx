/** Lists of names inside the facts: who reads these bytes, and which tensors share them. */

import { useState } from "react";
import { rowOf } from "../../core/lists.ts";
import { formatCount } from "../../core/units.ts";
import { nodeSpec, producerOf } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import type { Target } from "../../store/session.ts";
import { Fact } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { Link } from "./Thing.tsx";

/** As many names as are shown unasked. */
const SHOWN = 6;

export interface Item {
  readonly target: Target;
  readonly text?: string;
  /** A quiet word behind the name. */
  readonly says?: string;
}

export function Names(props: { picture: Picture; items: readonly Item[] }) {
  const [all, setAll] = useState(false);
  const items = all ? props.items : props.items.slice(0, SHOWN);
  const more = props.items.length - items.length;
  return (
    <ul className={css.names}>
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a node may read one tensor twice, and the list never changes order
        <li key={i}>
          <Link
            picture={props.picture}
            target={item.target}
            {...(item.text === undefined ? {} : { text: item.text })}
          />
          {item.says !== undefined && <span className={css.quiet}> {item.says}</span>}
        </li>
      ))}
      {more > 0 && (
        <li>
          <button type="button" className={css.link} onClick={() => setAll(true)}>
            {formatCount(more)} more
          </button>
        </li>
      )}
    </ul>
  );
}

export function Readers(props: { picture: Picture; nodes: Int32Array }) {
  const { picture } = props;
  if (picture.graph === null) return null;
  const items = [...props.nodes].map((n): Item => {
    const step = picture.plan.nodes.step[n] ?? 0;
    return {
      target: { kind: "node", index: n },
      text: nodeSpec(picture, n)?.op ?? "",
      says: `step ${formatCount(step)}`,
    };
  });
  return (
    <Fact name="read by">{items.length === 0 ? "nobody" : <Names picture={picture} items={items} />}</Fact>
  );
}

/** The tensors of a storage besides `tensor`, each with how it came to share. Nothing when there are none. */
export function Sharers(props: { picture: Picture; storage: number; tensor: number }) {
  const { picture } = props;
  const items = [...rowOf(picture.plan.storages.tensors, props.storage)]
    .filter((t) => t !== props.tensor)
    .map((t): Item => ({ target: { kind: "tensor", index: t }, says: howShared(picture, t) }));
  return items.length === 0 ? null : (
    <Fact
      name={props.tensor < 0 ? "tensors" : "shared with"}
      title="Tensors in the same bytes, by view or in place."
    >
      <Names picture={picture} items={items} />
    </Fact>
  );
}

/** How tensor `t` came into its storage: "view", "in place", or "owner". */
function howShared(picture: Picture, t: number): string {
  const { graph, plan } = picture;
  const node = producerOf(picture, t);
  const spec = nodeSpec(picture, node);
  if (graph === null || spec === undefined) return "owner";
  const output = rowOf(graph.outputs, node).indexOf(t);
  const inputs = rowOf(graph.inputs, node);
  const right = spec.mayShare?.find((r) => {
    const from = plan.tensors.storage[inputs[r.input] ?? -1] ?? -1;
    return r.output === output && from >= 0 && from === plan.tensors.storage[t];
  });
  return right === undefined ? "owner" : right.how === "view" ? "view" : "in place";
}
