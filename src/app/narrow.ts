/** In a narrow window the inspector folds first, then the graph; a wider one unfolds what it folded. */

import { useEffect } from "react";
import { shellStore } from "../store/shell.ts";

/** Widths in pixels below which a pane folds by itself. */
const INSPECTOR = 940;
const GRAPH = 700;

export function useNarrowFold(): void {
  useEffect(() => {
    const inspector = matchMedia(`(max-width: ${INSPECTOR}px)`);
    const graph = matchMedia(`(max-width: ${GRAPH}px)`);
    const fold = () =>
      shellStore.setState({ inspectorShown: !inspector.matches, graphShown: !graph.matches });
    fold();
    inspector.addEventListener("change", fold);
    graph.addEventListener("change", fold);
    return () => {
      inspector.removeEventListener("change", fold);
      graph.removeEventListener("change", fold);
    };
  }, []);
}
