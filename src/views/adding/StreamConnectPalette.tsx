/** Connects an output of a dataflow graph by the keyboard: first which one, when a node has several, then the input. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { connectPorts } from "../../core/dialects/dataflow/edit/connect.ts";
import type { EdgeEnd } from "../../core/dialects/dataflow/edit/types.ts";
import type { DataflowDocument } from "../../core/document.ts";
import { type Asked, ask } from "../../store/asking.ts";
import { editStream } from "../../store/dataflow-editing.ts";
import { request } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import css from "./Adding.module.css";
import { Chooser } from "./Chooser.tsx";
import { inputRows, outputRows } from "./stream-rows.ts";

type AskedToConnectNode = Extract<Asked, { readonly kind: "stream-connect" }>;

const close = () => ask(null);

function Outputs(props: { asked: AskedToConnectNode; document: DataflowDocument }) {
  const { asked, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  return (
    <Chooser
      title="Connect which output?"
      placeholder="Name of the output"
      choices={outputRows(document, asked.of, text)}
      empty="No output is called that."
      screen={asked.screen}
      foot={() => <p className={css.quiet}>Enter chooses the output to connect.</p>}
      onTake={({ end }) => {
        shellStore.setState({ sought: "" });
        ask({ ...asked, of: [end] });
        return true;
      }}
      onClose={close}
    />
  );
}

function Inputs(props: { asked: AskedToConnectNode; from: EdgeEnd; document: DataflowDocument }) {
  const { asked, from, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  const rows = useMemo(() => inputRows(document, from, text), [document, from, text]);
  return (
    <Chooser
      title={`Connect ${from.join(".")} to`}
      placeholder="Name, class or port"
      choices={rows}
      empty="No input is called that."
      screen={asked.screen}
      foot={(marked) =>
        marked === undefined ? null : <p className={css.quiet}>Ctrl Enter connects and stays for another.</p>
      }
      onTake={({ end }, stay) => {
        if (!editStream((d) => connectPorts(d, from, end)).ok) return false;
        if (!stay) {
          ask(null);
          queueMicrotask(() => request({ kind: "focus-graph" }));
        }
        return true;
      }}
      onClose={close}
    />
  );
}

export function StreamConnectPalette(props: { asked: AskedToConnectNode; document: DataflowDocument }) {
  const { asked, document } = props;
  const [from, ...more] = asked.of;
  if (from === undefined) return null;
  return more.length > 0 ? (
    <Outputs asked={asked} document={document} />
  ) : (
    <Inputs key={from.join(".")} asked={asked} from={from} document={document} />
  );
}
