/** The graph pane: operations in the colours of the buffers they write to, drawn by hand or in rows by the order of the schedule. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { BoxKey } from "../../core/box-key.ts";
import { ROLES } from "../../core/document.ts";
import { formatCount } from "../../core/units.ts";
import { imageOf } from "../../draw/image.ts";
import { chosenStore } from "../../store/chosen.ts";
import { type DocumentState, documentStore } from "../../store/document.ts";
import { offerBoxes } from "../../store/drawn.ts";
import { offerImage } from "../../store/images.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { layoutNow, placingStore } from "../../store/placing.ts";
import { onRequest, type Request } from "../../store/requests.ts";
import { type GraphLayout, sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { byHand } from "./by-hand.ts";
import { wholeView } from "./camera.ts";
import { Flow } from "./Flow.tsx";
import { followCursor } from "./follow-cursor.ts";
import css from "./Graph.module.css";
import { graphSize, paintGraph } from "./graph-image.ts";
import { labelOf } from "./labels.ts";
import { boxesOf, watchLights } from "./lit.ts";
import { follow, frameBoxes, resized, reveal, revealBoxes, showSelected, showSpotted } from "./looking.ts";
import { Overview } from "./Overview.tsx";
import { boxByKey, placedBoxes, type Scene, sceneStore, watchScenes } from "./scene.ts";
import { watchShown } from "./shown.ts";
import { glideTo, resetView, viewStore } from "./view.ts";

const LAYOUTS: readonly SegmentedChoice<GraphLayout>[] = [
  { id: "steps", title: "by step", says: "Rows follow the order in which operations run." },
  { id: "tidy", title: "tidy", says: "The Eclipse Layout Kernel: fewer crossings, slower." },
];
const BY_HAND: SegmentedChoice<GraphLayout> = {
  id: "free",
  title: "by hand",
  says: "Boxes stay where you put them.",
};

function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

/** Pixels of a head that has room for what it says beside all its controls. */
const HEAD_WIDE = 390;

const KEYS = "Arrow keys walk from node to node, Enter selects, Shift Enter selects a second.";

function summary({ graph, document, skeleton }: Scene): string {
  if (skeleton.count === 0) return "Graph: empty. Double-click or press N to add an operation.";
  const inputs = graph.role.reduce((sum, role) => sum + (ROLES[role] === "input" ? 1 : 0), 0);
  const outputs = document.outputs.length;
  return `Graph: ${count(graph.nodes, "node")}, ${count(inputs, "input")}, ${count(outputs, "output")}. ${KEYS}`;
}

/** Why there is no canvas; null where there is one, or soon. */
function emptyText(open: DocumentState["document"], picture: Picture | null): string | null {
  if (open?.kind === "graph" || picture === null) return null;
  if (picture.plan.kind === "lifetimes") return "Lifetimes only: this document has no graph.";
  if (picture.graph === null)
    return "This plan came without its graph. Open the model it was made from to see it here.";
  return picture.graph.nodes === 0 ? "This graph has no nodes." : null;
}

