/** React Flow as the surface that pans, zooms and is pointed at; boxes of the window in the DOM, the rest on canvas. */

import "@xyflow/react/dist/base.css";
import { Panel, ReactFlow, type ReactFlowInstance } from "@xyflow/react";
import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { documentStore } from "../../store/document.ts";
import { detailOf, type Viewport, wholeView, ZOOM_LEAST, ZOOM_MOST, zoomedAbout } from "./camera.ts";
import css from "./Graph.module.css";
import { meansAlso, pointAt, pointAtLine, pointSoon, selectBox, selectLine } from "./hand.ts";
import { onKeyDown } from "./keys.ts";
import { LinePath } from "./LinePath.tsx";
import { litStore } from "./lit.ts";
import { NODE_TYPES } from "./NodeBox.tsx";
import { sceneStore } from "./scene.ts";
import { type BoxNode, type LineEdge, shownStore } from "./shown.ts";
import { glideTo, handStore, setMover, viewStore } from "./view.ts";

const loadHands = () => import("./edit/Hands.tsx");
const Hands = lazy(async () => ({ default: (await loadHands()).Hands }));

const EDGE_TYPES = { line: LinePath };
const PRO_OPTIONS = { hideAttribution: false };
/** Its own texts speak of keys that are not those of this pane; what is true stands in the label of the canvas. */
const NO_TEXTS = {
  "node.a11yDescription.default": "",
  "node.a11yDescription.keyboardDisabled": "",
  "edge.a11yDescription.default": "",
};
/** A box as large as this on screen can be read: where a double click in the overview leads. */
const CLOSE_UP = 0.9;

/** Pixels that a hand may tremble in a click. */
const CLICK_MOST = 4;

/** Pixels beside a box that still mean it: from afar boxes are smaller than a pointer. */
const NEAR_MISS = 5;

type Instance = ReactFlowInstance<BoxNode, LineEdge>;

function lineOf(edge: LineEdge): number {
  return edge.data?.line ?? 0;
}

function fit(): void {
  const { scene } = sceneStore.getState();
  const view = viewStore.getState();
  if (scene !== null) glideTo(wholeView(scene.geometry, view));
}

function zoomBy(factor: number): void {
  const view = viewStore.getState();
  handStore.setState({ at: performance.now() });
  glideTo(zoomedAbout(view, factor, { x: view.width / 2, y: view.height / 2 }));
}

/** Only a person's moves come with an event. */
function onMove(event: unknown, { x, y, zoom }: Viewport): void {
  viewStore.setState(event ? { x, y, zoom, moved: true } : { x, y, zoom });
  if (event) handStore.setState({ at: performance.now() });
}

/** The box under the mouse, when the canvas stands in. */
function boxUnder(event: { clientX: number; clientY: number }, flow: Instance | null): number {
  const { scene } = sceneStore.getState();
  if (scene === null || flow === null || !viewStore.getState().overview) return -1;
  const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  return scene.geometry.boxAt(at.x, at.y, NEAR_MISS / viewStore.getState().zoom);
}

export function Flow(props: { says: string }) {
  const flow = useRef<Instance | null>(null);
  const { nodes, edges } = useStore(shownStore);
  const overview = useStore(viewStore, (v) => v.overview);
  const detail = useStore(viewStore, (v) => detailOf(v.zoom));
  const dim = useStore(litStore, (l) => l.dim);
  const [start] = useState<Viewport>(viewStore.getState);
  const here = useRef(false);
  const editable = useStore(documentStore, (s) => s.document?.kind === "graph");
  const [handed, setHanded] = useState(false);
  const early = useRef<globalThis.MouseEvent | null>(null);
  useEffect(() => {
    here.current = true;
    const waiting = requestIdleCallback(() => setHanded(true));
    return () => {
      cancelIdleCallback(waiting);
      here.current = false;
      setMover(null);
    };
  }, []);
  const onInit = useCallback((instance: Instance) => {
    // it comes by a timer, which may outlive the pane
    if (!here.current) return;
    flow.current = instance;
    setMover((view, duration) => {
      // the smooth way leads over another zoom, which a glide that begins under way would keep
      const interpolate = view.zoom === viewStore.getState().zoom ? "linear" : "smooth";
      instance.setViewport(view, { duration, interpolate }).catch(() => {});
    });
  }, []);
  const onReady = useCallback(() => {
    const { current } = early;
    early.current = null;
    current?.target?.dispatchEvent(new globalThis.MouseEvent(current.type, current));
  }, []);
  const onDoubleClick = (event: MouseEvent) => {
    if (!overview && editable) {
      // it came before the hands, which know what it means
      early.current = event.nativeEvent;
      setHanded(true);
    }
    if (!overview || flow.current === null) return;
    const at = flow.current.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const view = viewStore.getState();
    const spot = { x: at.x * view.zoom + view.x, y: at.y * view.zoom + view.y };
    glideTo(zoomedAbout(view, CLOSE_UP / view.zoom, spot));
  };
  return (
    <ReactFlow
      className={css.flow ?? ""}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onInit={onInit}
      defaultViewport={start}
      onMove={onMove}
      minZoom={ZOOM_LEAST}
      maxZoom={ZOOM_MOST}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      paneClickDistance={CLICK_MOST}
      panOnScroll
      zoomOnDoubleClick={!overview && !editable}
      proOptions={PRO_OPTIONS}
      ariaLabelConfig={NO_TEXTS}
      onNodeMouseEnter={(_, node) => pointAt(node.data.box)}
      onNodeMouseLeave={() => pointSoon(null)}
      onNodeClick={(event, node) => selectBox(node.data.box, meansAlso(event))}
      onEdgeMouseEnter={(_, edge) => pointAtLine(lineOf(edge))}
      onEdgeMouseLeave={() => pointSoon(null)}
      onEdgeClick={(event, edge) => selectLine(lineOf(edge), meansAlso(event))}
      onPaneMouseMove={(event) => overview && pointAt(boxUnder(event, flow.current))}
      onPaneMouseLeave={() => overview && pointSoon(null)}
      onPaneClick={(event) => selectBox(boxUnder(event, flow.current), meansAlso(event))}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
      onBlur={() => viewStore.setState({ current: -1 })}
      tabIndex={0}
      aria-label={props.says}
      data-detail={detail}
      data-dim={dim || undefined}
    >
      <Panel position="bottom-left" className={css.tools ?? ""}>
        <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => zoomBy(1.5)}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M6 1.5v9M1.5 6h9" />
          </svg>
        </button>
        <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => zoomBy(1 / 1.5)}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M1.5 6h9" />
          </svg>
        </button>
        <button type="button" aria-label="Fit the graph" title="Fit the whole graph" onClick={fit}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8" />
          </svg>
        </button>
      </Panel>
      {handed && (
        <Suspense fallback={null}>
          <Hands ready={onReady} />
        </Suspense>
      )}
    </ReactFlow>
  );
}
