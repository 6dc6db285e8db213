/** The palette of operations and values: what is chosen in it is made, connected and chosen. */

import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import type { GraphDocument } from "../../core/document.ts";
import { ask } from "../../store/asking.ts";
import { chosenStore } from "../../store/chosen.ts";
import { request } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import css from "./Adding.module.css";
import { type Addition, additions } from "./additions.ts";
import { Chooser } from "./Chooser.tsx";
import { type AskedToAdd, make, outcomeOf, tensorsOf } from "./making.ts";
import { recentStore, remember } from "./recent.ts";

function Foot(props: { document: GraphDocument; asked: AskedToAdd; marked: Addition | undefined }) {
  const { document, asked, marked } = props;
  const outcome = useMemo(
    () => (marked === undefined ? undefined : outcomeOf(document, marked.title, marked.making, asked)),
    [document, asked, marked],
  );
  if (marked === undefined || outcome === undefined) return null;
  if (marked.why !== undefined) return <p className={css.bad}>{marked.why}</p>;
  return (
    <>
      <p className={outcome.refused ? css.bad : undefined}>{outcome.says}</p>
      {marked.unread.length > 0 && <p className={css.bad}>Not understood: {marked.unread.join(" ")}</p>}
      {marked.typed !== "" && <p className={css.quiet}>After the name: {marked.typed}</p>}
    </>
  );
}

export function AddPalette(props: { asked: AskedToAdd; document: GraphDocument }) {
  const { asked, document } = props;
  const text = useStore(shellStore, (s) => s.sought);
  const recent = useStore(recentStore, (s) => s.ids);
  const keys = useStore(chosenStore, (s) => s.keys);
  const choices = useMemo(
    () => additions({ document, asked, marked: tensorsOf(document, keys), recent }, text),
    [document, asked, keys, recent, text],
  );
  const onClose = useCallback(() => ask(null), []);
  return (
    <Chooser
      title={asked.from === undefined ? "Add" : `Add after ${asked.from}`}
      placeholder="Conv 32 3x3 /2, input 1x64 int8, custom Foo"
      choices={choices}
      empty="Nothing is called that."
      screen={asked.screen}
      foot={(marked) => <Foot document={document} asked={asked} marked={marked} />}
      onTake={({ id, making }) => {
        if (!make(making, asked)) return false;
        if (id !== "custom") remember(id);
        ask(null);
        // the next key is for the canvas, wherever the palette was opened from
        queueMicrotask(() => request({ kind: "focus-graph" }));
        return true;
      }}
      onClose={onClose}
    />
  );
}
