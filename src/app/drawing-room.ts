/** A drawing gets more room for its graph than a model that is only looked at; what a person has dragged since stays. */

import { useEffect } from "react";
import { type PanelImperativeHandle, usePanelRef } from "react-resizable-panels";
import { documentStore, isPlaced } from "../store/document.ts";
import { shellStore } from "../store/shell.ts";

/** Per cent of the window. */
export const GRAPH_ROOM = 23;
const DRAWING_ROOM = 40;

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
