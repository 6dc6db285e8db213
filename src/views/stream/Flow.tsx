/** React Flow as the surface that pans, zooms, drags and connects; a canvas stands in for what is too much for the DOM. */

import "@xyflow/react/dist/base.css";
import {
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  Panel,
  ReactFlow,
  type ReactFlowInstance,
} from "@xyflow/react";
import { type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Point } from "../../look/dataflow/sdf-places.ts";
import { ask } from "../../store/asking.ts";
import { streamSceneStore } from "../../store/stream-scene.ts";
import { NODE_TYPES } from "./ActorBox.tsx";
import { detailOf, type Viewport, ZOOM_LEAST, ZOOM_MOST, zoomedAbout } from "./camera.ts";
import { FifoLine } from "./FifoLine.tsx";
import css from "./Graph.module.css";
import { connect, meansAlso, outputEnd, placeBox, pointAt, selectPart, selectPort } from "./hand.ts";
import { onKeyDown } from "./keys.ts";
import { chooseNothing, fitAll } from "./looking.ts";
import { type BoxNode, type LineEdge, shownStore } from "./shown.ts";
import { boxAt, spotOf } from "./spot.ts";
import { glideTo, handStore, refusalStore, setMover, viewStore } from "./view.ts";

const EDGE_TYPES = { fifo: FifoLine };
const PRO_OPTIONS = { hideAttribution: false };
/** Its own texts speak of keys that are not those of this pane; what is true stands in the label of the canvas. */
const NO_TEXTS = {
  "node.a11yDescription.default": "",
  "node.a11yDescription.keyboardDisabled": "",
  "edge.a11yDescription.default": "",
};
/** Pixels that a hand may tremble in a click, and around a port that still mean it. */
const CLICK_MOST = 4;
const PORT_NEAR = 18;
/** A box as large as this on screen can be read: where a double click in the overview leads. */
const CLOSE_UP = 0.85;
/** Pixels beside a block that still mean it. */
const NEAR_MISS = 5;

type Instance = ReactFlowInstance<BoxNode, LineEdge>;

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

/** The box under the pointer, when the canvas stands in. */
function boxUnder(on: Point): number {
  return viewStore.getState().overview ? boxAt(on, NEAR_MISS) : -1;
}

function onNodesChange(changes: NodeChange<BoxNode>[]): void {
  const { scene } = streamSceneStore.getState();
  for (const change of changes) {
    if (change.type !== "position" || change.position === undefined || scene === null) continue;
    const box = scene.drawing.byKey.get(change.id) ?? -1;
    const from = scene.at[box];
    if (from === undefined || change.dragging !== true) continue;
    handStore.setState({
      dragged: { box, by: { x: change.position.x - from.x, y: change.position.y - from.y } },
      at: performance.now(),
    });
  }
}

function onDrop(): void {
  const { dragged } = handStore.getState();
  const { scene } = streamSceneStore.getState();
  const from = scene?.at[dragged?.box ?? -1];
  if (dragged !== null && from !== undefined && (dragged.by.x !== 0 || dragged.by.y !== 0))
    placeBox(dragged.box, { x: from.x + dragged.by.x, y: from.y + dragged.by.y });
  handStore.setState({ dragged: null });
}

function join(made: Connection, at: Point): void {
  const { scene } = streamSceneStore.getState();
  if (scene === null) return;
  const box = scene.drawing.byKey.get(made.source) ?? -1;
  const output = scene.drawing.boxes[box]?.outputs.findIndex(({ name }) => name === made.sourceHandle) ?? -1;
  const from = outputEnd(scene, box, Math.max(0, output));
  const to = scene.drawing.boxes[scene.drawing.byKey.get(made.target) ?? -1];
  if (from !== null && to?.kind === "actor" && made.targetHandle !== null)
    connect(from, [to.id, made.targetHandle], at);
}

function isOnPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains("react-flow__pane");
}

