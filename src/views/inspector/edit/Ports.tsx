/** What a node reads, port by port: where it comes from, what is wrong there, and connecting or disconnecting it. */

import { boxKey } from "../../../core/box-key.ts";
import type { GraphDocument, NodeSpec } from "../../../core/document.ts";
import { disconnect } from "../../../core/edit/connect.ts";
import { type PortFault, portFaults } from "../../../core/edit/faults.ts";
import { indexOf, tensorOf } from "../../../core/edit/index-of.ts";
import { portsOf } from "../../../core/edit/ports.ts";
import { formatShape } from "../../../core/shape-text.ts";
import { ask } from "../../../store/asking.ts";
import { choose } from "../../../store/chosen.ts";
import { edit } from "../../../store/editing.ts";
import { request } from "../../../store/requests.ts";
import { MiddleText } from "../../../ui/MiddleText.tsx";
import css from "./Edit.module.css";
import { Part, Row, SmallButton } from "./fields.tsx";

export function Ports(props: { document: GraphDocument; node: NodeSpec }) {
  const { document, node } = props;
  const { inputs } = portsOf(document, indexOf(document).node.get(node.id) ?? -1);
  const faults = portFaults(document, node.id).filter((fault) => fault.side === "in");
  const whole = faults.filter((fault) => fault.port < 0 || fault.port >= inputs.length);
  if (inputs.length === 0 && whole.length === 0) return null;
  return (
    <Part title="Inputs">
      <Faults faults={whole} />
      {inputs.map((port, p) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a port is its number
          key={p}
          label={port.name}
          title={port.says}
        >
          {port.tensor === undefined ? (
            <>
              <span className={css.push}>
                <span className={css.quiet}>{port.optional ? "free (optional)" : "free"}</span>
              </span>
              <SmallButton
                name={`Connect ${port.name}`}
                onClick={() => ask({ kind: "add", to: { node: node.id, port: p } })}
              >
                connect…
              </SmallButton>
            </>
          ) : (
            <>
              <span className={css.push}>
                <Source document={document} tensor={port.tensor} />
              </span>
              <SmallButton
                name={`Disconnect ${port.name}`}
                title="Disconnect"
                onClick={() => edit((d) => disconnect(d, { node: node.id, port: p }))}
              >
                ×
              </SmallButton>
            </>
          )}
          <Faults faults={faults.filter((fault) => fault.port === p)} />
        </Row>
      ))}
    </Part>
  );
}

function Faults(props: { faults: readonly PortFault[] }) {
  return props.faults.map((fault) => (
    <p key={fault.says} className={`${css.fault} ${fault.kind === "open" ? css.open : ""}`}>
      {fault.says}
    </p>
  ));
}

/** What is connected, as a link to the box that gives it. */
function Source(props: { document: GraphDocument; tensor: string }) {
  const { document, tensor } = props;
  const maker = indexOf(document).maker.get(tensor);
  const key = maker === undefined ? boxKey("value", tensor) : boxKey("node", maker.id);
  const { dtype = "", shape } = tensorOf(document, tensor) ?? {};
  return (
    <button
      type="button"
      className={css.link}
      title={`${dtype} ${shape === undefined ? "" : formatShape(shape)}`}
      onClick={() => {
        choose([key]);
        request({ kind: "reveal-boxes", keys: [key] });
      }}
    >
      <MiddleText text={tensor} />
    </button>
  );
}
