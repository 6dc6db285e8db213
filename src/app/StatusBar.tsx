/** The bottom bar: panes to fold out, the work under way, and the promise that nothing leaves the tab. */

import { useStore } from "zustand";
import { openCount } from "../core/open-symbol.ts";
import { formatCount } from "../core/units.ts";
import { runCommand } from "../store/commands.ts";
import { comparingStore, conflictsInFile } from "../store/comparing.ts";
import { type DocumentState, documentStore } from "../store/document.ts";
import { drawingFactsStore, factsFor } from "../store/drawing-facts.ts";
import { sectionsFor } from "../store/methods.ts";
import { type OutcomeState, outcomeStore } from "../store/outcome.ts";
import { answerOf, type QuestionsState, questionsStore } from "../store/questions.ts";
import { type LowerPane, sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { tilingStore } from "../store/tiling.ts";
import { Button } from "../ui/Button.tsx";
import { useGraphless } from "./graphless.ts";
import { Status } from "./Status.tsx";
import css from "./StatusBar.module.css";

function PaneButton(props: { pane: Exclude<LowerPane, "none">; title: string; loud?: boolean }) {
  const open = useStore(sessionStore, (s) => s.lowerPane === props.pane);
  return (
    <Button
      look="quiet"
      aria-pressed={open}
      className={props.loud === true ? css.loud : undefined}
      onClick={() => runCommand(props.pane)}
    >
      {props.title}
    </Button>
  );
}

function problemCount(state: OutcomeState): number {
  const { picture } = state;
  if (picture === null) return 0;
  const noted = picture.plan.diagnostics.filter((d) => d.severity !== "info").length;
  return picture.violations.length + noted;
}

/** How many sizes the open graph waits for; null: it has none that could be given. */
function sizesOpen({ document }: DocumentState): number | null {
  if (document?.kind !== "graph") return null;
  const { symbols = [], contents = [] } = document;
  return symbols.length + contents.length === 0 ? null : openCount(document);
}

/** ` +2`: buffers that a plan for any order needs more, once that is known. */
function priceText({ freedom }: QuestionsState): string {
  const cost = answerOf(freedom);
  if (cost === undefined || cost === null) return "";
  const more = cost.anyOrder.buffers - cost.schedule.buffers;
  return ` ${more < 0 ? "−" : "+"}${formatCount(Math.abs(more))}`;
}

export function StatusBar() {
  const price = useStore(questionsStore, priceText);
  const planned = useStore(outcomeStore, problemCount);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const drawing = useStore(drawingFactsStore, (s) => factsFor(picture, s.facts));
  const conflicts = useStore(comparingStore, (s) => conflictsInFile(picture, s));
  const wrong = planned + conflicts + (drawing?.mismatches ?? 0);
  const problems = wrong + (drawing?.open ?? 0);
  const sizes = useStore(documentStore, sizesOpen);
  const hasArms = useStore(documentStore, (s) => s.document?.kind === "arms");
  const hasDataflow = useStore(documentStore, (s) => s.document?.kind === "dataflow");
  const hasMethods = useStore(documentStore, (s) => sectionsFor(s.document).length > 0);
  const graphless = useGraphless();
  const graphShown = useStore(shellStore, (s) => s.graphShown) && !graphless;
  const tiling = useStore(tilingStore, (s) => s.open);
  const inspectorShown = useStore(shellStore, (s) => s.inspectorShown);
  return (
    <footer className={css.bar}>
      <PaneButton pane="table" title="Table" />
      <PaneButton pane="problems" title={`Problems ${formatCount(problems)}`} loud={wrong > 0} />
      <PaneButton pane="settings" title="Settings" />
      <PaneButton pane="planners" title="Planners" />
      <PaneButton pane="compare" title="Compare" />
      <Button look="quiet" aria-pressed={tiling} onClick={() => runCommand("scratchpad")}>
        Scratchpad
      </Button>
      <PaneButton pane="freedom" title={`Order freedom${price}`} />
      {sizes !== null && (
        <PaneButton
          pane="sizes"
          title={sizes === 0 ? "Sizes" : `${formatCount(sizes)} ${sizes === 1 ? "size" : "sizes"} to give`}
          loud={sizes > 0}
        />
      )}
      {hasArms && <PaneButton pane="arms" title="Arms" />}
      {hasDataflow && <PaneButton pane="dataflow" title="Dataflow" />}
      {hasMethods && <PaneButton pane="methods" title="Methods" />}
      <span className={css.rule} />
      <Button
        look="quiet"
        aria-pressed={graphShown}
        disabled={graphless}
        title={graphless ? "This document has no graph" : undefined}
        onClick={() => runCommand("graph")}
      >
        Graph
      </Button>
      <Button look="quiet" aria-pressed={inspectorShown} onClick={() => runCommand("inspector")}>
        Inspector
      </Button>
      <span className={css.status} role="status" data-testid="status">
        <Status />
      </span>
      <Button
        look="quiet"
        className={css.keys}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => runCommand("keys")}
      >
        ?
      </Button>
    </footer>
  );
}
