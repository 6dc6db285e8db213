/** Defects of the reference that take effect on a graph, by name. */

import { copiesLeftOut, DEFECTS, type Defect } from "../../core/dialects/dataflow/compat/defects.ts";
import type { ReferencePlan } from "../../core/dialects/dataflow/compat/reference.types.ts";
import type { Stream } from "../../core/dialects/dataflow/stream.types.ts";
import type { Result } from "../../core/result.ts";

export interface FoundDefect {
  readonly title: string;
  /** What it does, and to whom. */
  readonly says: string;
}

export function defectsIn(stream: Stream, reference: Result<ReferencePlan>): readonly FoundDefect[] {
  const found: FoundDefect[] = [];
  const add = (id: Defect["id"], more: string) => {
    const defect = DEFECTS.find((own) => own.id === id);
    if (defect !== undefined) found.push({ title: defect.title, says: [defect.says, more].join(" ").trim() });
  };
  if (!reference.ok) {
    const { code, message } = reference.problem;
    if (code === "reference-self-loop") add("self-loop", message);
    if (code === "reference-equal-cycles") add("equal-cycles", message);
    if (code === "reference-too-full") add("too-full", message);
    return found;
  }
  const lost = copiesLeftOut(
    stream,
    reference.value.fifos.map(({ home }) => home),
  );
  if (lost.length > 0) add("copies-left-out", `Here: ${lost.map((f) => `fifo${f}`).join(", ")}.`);
  return found;
}
