/** The graph pane: operations in the colours of the buffers they write to, rows in the order of the schedule. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { formatCount } from "../../core/units.ts";
import { offerImage } from "../../store/images.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import { placingStore } from "../../store/placing.ts";
import { onRequest } from "../../store/requests.ts";
import { type GraphLayout, sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented, type SegmentedChoice } from "../../ui/Segmented.tsx";
import { centred, firstLook, fitted, NEAR, wholeView, windowOf } from "./camera.ts";
import { Flow } from "./Flow.tsx";
import css from "./Graph.module.css";
import { type Box, boundsOf, boxOf } from "./geometry.ts";
import { graphPng, graphSvg } from "./graph-image.ts";
import { labelOf } from "./labels.ts";
import { boxesOf, boxOfStorage, watchLights } from "./lit.ts";
import { Overview } from "./Overview.tsx";
import { type Scene, sceneStore, watchScenes } from "./scene.ts";
import { watchShown } from "./shown.ts";
import { glideTo, jumpTo, resetView, viewStore } from "./view.ts";

const LAYOUTS: readonly SegmentedChoice<GraphLayout>[] = [
  { id: "steps", title: "by step", says: "Rows follow the order in which operations run." },
  { id: "tidy", title: "tidy", says: "The Eclipse Layout Kernel: fewer crossings, slower." },
];

function count(n: number, one: string): string {
  return `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
}

function summary({ picture, skeleton }: Scene): string {
  const outputs = picture.graph?.document.outputs.length ?? 0;
  return `Graph: ${count(skeleton.nodes, "node")}, ${count(skeleton.outside.length, "input")}, ${count(outputs, "output")}. Arrow keys walk from node to node, Enter selects, Shift Enter selects a second.`;
}

function emptyText(picture: Picture | null): string | null {
  if (picture === null) return null;
  if (picture.plan.kind === "lifetimes") return "Lifetimes only: this document has no graph.";
  if (picture.graph === null)
    return "This plan came without its graph. Open the model it was made from to see it here.";
  return picture.graph.nodes === 0 ? "This graph has no nodes." : null;
}

function peakBox({ picture, geometry }: Scene): Box {
  return boxOf(geometry, picture.plan.nodes.order[picture.plan.stats.peakStep] ?? 0);
}

/** The box nearest the middle of the pane: what the eye is on. */
function middleBox(scene: Scene): number {
  const view = viewStore.getState();
  const x = (view.width / 2 - view.x) / view.zoom;
  const y = (view.height / 2 - view.y) / view.zoom;
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < scene.skeleton.count; i++) {
    const b = boxOf(scene.geometry, i);
    const off = (b.x + b.width / 2 - x) ** 2 + (b.y + b.height / 2 - y) ** 2;
    if (off < least) {
      best = i;
      least = off;
    }
  }
  return best;
}

/** The box that is to stay where it is on screen: the selected one when it is in view, else the one in the middle. */
function anchorOf(scene: Scene): number {
  const { selection } = sessionStore.getState();
  const view = viewStore.getState();
  const seen = new Set(selection === null ? [] : scene.geometry.boxesIn(windowOf(view, view)));
  const selected = selection === null ? undefined : boxesOf(scene, selection).find((box) => seen.has(box));
  return selected ?? middleBox(scene);
}

function lookAfresh(scene: Scene): void {
  const { geometry } = scene;
  jumpTo(firstLook(geometry, peakBox(scene), viewStore.getState(), geometry.across));
}

/** A new document gets a first look; the same one keeps the box that is looked at in the middle. */
function follow(scene: Scene, before: Scene | null): void {
  const view = viewStore.getState();
  if (view.width === 0) return;
  if (before === null || before.picture.opening !== scene.picture.opening) {
    viewStore.setState({ current: -1, moved: false });
    lookAfresh(scene);
  } else if (before.geometry.placing.at !== scene.geometry.placing.at) {
    if (view.moved) jumpTo(centred(boxOf(scene.geometry, anchorOf(before)), view, view.zoom));
    else lookAfresh(scene);
  }
}

