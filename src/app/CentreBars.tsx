/** The methods of a program, the search and the legend over the centre panes, once there is anything to show, and the controls that open them. */

import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { documentStore } from "../store/document.ts";
import { findingStore } from "../store/finding.ts";
import { sessionStore } from "../store/session.ts";
import { FindButton } from "../views/find/FindButton.tsx";
import { ColourBy } from "../views/legend/ColourBy.tsx";

export const loadBars = () => import("./bars.ts");
const FindBar = lazy(async () => ({ default: (await loadBars()).FindBar }));
const MethodTabs = lazy(async () => ({ default: (await loadBars()).MethodTabs }));
const Legend = lazy(async () => ({ default: (await loadBars()).Legend }));

export function CentreBars() {
  const finding = useStore(findingStore, (s) => s.shown);
  const methods = useStore(documentStore, (s) => s.document?.kind === "methods");
  const classes = useStore(sessionStore, (s) => s.colourBy !== "buffer");
  return (
    <Suspense fallback={null}>
      {methods && <MethodTabs />}
      {finding && <FindBar />}
      {classes && <Legend />}
    </Suspense>
  );
}

/** For the head of a pane. */
export function LookTools() {
  return (
    <>
      <ColourBy />
      <FindButton />
    </>
  );
}
