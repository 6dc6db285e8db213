/** Why the drawing cannot be planned yet, and the samples that would let a loop go. */

import { useMemo } from "react";
import { useStore } from "zustand";
import { edgeWords } from "../../../core/dialects/dataflow/edit/find.ts";
import { addMissingSamples, missingSamples } from "../../../core/dialects/dataflow/edit/missing.ts";
import type { DataflowDocument } from "../../../core/document.ts";
import { editStream } from "../../../store/dataflow-editing.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { Small } from "./fields.tsx";
import css from "./Inspect.module.css";

export function Fault(props: { document: DataflowDocument }) {
  const { document } = props;
  const problem = useStore(outcomeStore, ({ unplanned }) =>
    unplanned?.document === document ? unplanned.problem : null,
  );
  const missing = useMemo(() => {
    // nothing else is mended by samples, and looking for them takes long in a large graph
    const found = problem?.code === "deadlock" ? missingSamples(document) : undefined;
    return found?.ok === true ? found.value : [];
  }, [document, problem]);
  if (problem === null) return null;
  const count = missing.reduce((sum, { samples }) => sum + samples, 0);
  const edge = document.edges[missing[0]?.edge ?? -1];
  const where =
    missing.length > 1 ? `${missing.length} connections` : edge === undefined ? "" : edgeWords(edge);
  return (
    <div className={css.fault} role="status" data-testid="stream-form-fault">
      <p>{problem.message}</p>
      {problem.help !== "" && <p className={css.help}>{problem.help}</p>}
      {count > 0 && (
        <Small
          title={`Add ${count} ${count === 1 ? "sample" : "samples"} of delay to ${where}`}
          onClick={() => editStream(addMissingSamples)}
        />
      )}
    </div>
  );
}