/** Asks for a node that is connected to the port that a drag over the empty canvas began at. */
function growFrom(
  handle: NonNullable<FinalConnectionState["fromHandle"]>,
  on: Point,
  client: { readonly clientX: number; readonly clientY: number },
): void {
  const { scene } = streamSceneStore.getState();
  const box = scene?.drawing.byKey.get(handle.nodeId) ?? -1;
  if (scene === null) return;
  const side = handle.type === "source" ? "outputs" : "inputs";
  const port = scene.drawing.boxes[box]?.[side].findIndex(({ name }) => name === handle.id) ?? -1;
  const id = scene.drawing.boxes[box]?.id;
  if (port < 0 || id === undefined || handle.id == null) return;
  const from = side === "outputs" ? outputEnd(scene, box, port) : null;
  ask({
    kind: "stream-add",
    at: [Math.round(on.x), Math.round(on.y)],
    screen: { x: client.clientX, y: client.clientY },
    ...(from === null ? { to: [id, handle.id] as const } : { from }),
  });
}

export function Flow(props: { says: string }) {
  const flow = useRef<HTMLDivElement>(null);
  const { nodes, edges } = useStore(shownStore);
  const overview = useStore(viewStore, (v) => v.overview);
  const detail = useStore(viewStore, (v) => detailOf(v.zoom));
  const [start] = useState<Viewport>(viewStore.getState);
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      setMover(null);
    };
  }, []);
  const onInit = useCallback((instance: Instance) => {
    // it comes by a timer, which may outlive the pane
    if (!here.current) return;
    setMover((view, duration) => {
      const interpolate = view.zoom === viewStore.getState().zoom ? "linear" : "smooth";
      instance.setViewport(view, { duration, interpolate }).catch(() => {});
    });
  }, []);
  const onConnectEnd = (event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
    const { fromHandle, toHandle } = state;
    const client = "changedTouches" in event ? event.changedTouches[0] : event;
    if (fromHandle === null || client === undefined) return;
    if (toHandle === null) {
      if (isOnPane(event.target)) growFrom(fromHandle, spotOf(flow.current, client).on, client);
      return;
    }
    if (fromHandle.type === toHandle.type) return;
    const [from, to] = fromHandle.type === "source" ? [fromHandle, toHandle] : [toHandle, fromHandle];
    const made = {
      source: from.nodeId,
      sourceHandle: from.id ?? null,
      target: to.nodeId,
      targetHandle: to.id ?? null,
    };
    join(made, spotOf(flow.current, client).at);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { at, on } = spotOf(flow.current, event);
    if (overview) {
      const view = viewStore.getState();
      glideTo(zoomedAbout(view, CLOSE_UP / view.zoom, at));
    } else if (isOnPane(event.target))
      ask({
        kind: "stream-add",
        at: [Math.round(on.x), Math.round(on.y)],
        screen: { x: event.clientX, y: event.clientY },
      });
  };
  return (
    <ReactFlow
      ref={flow}
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
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      paneClickDistance={CLICK_MOST}
      nodeClickDistance={CLICK_MOST}
      nodeDragThreshold={CLICK_MOST}
      connectionRadius={PORT_NEAR}
      connectOnClick={false}
      panOnScroll
      zoomOnDoubleClick={false}
      proOptions={PRO_OPTIONS}
      ariaLabelConfig={NO_TEXTS}
      onNodesChange={onNodesChange}
      onNodeDragStop={onDrop}
      onConnectEnd={onConnectEnd}
      onNodeMouseEnter={(_, node) => pointAt(node.data.box)}
      onNodeMouseLeave={() => pointAt(-1)}
      onNodeClick={(event, node) => {
        if (meansAlso(event) || !selectPort(node.data.box, event.target))
          selectPart(node.data.box, -1, meansAlso(event));
      }}
      onEdgeMouseEnter={(_, edge) => pointAt(-1, edge.data?.line ?? -1)}
      onEdgeMouseLeave={() => pointAt(-1)}
      onEdgeClick={(event, edge) => selectPart(-1, edge.data?.line ?? -1, meansAlso(event))}
      onPaneMouseMove={(event) => overview && pointAt(boxUnder(spotOf(flow.current, event).on))}
      onPaneMouseLeave={() => overview && pointAt(-1)}
      onPaneClick={(event) => {
        const box = boxUnder(spotOf(flow.current, event).on);
        refusalStore.setState({ refusal: null });
        if (box >= 0) selectPart(box, -1, meansAlso(event));
        else if (!meansAlso(event)) chooseNothing();
      }}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
      onBlur={() => viewStore.setState({ current: null })}
      tabIndex={0}
      aria-label={props.says}
      data-detail={detail}
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
        <button type="button" aria-label="Fit the graph" title="Fit the whole graph" onClick={fitAll}>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8" />
          </svg>
        </button>
      </Panel>
    </ReactFlow>
  );
}