/** Names and faults of ports come with the code that edits, once the page has nothing else to do. */
function learnPorts(): () => void {
  const load = () => {
    import("./edit/port-facts.ts").then(
      ({ knowPorts }) => knowPorts(),
      // offline before it was fetched once: ports stay without names
      () => {},
    );
  };
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(load, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(load, { timeout: 2000 });
  return () => cancelIdleCallback(idle);
}

/** Milliseconds that boxes which a layout is to place yet are waited for. */
const PLACED_WITHIN = 2000;
let awaited: { readonly keys: readonly BoxKey[]; readonly until: number } | null = null;

/** Brings boxes into view once all are drawn: an edit comes some time before the layout that places what it made. */
function revealPlaced(scene: Scene): void {
  if (awaited === null) return;
  const { keys, until } = awaited;
  const here = keys.some((key) => boxByKey(scene, key) >= 0);
  const all = keys.every((key) => boxByKey(scene, key) >= 0);
  if (!all && performance.now() < until) return;
  awaited = null;
  if (here) revealBoxes(scene, keys);
}

function obey(request: Request, body: HTMLElement): void {
  awaited = null;
  if (request.kind === "focus-graph") {
    // the canvas of a new drawing comes with the next render
    const focus = () => body.querySelector<HTMLElement>(".react-flow")?.focus({ preventScroll: true });
    if (body.querySelector(".react-flow") === null) setTimeout(focus);
    else focus();
  }
  const { scene } = sceneStore.getState();
  if (scene === null) return;
  if (request.kind === "fit") glideTo(wholeView(scene.geometry, viewStore.getState()));
  else if (request.kind === "reveal") reveal(scene, boxesOf(scene, request.target));
  else if (request.kind === "frame-boxes") frameBoxes(scene, request.keys);
  else if (request.kind === "reveal-boxes") {
    awaited = { keys: request.keys, until: performance.now() + PLACED_WITHIN };
    revealPlaced(scene);
  }
}

/** Follows what is selected; what has only another number in a new plan is nothing new. */
function watchSelected(): () => void {
  let known = chosenStore.getState().keys;
  return sessionStore.subscribe((now, before) => {
    const { keys } = chosenStore.getState();
    const renumbered = keys.length > 0 && keys === known;
    known = keys;
    if (!renumbered && (now.selection !== before.selection || now.second !== before.second)) showSelected();
  });
}

/** Keeps stores, view and requests together while the pane is on the page. */
function wire(body: HTMLElement): () => void {
  resetView();
  const measure = () => resized(body.clientWidth, body.clientHeight);
  const observer = new ResizeObserver(measure);
  observer.observe(body);
  const stops = [
    watchScenes(),
    watchLights(),
    watchShown(),
    sceneStore.subscribe((now, before) => {
      if (now.scene === null || now.scene === before.scene) return;
      follow(now.scene, before.scene, body);
      revealPlaced(now.scene);
    }),
    watchSelected(),
    followCursor(),
    spotStore.subscribe(showSpotted),
    onRequest((request) => obey(request, body)),
    offerBoxes(() => {
      const { scene } = sceneStore.getState();
      return scene === null ? [] : placedBoxes(scene);
    }),
    offerImage({
      id: "graph",
      title: "Graph",
      ...imageOf(graphSize, paintGraph),
    }),
    learnPorts(),
    () => observer.disconnect(),
  ];
  measure();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Says which box the arrow keys are on. */
function Spoken() {
  const current = useStore(viewStore, (v) => v.current);
  const scene = useStore(sceneStore, (s) => s.scene);
  const says =
    scene === null || current < 0 || current >= scene.skeleton.count ? "" : labelOf(scene, current).says;
  return (
    <p className="sr-only" aria-live="polite">
      {says}
    </p>
  );
}

function Invitation() {
  return (
    <div className={css.invitation} data-testid="invitation">
      <p className={css.invite}>Double-click or press N</p>
      <p>Drag from port to port to connect. To start from a model, open one or drop it here.</p>
    </div>
  );
}

function Controls() {
  const editable = useStore(documentStore, (d) => d.document?.kind === "graph");
  useStore(documentStore, (d) => d.document);
  useStore(sessionStore, (s) => s.graphLayout);
  const constants = useStore(sceneStore, ({ scene }) =>
    scene === null ? false : scene.document.tensors.some((t) => t.role === "constant"),
  );
  const shown = useStore(sessionStore, (s) => s.constantsShown);
  const choose = (graphLayout: GraphLayout) => {
    if (graphLayout === "free") byHand();
    else sessionStore.setState({ graphLayout });
  };
  return (
    <>
      {constants && (
        <button
          type="button"
          className={css.toggle}
          aria-pressed={shown}
          title="Whether constants are drawn as boxes"
          onClick={() => sessionStore.setState({ constantsShown: !shown })}
        >
          constants
        </button>
      )}
      <Segmented
        label="Layout of the graph"
        value={layoutNow()}
        choices={editable ? [...LAYOUTS, BY_HAND] : LAYOUTS}
        onChange={choose}
      />
    </>
  );
}

export function GraphPane() {
  const body = useRef<HTMLDivElement>(null);
  const scene = useStore(sceneStore, (s) => s.scene);
  const open = useStore(documentStore, (d) => d.document);
  const empty = useStore(outcomeStore, (s) => emptyText(open, s.picture));
  useEffect(() => (body.current === null ? undefined : wire(body.current)), []);
  const tidying = useStore(placingStore, (p) => p.tidying);
  // beside its controls a narrow head has no room for more
  const wide = useStore(viewStore, (v) => v.width >= HEAD_WIDE);
  const nodes = scene === null || !wide ? "" : count(scene.graph.nodes, "node");
  const blank = scene !== null && scene.skeleton.count === 0;
  return (
    <section
      className={css.pane}
      aria-label="Graph"
      data-testid="graph"
      data-layout={scene?.kind}
      aria-busy={tidying}
    >
      <PaneHead title="Graph" says={tidying ? "Tidying…" : nodes}>
        {scene !== null && empty === null && <Controls />}
      </PaneHead>
      <div ref={body} className={css.body} data-blank={blank || undefined}>
        {empty !== null && <p className={css.empty}>{empty}</p>}
        {scene !== null && empty === null && (
          <>
            <Overview />
            <Flow says={summary(scene)} />
            {blank && <Invitation />}
          </>
        )}
        <Spoken />
      </div>
    </section>
  );
}
