/** Has the graph laid out anew, off the main thread, when its boxes or lines change and nobody places them by hand. */

import type { Skeleton } from "../core/skeleton.ts";
import { documentStore, isPlaced } from "../store/document.ts";
import { later } from "../store/later.ts";
import { outcomeStore, showTrouble } from "../store/outcome.ts";
import {
  automaticSubject,
  layoutNow,
  type PlacingState,
  placingStore,
  portCountStore,
} from "../store/placing.ts";
import { sessionStore } from "../store/session.ts";
import { createLayoutClient, type LayoutClient } from "../worker/layout-client.ts";

type Kind = PlacingState["kind"];

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether a layout would give both the same places; only the one by step looks at steps. */
function alike(a: Skeleton, b: Skeleton, kind: Kind): boolean {
  return (
    equal(a.kind, b.kind) &&
    equal(a.from, b.from) &&
    equal(a.to, b.to) &&
    equal(a.tensor, b.tensor) &&
    equal(a.width, b.width) &&
    (kind === "tidy" || equal(a.step, b.step))
  );
}

const NO_RUNS = { from: new Int32Array(1), at: new Float32Array(0) };

/** A drawing with places is shown with them, from when it is opened or gets them until it has none any more. */
function followPlaces(): void {
  let automatic: Kind = "steps";
  const remember = () => {
    const { graphLayout } = sessionStore.getState();
    if (graphLayout !== "free") automatic = graphLayout;
  };
  remember();
  sessionStore.subscribe(remember);
  documentStore.subscribe((now, before) => {
    const placed = isPlaced(now.document);
    if (now.opening === before.opening && placed === isPlaced(before.document)) return;
    const { graphLayout } = sessionStore.getState();
    const wanted = placed ? "free" : automatic;
    if (graphLayout !== wanted) sessionStore.setState({ graphLayout: wanted });
  });
}

export function startPlacing(client: LayoutClient = createLayoutClient()): void {
  /** What the places on the page were made for. */
  let placed: Skeleton | undefined;

  async function place(): Promise<void> {
    const kind = layoutNow();
    // a person has placed the boxes
    const subject = kind === "free" ? null : automaticSubject();
    if (kind === "free" || subject === null) {
      client.stop();
      if (placingStore.getState().tidying) placingStore.setState({ tidying: false });
      return;
    }
    const { skeleton } = subject;
    const known = placingStore.getState().kind === kind ? placed : undefined;
    if (known !== undefined && alike(known, skeleton, kind)) {
      client.stop();
      placingStore.setState({ of: subject, tidying: false });
      return;
    }
    const { count, from, to, tensor, step, width, height } = skeleton;
    if (count === 0) {
      client.stop();
      placed = skeleton;
      placingStore.setState({ at: new Float32Array(0), runs: NO_RUNS, of: subject, kind, tidying: false });
      return;
    }
    placingStore.setState({ tidying: kind === "tidy" });
    const made = await client.layOut(kind, { count, from, to, tensor, step, width, height });
    if (!made.ok && made.problem.code === "superseded") return;
    if (made.ok) {
      placed = skeleton;
      placingStore.setState({ ...made.value, of: subject, kind, tidying: false } satisfies PlacingState);
      return;
    }
    placingStore.setState({ tidying: false });
    showTrouble("Graph", made.problem);
    // the layout by step always works
    if (kind === "tidy") sessionStore.setState({ graphLayout: "steps" });
  }

  const again = () => later(place());
  followPlaces();
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) again();
  });
  sessionStore.subscribe((now, before) => {
    const other = now.graphLayout !== before.graphLayout;
    if (other || now.constantsShown !== before.constantsShown) again();
  });
  portCountStore.subscribe(again);
  documentStore.subscribe((now, before) => {
    // what plans depend on comes with their picture; the drawing does not
    const drawing = now.opening === before.opening && now.revision === before.revision;
    if (drawing && now.document !== before.document) again();
  });
}
