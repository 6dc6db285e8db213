/** The palette of nodes of a dataflow graph: the kind that is taken is made, connected and chosen. */

import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import { addStreamNode } from "../../core/dialects/dataflow/edit/nodes.ts";
import { addConnected } from "../../core/dialects/dataflow/edit/nodes-between.ts";
import type { DataflowDocument } from "../../core/document.ts";
import { sayProblem } from "../../core/result.ts";
import { type Asked, ask } from "../../store/asking.ts";
import { editStream } from "../../store/dataflow-editing.ts";
import { request } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import css from "./Adding.module.css";
import { Chooser } from "./Chooser.tsx";
import { type KindRow, kindRows, readTypedNode } from "./stream-rows.ts";

type AskedToAddNode = Extract<Asked, { readonly kind: "stream-add" }>;

/** The edit that taking a row is. */
function adding({ kind }: KindRow, text: string, { at, from, to }: AskedToAddNode) {
  const { rate, id } = readTypedNode(text);
  const how = {
    ...(id === undefined ? {} : { id }),
    ...(rate === undefined ? {} : { rate }),
    ...(at === undefined ? {} : { at }),
  };
  return (document: DataflowDocument) =>
    from === undefined && to === undefined
      ? addStreamNode(document, kind, how)
      : addConnected(document, kind, how, { from, to });
}

export function StreamAddPalette(props: { asked: AskedToAddNode; document: DataflowDocument }) {
  const { asked, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  const { from, to } = asked;
  const choices = useMemo(
    () => kindRows(text, { from: from !== undefined, to: to !== undefined }),
    [text, from, to],
  );
  const onClose = useCallback(() => ask(null), []);
  const foot = (marked: KindRow | undefined) => {
    if (marked === undefined) return null;
    const made = adding(marked, text, asked)(document);
    const says = made.ok
      ? made.value.says.replace("Added", "Adds").replace("connected it", "connects it")
      : "";
    return made.ok ? <p>{says}</p> : <p className={css.bad}>{sayProblem(made.problem)}</p>;
  };
  return (
    <Chooser
      title={
        from === undefined
          ? to === undefined
            ? "Add a node"
            : `Add before ${to.join(".")}`
          : `Add after ${from.join(".")}`
      }
      placeholder="Source 5, or node 7 fir"
      choices={choices}
      empty="No kind of node is called that."
      screen={asked.screen}
      foot={foot}
      onTake={(row) => {
        if (!editStream(adding(row, text, asked)).ok) return false;
        ask(null);
        // the next key is for the drawing, wherever the palette was opened from
        queueMicrotask(() => request({ kind: "focus-graph" }));
        return true;
      }}
      onClose={onClose}
    />
  );
}
