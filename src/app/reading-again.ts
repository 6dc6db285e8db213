/** Keeps the file of the open document at hand, to read it again once a person says what its small inputs hold. */

import type { GraphDocument, MemplanDocument } from "../core/document.ts";
import { ok } from "../core/result.ts";
import { documentStore } from "../store/document.ts";
import { edit, openGraph } from "../store/editing.ts";
import { heldStore } from "../store/held-file.ts";
import { outcomeStore } from "../store/outcome.ts";
import { tell } from "../store/spoken.ts";
import type { PlannerClient } from "../worker/client.ts";

interface Held {
  readonly name: string;
  readonly blob: Blob;
  readonly opening: number;
  /** What reading it has given so far. */
  readonly reads: GraphDocument[];
}

export interface ReadingAgain {
  readonly hold: (name: string, blob: Blob, document: MemplanDocument) => void;
  readonly give: (input: string, values: readonly number[] | null) => Promise<boolean>;
}

function refused(says: string): false {
  tell(says);
  return false;
}

export function createReadingAgain(client: Pick<PlannerClient, "read">): ReadingAgain {
  let held: Held | undefined;
  return {
    hold(name, blob, document) {
      const { opening } = documentStore.getState();
      held = document.kind === "graph" ? { name, blob, opening, reads: [document] } : undefined;
      heldStore.setState({ opening: held === undefined ? null : opening });
    },

    async give(input, values) {
      const document = openGraph();
      const { opening } = documentStore.getState();
      const file = held?.opening === opening ? held : undefined;
      if (document === null || file === undefined) {
        return refused("The file of this model is not at hand any more: open it again, then give the value.");
      }
      const [{ sameButSymbols }, { setSymbol }] = await Promise.all([
        import("../core/symbols.ts"),
        import("../core/edit/change-symbols.ts"),
      ]);
      if (!file.reads.some((read) => sameButSymbols(read, document))) {
        return refused(
          "The graph was edited since its file was read, and reading it again would lose that: undo the edits first.",
        );
      }
      const given = new Map(
        document.contents?.flatMap((spec) =>
          spec.values === undefined ? [] : [[spec.id, spec.values] as const],
        ),
      );
      if (values === null) given.delete(input);
      else given.set(input, values);
      const read = await client.read(file.blob, file.name, given);
      if (!read.ok) {
        outcomeStore.setState({ trouble: { about: file.name, problem: read.problem } });
        return false;
      }
      if (read.value.document.kind !== "graph" || openGraph() !== document) return false;
      const fresh = read.value.document;
      file.reads.push(fresh);
      // what a person gave to symbols stays
      let made = fresh;
      for (const { id, value, given: byHand } of document.symbols ?? []) {
        const next = byHand === true ? setSymbol(made, id, value) : undefined;
        if (next?.ok === true) made = next.value.document;
      }
      const what = values === null ? "without a value" : `with the value ${values.join(", ")}`;
      return edit(() => ok({ document: made, says: `Read ${file.name} again, ${input} ${what}` })).ok;
    },
  };
}
