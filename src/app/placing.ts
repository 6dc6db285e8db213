/** Has every new picture's graph laid out, off the main thread, in the layout that the person chose. */

import { outcomeStore } from "../store/outcome.ts";
import { placingStore, skeletonFor } from "../store/placing.ts";
import { sessionStore } from "../store/session.ts";
import { createLayoutClient, type LayoutClient } from "../worker/layout-client.ts";

async function place(client: LayoutClient): Promise<void> {
  const { picture } = outcomeStore.getState();
  const { graphLayout: kind } = sessionStore.getState();
  const skeleton = picture === null ? null : skeletonFor(picture);
  if (picture === null || skeleton === null) return;
  const placed = await client.layOut(kind, skeleton);
  if (outcomeStore.getState().picture !== picture) return;
  if (placed.ok) {
    placingStore.setState({ ...placed.value, revision: picture.revision, kind });
  } else if (placed.problem.code !== "superseded") {
    outcomeStore.setState({ trouble: { about: "Graph", problem: placed.problem } });
    // the layout by step always works
    if (kind === "tidy") sessionStore.setState({ graphLayout: "steps" });
  }
}

export function startPlacing(): void {
  const client = createLayoutClient();
  const again = () => {
    place(client).catch((thrown: unknown) => reportError(thrown));
  };
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) again();
  });
  sessionStore.subscribe((now, before) => {
    if (now.graphLayout !== before.graphLayout) again();
  });
}
