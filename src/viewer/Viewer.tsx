/** The window of a file that shows one plan: the panes of the page, without what plans, edits and opens. */

import type { ReactNode } from "react";
import { useStore } from "zustand";
import { formatCount } from "../core/units.ts";
import { VERSION } from "../core/version.ts";
import { runCommand } from "../store/commands.ts";
import { findingStore } from "../store/finding.ts";
import { outcomeStore } from "../store/outcome.ts";
import { type LowerPane, sessionStore } from "../store/session.ts";
import { notify, shellStore } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { Arena } from "../views/arena/Arena.tsx";
import { FindBar } from "../views/find/FindBar.tsx";
import { FindButton } from "../views/find/FindButton.tsx";
import { GraphPane } from "../views/graph/GraphPane.tsx";
import { Inspector } from "../views/inspector/Inspector.tsx";
import { ColourBy } from "../views/legend/ColourBy.tsx";
import { Legend } from "../views/legend/Legend.tsx";
import { Minimap } from "../views/minimap/Minimap.tsx";
import { Problems } from "../views/problems/Problems.tsx";
import { Summary } from "../views/summary/Summary.tsx";
import { PlanTable } from "../views/table/PlanTable.tsx";
import { Timeline } from "../views/timeline/Timeline.tsx";
import { MOST_NODES } from "./place.ts";
import css from "./Viewer.module.css";

function Head(props: { save: () => void }) {
  const name = useStore(outcomeStore, (s) => s.picture?.document.name ?? "");
  return (
    <header className={css.head}>
      <h1 title={name}>{name}</h1>
      <span className={css.rest} />
      <Button onClick={props.save}>Save the plan as JSON</Button>
      <Button look="quiet" aria-label="Change the theme" title="Theme" onClick={() => runCommand("theme")}>
        ◐
      </Button>
    </header>
  );
}

function Centre() {
  const finding = useStore(findingStore, (s) => s.shown);
  const classes = useStore(sessionStore, (s) => s.colourBy !== "buffer");
  return (
    <div className={css.centre}>
      {finding && <FindBar />}
      {classes && <Legend />}
      <Minimap />
      <div className={css.pictures}>
        <Timeline>
          <ColourBy />
          <FindButton />
        </Timeline>
        <Arena />
      </div>
    </div>
  );
}

function LowerButton(props: { pane: LowerPane; children: ReactNode }) {
  const open = useStore(sessionStore, (s) => s.lowerPane === props.pane);
  return (
    <Button look="quiet" aria-pressed={open} onClick={() => runCommand(props.pane)}>
      {props.children}
    </Button>
  );
}

function Foot() {
  const problems = useStore(outcomeStore, ({ picture }) =>
    picture === null
      ? 0
      : picture.violations.length + picture.plan.diagnostics.filter((d) => d.severity !== "info").length,
  );
  const nodes = useStore(outcomeStore, (s) => s.picture?.graph?.nodes ?? 0);
  return (
    <footer className={css.foot}>
      <LowerButton pane="table">Table</LowerButton>
      <LowerButton pane="problems">Problems {formatCount(problems)}</LowerButton>
      {nodes > MOST_NODES && <span>The graph of {formatCount(nodes)} nodes is too large for this file.</span>}
      <span className={css.rest} />
      <span>A copy made by memplan {VERSION}. It loads nothing and sends nothing.</span>
    </footer>
  );
}

function Notice() {
  const notice = useStore(shellStore, (s) => s.notice);
  return (
    <output className={css.notice} data-shown={notice !== ""} data-testid="notice">
      {notice}
      {notice !== "" && (
        <button type="button" aria-label="Dismiss" onClick={() => notify("")}>
          ✕
        </button>
      )}
    </output>
  );
}

export function Viewer(props: { save: () => void }) {
  const lower = useStore(sessionStore, (s) => s.lowerPane);
  const graphShown = useStore(outcomeStore, ({ picture }) => {
    const nodes = picture?.graph?.nodes;
    return nodes !== undefined && nodes <= MOST_NODES;
  });
  return (
    <div className={css.window} data-testid="window">
      <Head {...props} />
      <Summary />
      <main className={css.main} data-graph={graphShown}>
        {graphShown && (
          <div className={css.pane}>
            <GraphPane />
          </div>
        )}
        <Centre />
        <div className={css.pane}>
          <Inspector />
        </div>
      </main>
      {(lower === "table" || lower === "problems") && (
        <div className={css.lower}>{lower === "table" ? <PlanTable /> : <Problems />}</div>
      )}
      <Foot />
      <Notice />
    </div>
  );
}
