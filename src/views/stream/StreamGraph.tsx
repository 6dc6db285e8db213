/** The graph pane of dataflow documents: who fires how often, and the FIFOs between them. Drawn without a plan too, and with whatever faults. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { clearStreamPlaces } from "../../core/dialects/dataflow/edit/place.ts";
import { formatCount } from "../../core/units.ts";
import { editStream } from "../../store/dataflow-editing.ts";
import { offerUnder } from "../../store/drawn.ts";
import { onRequest } from "../../store/requests.ts";
import { streamPlanStore } from "../../store/stream-plan.ts";
import { type StreamScene, streamSceneStore } from "../../store/stream-scene.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Flow } from "./Flow.tsx";
import css from "./Graph.module.css";
import { litStore, watchLights } from "./lit.ts";
import { follow, followCursor, followLights, obey, resized } from "./looking.ts";
import { Overview } from "./Overview.tsx";
import { Refusal } from "./Refusal.tsx";
import { watchShown } from "./shown.ts";
import { underPoint } from "./spot.ts";
import { resetView, viewStore } from "./view.ts";

function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

const KEYS =
  "Arrow keys walk from node to node, with Shift along FIFOs. Enter selects, Delete removes, F2 renames.";

function sizes({ document, drawing }: StreamScene): string {
  const duplicates = drawing.boxes.filter(({ kind }) => kind === "duplicate").length;
  const parts = [
    count(document.nodes.length, "node"),
    ...(duplicates > 0 ? [`${count(duplicates, "Duplicate")} put in`] : []),
    count(drawing.lines.filter(({ constant }) => !constant).length, "FIFO"),
  ];
  return parts.join(", ");
}

function summary(scene: StreamScene): string {
  if (scene.drawing.boxes.length === 0) return "Dataflow graph: empty. Double-click to add a node.";
  return `Dataflow graph: ${sizes(scene)}. ${KEYS}`;
}

/** Keeps stores, view and requests together while the pane is on the page. */
function wire(body: HTMLElement): () => void {
  resetView();
  const measure = () => resized(body.clientWidth, body.clientHeight);
  const observer = new ResizeObserver(measure);
  observer.observe(body);
  const stops = [
    watchLights(),
    watchShown(),
    followLights(),
    followCursor(),
    streamSceneStore.subscribe(({ scene }, before) => {
      if (scene !== null && scene !== before.scene) follow(scene, before.scene);
    }),
    onRequest((request) => obey(request, body)),
    offerUnder((screen) => underPoint(body, screen)),
    () => observer.disconnect(),
  ];
  measure();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Says which box the arrow keys are on, or which line is chosen. */
function Spoken() {
  const scene = useStore(streamSceneStore, (s) => s.scene);
  const current = useStore(viewStore, (v) => v.current);
  const line = useStore(
    litStore,
    ({ lines }) => [...lines].find(([, light]) => light === "selected")?.[0] ?? -1,
  );
  const held = useStore(streamPlanStore, (p) => p.held[line]);
  const box = scene?.drawing.boxes[scene.drawing.byKey.get(current ?? "") ?? -1];
  const of = scene?.drawing.lines[line];
  const ends = of === undefined ? [] : [scene?.drawing.boxes[of.from]?.id, scene?.drawing.boxes[of.to]?.id];
  const ofLine = of === undefined ? "" : `${ends.join(" to ")}${held === undefined ? "" : `, holds ${held}`}`;
  return (
    <p className="sr-only" aria-live="polite">
      {ofLine === "" ? (box?.says ?? "") : ofLine}
    </p>
  );
}

/** Why the graph cannot be planned. */
function Trouble({ scene }: { scene: StreamScene }) {
  const { problem } = scene.drawing;
  if (problem === null) return null;
  return (
    <p className={css.trouble} data-testid="stream-fault">
      {problem.message}
      {problem.help !== "" && <span className={css.help}> {problem.help}</span>}
    </p>
  );
}

function Invitation() {
  return (
    <div className={css.invitation} data-testid="invitation">
      <p className={css.invite}>Double-click to add a node</p>
      <p>Drag from an output to an input to connect them.</p>
    </div>
  );
}

export function StreamGraph() {
  const body = useRef<HTMLDivElement>(null);
  const scene = useStore(streamSceneStore, (s) => s.scene);
  const waiting = useStore(
    streamSceneStore,
    (s) => s.wanted !== null && s.scene?.document !== s.wanted.document,
  );
  const placed = useStore(
    streamSceneStore,
    (s) => Object.keys(s.scene?.document.drawing?.at ?? {}).length > 0,
  );
  useEffect(() => (body.current === null ? undefined : wire(body.current)), []);
  return (
    <section
      className={css.pane}
      aria-label="Graph"
      data-testid="graph"
      data-layout="stream"
      aria-busy={waiting}
    >
      <PaneHead title="Graph" says={scene === null ? (waiting ? "Laying out…" : "") : sizes(scene)}>
        {placed && (
          <button
            type="button"
            className={css.tidy}
            title="Lets the program place all nodes again"
            onClick={() => editStream(clearStreamPlaces)}
          >
            tidy
          </button>
        )}
      </PaneHead>
      <div ref={body} className={css.body} data-blank={scene?.drawing.boxes.length === 0 || undefined}>
        {scene !== null && (
          <>
            <Overview />
            <Flow says={summary(scene)} />
            {scene.drawing.boxes.length === 0 && <Invitation />}
            <Trouble scene={scene} />
            <Refusal />
          </>
        )}
        <Spoken />
      </div>
    </section>
  );
}
