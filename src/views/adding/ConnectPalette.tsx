/** Connects a tensor by the keyboard: first which one, when several are meant, then the port that it goes to. */

import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import type { GraphDocument } from "../../core/document.ts";
import { connect } from "../../core/edit/connect.ts";
import { tensorOf } from "../../core/edit/index-of.ts";
import { type Asked, ask } from "../../store/asking.ts";
import { edit } from "../../store/editing.ts";
import { request } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import css from "./Adding.module.css";
import { Chooser } from "./Chooser.tsx";
import { typeText } from "./making.ts";
import { matching, sourceRows, type TargetRow, targetRows } from "./targets.ts";

type AskedToConnect = Extract<Asked, { readonly kind: "connect" }>;

const close = () => ask(null);

function Sources(props: { asked: AskedToConnect; of: readonly string[]; document: GraphDocument }) {
  const { asked, of, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  const rows = useMemo(() => sourceRows(document, of, text), [document, of, text]);
  return (
    <Chooser
      title="Connect which output?"
      placeholder="Name of the output"
      choices={rows}
      empty="No output is called that."
      screen={asked.screen}
      foot={() => <p className={css.quiet}>Enter chooses the output to connect.</p>}
      onTake={({ tensor }) => {
        ask({
          kind: "connect",
          from: tensor,
          ...(asked.screen === undefined ? {} : { screen: asked.screen }),
        });
        return true;
      }}
      onClose={close}
    />
  );
}

function Targets(props: { asked: AskedToConnect; document: GraphDocument }) {
  const { asked, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  const { from } = asked;
  const rows = useMemo(() => targetRows(document, from), [document, from]);
  const found = useMemo(() => matching(rows, text), [rows, text]);
  const foot = useCallback(
    (marked: TargetRow | undefined) => {
      const tensor = tensorOf(document, from);
      if (marked === undefined || tensor === undefined) return null;
      if (marked.why !== undefined) return <p className={css.bad}>{marked.why}</p>;
      return (
        <>
          <p>
            {from} · {typeText(tensor)} · to {marked.target.portName} of {marked.target.node}
          </p>
          <p className={css.quiet}>Ctrl Enter connects and stays for another.</p>
        </>
      );
    },
    [document, from],
  );
  return (
    <Chooser
      title={`Connect ${from} to`}
      placeholder="Name, operator or port"
      choices={found}
      empty={rows.length === 0 ? "No operation has a free port. Add one with N." : "Nothing is called that."}
      screen={asked.screen}
      foot={foot}
      onTake={({ target }, stay) => {
        if (!edit((d) => connect(d, from, { node: target.node, port: target.port })).ok) return false;
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

export function ConnectPalette(props: { asked: AskedToConnect; document: GraphDocument }) {
  const { asked, document } = props;
  return asked.of === undefined ? (
    <Targets key={asked.from} asked={asked} document={document} />
  ) : (
    <Sources asked={asked} of={asked.of} document={document} />
  );
}
