/**
 * How wide the panes beside the centre are. One that folds gives its room to the centre, whatever else is shown; a drawing gets
 * more for its graph than a model that is only looked at; and what a person has dragged stays.
 */

import { useEffect, useMemo } from "react";
import { type Layout, type PanelImperativeHandle, useGroupRef, usePanelRef } from "react-resizable-panels";
import { documentStore, isPlaced } from "../store/document.ts";
import { shellStore } from "../store/shell.ts";

/** Per cent of the window. */
export const GRAPH_ROOM = 23;
export const INSPECTOR_ROOM = 20;
const DRAWING_ROOM = 40;
/** What the centre keeps, when the others together want too much. */
const LEAST_CENTRE = 20;

export const GRAPH_PANEL = "split-graph";
export const CENTRE_PANEL = "split-centre";
export const INSPECTOR_PANEL = "split-inspector";

/** The panes beside the centre keep what they had; the centre has the rest. */
export function shared(rooms: ReadonlyMap<string, number>, shown: readonly string[]): Layout {
  const wanted = shown.map((id) => rooms.get(id) ?? 0);
  const sum = wanted.reduce((all, room) => all + room, 0);
  const scale = Math.min(1, (100 - LEAST_CENTRE) / Math.max(1, sum));
  const layout: Layout = { [CENTRE_PANEL]: 100 - sum * scale };
  for (const [i, id] of shown.entries()) layout[id] = (wanted[i] ?? 0) * scale;
  return layout;
}

/** For the group of the panes. */
export function useRooms() {
  const group = useGroupRef();
  return useMemo(() => {
    const rooms = new Map([
      [GRAPH_PANEL, GRAPH_ROOM],
      [INSPECTOR_PANEL, INSPECTOR_ROOM],
    ]);
    let settled: string | undefined;
    const onLayoutChanged = (layout: Layout) => {
      const beside = Object.keys(layout).filter((id) => id !== CENTRE_PANEL);
      const key = beside.sort().join(" ");
      if (key === settled) for (const id of beside) rooms.set(id, layout[id] ?? 0);
      else {
        // what the group itself makes of another set of panels is not what anybody wanted
        settled = key;
        group.current?.setLayout(shared(rooms, beside));
      }
    };
    return { groupRef: group, onLayoutChanged };
  }, [group]);
}

function isDrawing(): boolean {
  return isPlaced(documentStore.getState().document);
}

function per(panel: PanelImperativeHandle): number {
  return Math.round(panel.getSize().asPercentage);
}

/** For the panel of the graph. */
export function useDrawingRoom() {
  const panel = usePanelRef();
  useEffect(() => {
    const make = () => {
      const { current } = panel;
      if (current === null) return;
      const [from, to] = isDrawing() ? [GRAPH_ROOM, DRAWING_ROOM] : [DRAWING_ROOM, GRAPH_ROOM];
      if (per(current) === from) current.resize(`${to}%`);
    };
    make();
    return documentStore.subscribe((now, before) => {
      if (now.opening === before.opening) return;
      // a blank drawing is nothing but its graph
      if (isDrawing()) shellStore.setState({ graphShown: true });
      // the panel may only come with the document
      requestAnimationFrame(make);
    });
  }, [panel]);
  return panel;
}
