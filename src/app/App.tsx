/** The window: bars, panes with splits that can be dragged, dialogs. */

import { lazy, Suspense, useEffect } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { useStore } from "zustand";
import { askedStore } from "../store/asking.ts";
import { comparingStore } from "../store/comparing.ts";
import { documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import { type LowerPane, sessionStore } from "../store/session.ts";
import { shellStore } from "../store/shell.ts";
import { tilingStore } from "../store/tiling.ts";
import { whenIdle } from "../ui/idle.ts";
import { Arena } from "../views/arena/Arena.tsx";

import { Inspector } from "../views/inspector/Inspector.tsx";
import { Minimap } from "../views/minimap/Minimap.tsx";
import { Summary } from "../views/summary/Summary.tsx";
import { Timeline } from "../views/timeline/Timeline.tsx";
import css from "./App.module.css";
import { CentreBars, LookTools, loadBars } from "./CentreBars.tsx";
import { ContextMenu } from "./ContextMenu.tsx";
import { DropTarget } from "./DropTarget.tsx";
import {
  CENTRE_PANEL,
  GRAPH_PANEL,
  GRAPH_ROOM,
  INSPECTOR_PANEL,
  INSPECTOR_ROOM,
  useDrawingRoom,
  useRooms,
} from "./drawing-room.ts";
import { GraphLater, StreamGraphLater } from "./GraphLater.tsx";
import { useGraphless } from "./graphless.ts";
import { Notices } from "./Notices.tsx";
import { useNarrowFold } from "./narrow.ts";
import { Spoken } from "./Spoken.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { TitleBar } from "./TitleBar.tsx";

const loadDialogs = () => import("./dialogs.ts");
const loadLower = () => import("./lower.ts");
const loadAdding = () => import("../views/adding/Adding.tsx");
const loadCompare = () => import("./compare-later.ts");
const loadArms = () => import("../views/arms/ArmsPane.tsx");
const loadMethods = () => import("../views/methods/MethodsPane.tsx");
const loadDataflow = () => import("../views/dataflow/DataflowPane.tsx");
const loadStreamInspect = () => import("../views/stream/inspect/StreamInspect.tsx");
const loadScratchpad = () => import("../views/scratchpad/Scratchpad.tsx");
const Palette = lazy(async () => ({ default: (await loadDialogs()).Palette }));
const KeysSheet = lazy(async () => ({ default: (await loadDialogs()).KeysSheet }));
const Gallery = lazy(async () => ({ default: (await loadDialogs()).Gallery }));
const HistoryDialog = lazy(async () => ({ default: (await loadDialogs()).HistoryDialog }));
const ShareDialog = lazy(async () => ({ default: (await loadDialogs()).ShareDialog }));
const PictureDialog = lazy(async () => ({ default: (await loadDialogs()).PictureDialog }));
const Adding = lazy(async () => ({ default: (await loadAdding()).Adding }));
const PlanTable = lazy(async () => ({ default: (await loadLower()).PlanTable }));
const Problems = lazy(async () => ({ default: (await loadLower()).Problems }));
const FreedomPane = lazy(async () => ({ default: (await loadLower()).FreedomPane }));
const Planners = lazy(async () => ({ default: (await loadLower()).Planners }));
const SizesPane = lazy(async () => ({ default: (await loadLower()).SizesPane }));
const SettingsPanel = lazy(async () => ({ default: (await loadLower()).SettingsPanel }));
const ComparePane = lazy(async () => ({ default: (await loadCompare()).ComparePane }));
const CompareCentre = lazy(async () => ({ default: (await loadCompare()).CompareCentre }));
const Scratchpad = lazy(async () => ({ default: (await loadScratchpad()).Scratchpad }));
const ArmsPane = lazy(async () => ({ default: (await loadArms()).ArmsPane }));
const MethodsPane = lazy(async () => ({ default: (await loadMethods()).MethodsPane }));
const DataflowPane = lazy(async () => ({ default: (await loadDataflow()).DataflowPane }));
const StreamInspect = lazy(async () => ({ default: (await loadStreamInspect()).StreamInspect }));
const Offer = lazy(async () => ({ default: (await loadCompare()).Offer }));

function Dialogs() {
  const dialog = useStore(shellStore, (s) => s.dialog);
  const asked = useStore(askedStore, (s) => s.asked !== null);
  return (
    <Suspense fallback={null}>
      {dialog === "palette" && <Palette />}
      {dialog === "keys" && <KeysSheet />}
      {dialog === "gallery" && <Gallery />}
      {dialog === "history" && <HistoryDialog />}
      {dialog === "share" && <ShareDialog />}
      {dialog === "picture" && <PictureDialog />}
      {asked && <Adding />}
    </Suspense>
  );
}

function Lower(props: { pane: LowerPane }) {
  return (
    <Suspense fallback={null}>
      {props.pane === "table" && <PlanTable />}
      {props.pane === "problems" && <Problems />}
      {props.pane === "settings" && <SettingsPanel />}
      {props.pane === "planners" && <Planners />}
      {props.pane === "freedom" && <FreedomPane />}
      {props.pane === "sizes" && <SizesPane />}
      {props.pane === "compare" && <ComparePane />}
      {props.pane === "arms" && <ArmsPane />}
      {props.pane === "methods" && <MethodsPane />}
      {props.pane === "dataflow" && <DataflowPane />}
    </Suspense>
  );
}

function Centre() {
  const comparing = useStore(comparingStore, (s) => s.held !== null);
  const tiling = useStore(tilingStore, (s) => s.open);
  if (comparing || tiling)
    return <Suspense fallback={null}>{tiling ? <Scratchpad /> : <CompareCentre />}</Suspense>;
  return (
    <div className={css.centre}>
      <CentreBars />
      <Minimap />
      <Group orientation="vertical" className={css.group}>
        <Panel id="split-timeline" defaultSize="50%" minSize={120} className={css.panel}>
          <Timeline>
            <LookTools />
          </Timeline>
        </Panel>
        <Separator className={css.rule} aria-label="Resize timeline and arena" />
        <Panel id="split-arena" minSize={120} className={css.panel}>
          <Arena />
        </Panel>
      </Group>
    </div>
  );
}

export function App() {
  const lower = useStore(sessionStore, (s) => s.lowerPane);
  // a document without a graph has nothing to show there: its room goes to the others
  const graphless = useGraphless();
  const isStream = useStore(documentStore, (s) => s.document?.kind === "dataflow");
  const graphShown = useStore(shellStore, (s) => s.graphShown) && !graphless;
  const inspectorShown = useStore(shellStore, (s) => s.inspectorShown);
  const ready = useStore(outcomeStore, (s) => s.picture !== null);
  const planned = useStore(outcomeStore, (s) => s.picture?.revision);
  const revision = useStore(documentStore, (s) => s.revision);
  const graphPanel = useDrawingRoom();
  const rooms = useRooms();
  useNarrowFold();
  useEffect(() => {
    if (!ready) return;
    // what was left out of the start comes while nobody waits, so that it is there without a network too
    return whenIdle(() =>
      later(
        Promise.all([
          loadDialogs(),
          loadLower(),
          loadAdding(),
          loadBars(),
          loadCompare(),
          loadScratchpad(),
          loadArms(),
          loadMethods(),
          loadDataflow(),
          loadStreamInspect(),
        ]),
      ),
    );
  }, [ready]);
  return (
    <div
      className={css.window}
      data-state={ready ? "planned" : "empty"}
      data-revision={planned}
      data-document-revision={revision}
      data-testid="window"
    >
      <TitleBar />
      <Summary />
      <Suspense fallback={null}>{ready && <Offer />}</Suspense>
      <main className={css.main}>
        <Group orientation="vertical" className={css.group}>
          <Panel id="split-upper" minSize={240} className={css.panel}>
            <Group orientation="horizontal" className={css.group} {...rooms}>
              {graphShown && (
                <>
                  <Panel
                    id={GRAPH_PANEL}
                    panelRef={graphPanel}
                    defaultSize={`${GRAPH_ROOM}%`}
                    minSize={150}
                    className={css.panel}
                  >
                    {isStream ? <StreamGraphLater /> : <GraphLater />}
                  </Panel>
                  <Separator className={css.post} aria-label="Resize the graph" />
                </>
              )}
              <Panel id={CENTRE_PANEL} minSize={300} className={css.panel}>
                <Centre />
              </Panel>
              {inspectorShown && (
                <>
                  <Separator className={css.post} aria-label="Resize the inspector" />
                  <Panel
                    id={INSPECTOR_PANEL}
                    defaultSize={`${INSPECTOR_ROOM}%`}
                    minSize={200}
                    className={css.panel}
                  >
                    <Inspector>
                      {isStream && (
                        <Suspense fallback={null}>
                          <StreamInspect />
                        </Suspense>
                      )}
                    </Inspector>
                  </Panel>
                </>
              )}
            </Group>
          </Panel>
          {lower !== "none" && (
            <>
              <Separator className={css.rule} aria-label="Resize the lower pane" />
              <Panel id="split-lower" defaultSize="34%" minSize={110} className={css.panel}>
                <Lower pane={lower} />
              </Panel>
            </>
          )}
        </Group>
      </main>
      <StatusBar />
      <Notices />
      <Spoken />
      <Dialogs />
      <DropTarget />
      <ContextMenu />
    </div>
  );
}
