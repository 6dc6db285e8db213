/** The bottom bar: panes to fold out, the work under way, and the promise that nothing leaves the tab. */

import { useStore } from "zustand";
import { formatCount } from "../core/units.ts";
import { runCommand } from "../store/commands.ts";
import { documentStore } from "../store/document.ts";
import { type OutcomeState, outcomeStore } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import css from "./StatusBar.module.css";

function workText(work: NonNullable<OutcomeState["work"]>): string {
  const { title, progress } = work;
  if (progress === null) return `${title}…`;
  const count = progress.total > 0 ? ` ${formatCount(progress.done)}/${formatCount(progress.total)}` : "";
  return `${title}: ${progress.phase}${count}`;
}

function PaneButton(props: { pane: "table" | "problems" | "settings"; title: string; loud?: boolean }) {
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
  return picture.violations.length + picture.plan.diagnostics.filter((d) => d.severity !== "info").length;
}

/** What is being done, what was left undone, or how long it took. */
function Status() {
  const work = useStore(outcomeStore, (s) => s.work);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const revision = useStore(documentStore, (s) => s.revision);
  if (work !== null) {
    return (
      <>
        <span className={css.work}>{workText(work)}</span>
        <Button look="quiet" onClick={() => services().cancel()}>
          Cancel
        </Button>
      </>
    );
  }
  if (picture !== null && picture.revision !== revision) {
    return (
      <>
        <span className={css.work}>not planned since the last change: the picture is the one before</span>
        <Button look="quiet" onClick={() => services().restart()}>
          Plan now
        </Button>
      </>
    );
  }
  return (
    <>
      {picture !== null && (
        <span className={css.elapsed}>
          planned and checked in {formatCount(Math.max(1, Math.round(picture.elapsed)))} ms ·{" "}
        </span>
      )}
      nothing leaves this tab
    </>
  );
}

export function StatusBar() {
  const problems = useStore(outcomeStore, problemCount);
  const graphless = useStore(outcomeStore, (s) => s.picture !== null && s.picture.graph === null);
  const graphShown = useStore(shellStore, (s) => s.graphShown) && !graphless;
  const inspectorShown = useStore(shellStore, (s) => s.inspectorShown);
  return (
    <footer className={css.bar}>
      <PaneButton pane="table" title="Table" />
      <PaneButton pane="problems" title={`Problems ${formatCount(problems)}`} loud={problems > 0} />
      <PaneButton pane="settings" title="Settings" />
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
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => runCommand("keys")}
      >
        ?
      </Button>
    </footer>
  );
}
