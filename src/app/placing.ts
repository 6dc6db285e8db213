/** Has every new picture's graph laid out, off the main thread, in the layout that the person chose. */

import type { Skeleton } from "../core/skeleton.ts";
import { outcomeStore } from "../store/outcome.ts";
import { type PlacingState, placingStore, skeletonFor } from "../store/placing.ts";
import { type GraphLayout, sessionStore } from "../store/session.ts";
import { createLayoutClient, type LayoutClient } from "../worker/layout-client.ts";

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether a layout would give both the same places; only the one by step looks at steps. */
function alike(a: Skeleton, b: Skeleton, kind: GraphLayout): boolean {
  return (
    a.nodes === b.nodes &&
    equal(a.from, b.from) &&
    equal(a.to, b.to) &&
    equal(a.tensor, b.tensor) &&
    (kind === "tidy" || equal(a.step, b.step))
  );
}

export function startPlacing(client: LayoutClient = createLayoutClient()): void {
  /** What the places on the page were made for. */
  let placed: Skeleton | undefined;

  async function place(): Promise<void> {
    const { picture } = outcomeStore.getState();
    const { graphLayout: kind } = sessionStore.getState();
    // a person has placed the boxes
    if (kind === "free") return client.stop();
    const skeleton = picture === null ? null : skeletonFor(picture);
    const known = placingStore.getState().kind === kind ? placed : undefined;
    if (picture === null || skeleton === null || (known !== undefined && alike(known, skeleton, kind))) {
      client.stop();
      placingStore.setState({ revision: picture?.revision ?? -1, tidying: false });
      return;
    }
    placingStore.setState({ tidying: kind === "tidy" });
    const made = await client.layOut(kind, skeleton);
    if (!made.ok && made.problem.code === "superseded") return;
    if (made.ok) {
      placed = skeleton;
      placingStore.setState({
        ...made.value,
        revision: picture.revision,
        kind,
        tidying: false,
      } satisfies PlacingState);
      return;
    }
    placingStore.setState({ tidying: false });
    outcomeStore.setState({ trouble: { about: "Graph", problem: made.problem } });
    // the layout by step always works
    if (kind === "tidy") sessionStore.setState({ graphLayout: "steps" });
  }

  const again = () => {
    place().catch((thrown: unknown) => reportError(thrown));
  };
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) again();
  });
  sessionStore.subscribe((now, before) => {
    if (now.graphLayout !== before.graphLayout) again();
  });
}