/** The pane has another size: what was in its middle stays there, or a view that nobody moved is chosen again. */
function resized(width: number, height: number): void {
  const view = viewStore.getState();
  if (view.width === width && view.height === height) return;
  viewStore.setState({ width, height });
  const { scene } = sceneStore.getState();
  if (scene === null || width === 0) return;
  if (view.width === 0 || !view.moved) lookAfresh(scene);
  else {
    const { x, y, zoom } = view;
    jumpTo({ x: x + (width - view.width) / 2, y: y + (height - view.height) / 2, zoom });
  }
}

function reveal(boxes: readonly number[]): void {
  const { scene } = sceneStore.getState();
  const bounds = scene === null ? undefined : boundsOf(scene.geometry, boxes);
  const view = viewStore.getState();
  if (bounds !== undefined) glideTo(fitted(bounds, view, Math.max(view.zoom, NEAR)));
}

/** What somebody selects in another pane comes into view, unless some of it is. */
function showSelected(): void {
  const { scene } = sceneStore.getState();
  const { selection, second } = sessionStore.getState();
  const latest = second ?? selection;
  const view = viewStore.getState();
  if (scene === null || latest === null || view.width === 0) return;
  const seen = new Set(scene.geometry.boxesIn(windowOf(view, view)));
  const boxes = boxesOf(scene, latest);
  const [first] = boxes;
  if (first !== undefined && !boxes.some((box) => seen.has(box)))
    glideTo(centred(boxOf(scene.geometry, first), view, view.zoom));
}

/** Where an explanation is at: what clashes or runs, else the nodes of a path, else the storages of a proof. */
function spotted(scene: Scene): number[] {
  const { spot } = spotStore.getState();
  if (spot === null) return [];
  for (const wanted of ["clash", "running", "path"] as const) {
    const nodes = [...spot.nodes].filter(([, mark]) => mark === wanted).map(([node]) => node);
    if (nodes.length > 0) return nodes;
  }
  return [...spot.storages].map((s) => boxOfStorage(scene, s)).filter((box) => box >= 0);
}

/** What an explanation is at comes into view, unless some of it is. */
function showSpotted(): void {
  const { scene } = sceneStore.getState();
  const view = viewStore.getState();
  if (scene === null || view.width === 0) return;
  const boxes = spotted(scene);
  const [first] = boxes;
  const seen = new Set(scene.geometry.boxesIn(windowOf(view, view)));
  if (first !== undefined && !boxes.some((box) => seen.has(box)))
    glideTo(centred(boxOf(scene.geometry, first), view, view.zoom));
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
      if (now.scene !== null && now.scene !== before.scene) follow(now.scene, before.scene);
    }),
    sessionStore.subscribe((now, before) => {
      if (now.selection !== before.selection || now.second !== before.second) showSelected();
    }),
    spotStore.subscribe(showSpotted),
    onRequest((request) => {
      const { scene } = sceneStore.getState();
      if (scene === null) return;
      const view = viewStore.getState();
      if (request.kind === "fit") glideTo(wholeView(scene.geometry, view));
      else if (request.kind === "reveal") reveal(boxesOf(scene, request.target));
    }),
    offerImage({ id: "graph", title: "Graph", svg: graphSvg, png: graphPng }),
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

export function GraphPane() {
  const body = useRef<HTMLDivElement>(null);
  const scene = useStore(sceneStore, (s) => s.scene);
  const empty = useStore(outcomeStore, (s) => emptyText(s.picture));
  const kind = useStore(placingStore, (p) => p.kind);
  const layout = useStore(sessionStore, (s) => s.graphLayout);
  useEffect(() => (body.current === null ? undefined : wire(body.current)), []);
  const tidying = useStore(placingStore, (p) => p.tidying);
  const says = scene === null ? "" : tidying ? "Tidying…" : count(scene.skeleton.nodes, "node");
  return (
    <section
      className={css.pane}
      aria-label="Graph"
      data-testid="graph"
      data-layout={kind}
      aria-busy={tidying}
    >
      <PaneHead title="Graph" says={says}>
        {scene !== null && (
          <Segmented
            label="Layout of the graph"
            value={layout}
            choices={LAYOUTS}
            onChange={(graphLayout) => sessionStore.setState({ graphLayout })}
          />
        )}
      </PaneHead>
      <div ref={body} className={css.body}>
        {empty !== null && <p className={css.empty}>{empty}</p>}
        {scene !== null && empty === null && (
          <>
            <Overview />
            <Flow says={summary(scene)} />
          </>
        )}
        <Spoken />
      </div>
    </section>
  );
}
