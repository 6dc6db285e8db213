/** A node: what runs at its step, what it reads and writes, and which of its rights to share were taken. */

import type { ShareRight } from "../../core/document.ts";
import { rowOf } from "../../core/lists.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { liveBytesAt, nodeSpec } from "../../store/facts.ts";
import type { Picture } from "../../store/outcome.ts";
import { setCursor } from "../../store/session.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { Fact, Facts, Head } from "./Facts.tsx";
import css from "./Inspector.module.css";
import { Names } from "./Related.tsx";

/** `edited`: a form shows the fields of the node, so that only what comes of the plan is said. */
export function NodeFacts(props: { picture: Picture; node: number; edited: boolean }) {
  const { picture, node, edited } = props;
  const { plan, graph } = picture;
  const step = plan.nodes.step[node] ?? 0;
  const spec = nodeSpec(picture, node);
  const live = liveBytesAt(picture, step);
  const most = liveBytesAt(picture, plan.stats.peakStep);
  const workspace = graph?.workspace[node] ?? 0;
  const sized = (t: number) => ({
    target: { kind: "tensor", index: t } as const,
    says: formatBytes(graph?.bytes[t] ?? 0),
  });
  return (
    <>
      {!edited && (
        <Head name={plan.nodes.id[node] ?? ""}>
          {spec?.op ?? "node"},{" "}
          <button
            type="button"
            className={css.link}
            onClick={() => setCursor(step)}
            title="Put the cursor on this step"
          >
            step {formatCount(step)}
          </button>
        </Head>
      )}
      <Facts>
        {graph !== null && !edited && (
          <>
            <Fact name="inputs">
              <Names picture={picture} items={[...rowOf(graph.inputs, node)].map(sized)} />
            </Fact>
            <Fact name="outputs">
              <Names picture={picture} items={[...rowOf(graph.outputs, node)].map(sized)} />
            </Fact>
          </>
        )}
        {!edited && (
          <Fact name="workspace" title="Scratch bytes needed at its step only.">
            {workspace === 0 ? "none" : formatBytesExactly(workspace)}
          </Fact>
        )}
        <Fact name="alive here" title="Bytes alive at its step over all arenas, padding counted.">
          <Bytes bytes={live} />
          {live === most && live > 0 ? <b className={css.hot}> · the most</b> : null}
        </Fact>
        {(edited ? [] : (spec?.mayShare ?? [])).map((right) => (
          <Right
            key={`${right.how} ${right.output} ${right.input}`}
            picture={picture}
            node={node}
            right={right}
          />
        ))}
      </Facts>
    </>
  );
}

function Right(props: { picture: Picture; node: number; right: ShareRight }) {
  const { picture, node, right } = props;
  const { plan, graph } = picture;
  if (graph === null) return null;
  const output = rowOf(graph.outputs, node)[right.output] ?? -1;
  const input = rowOf(graph.inputs, node)[right.input] ?? -1;
  const home = plan.tensors.storage[output] ?? -1;
  const taken = home >= 0 && home === plan.tensors.storage[input];
  const name = right.how === "view" ? "may view" : "in place";
  return (
    <Fact
      name={name}
      title={`${plan.tensors.id[output] ?? ""} may live where ${plan.tensors.id[input] ?? ""} lives (${right.how}); ${taken ? "the plan does so" : "the plan does not"}.`}
    >
      {taken ? <span className={css.good}>✓ taken</span> : "not taken"}
      <span className={css.quiet}>
        {" "}
        output {right.output} over input {right.input}
      </span>
    </Fact>
  );
}
