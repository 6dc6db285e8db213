/** Links in and out of the page: what is open becomes one, and one becomes what is open. Loaded when somebody does either. */

import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import { documentStore } from "../store/document.ts";
import { showFinding } from "../store/finding.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import { readView, viewOf } from "../store/shared-view.ts";
import { notify } from "../store/shell.ts";
import type { PlannerClient } from "../worker/client.ts";
import { fragmentIn, makeFragment, readFragment } from "./sharing-link.ts";

/** Entries of a document beyond which no link could hold it: it is not even tried. */
const MOST_ENTRIES = 50_000;

export interface Linked {
  readonly data: Blob;
  readonly source: SourceDocument | null;
  readonly settings: Settings;
  readonly view: unknown;
  readonly id: string;
  readonly notices: readonly string[];
}

function entriesOf(document: MemplanDocument): number {
  switch (document.kind) {
    case "graph":
      return document.nodes.length + document.tensors.length;
    case "lifetimes":
    case "arms":
      return document.buffers.length;
    case "methods":
      return document.methods.reduce((sum, { nodes, tensors }) => sum + nodes.length + tensors.length, 0);
    case "dataflow":
      return document.nodes.length + document.edges.length;
    case "plan":
      return document.storages.length;
  }
}

/** The address of a link to what is open; null when it is far too large for one, or nothing is open. */
export async function makeLink(withView: boolean): Promise<string | null> {
  const { document, source, settings, opening } = documentStore.getState();
  const { picture } = outcomeStore.getState();
  if (document === null || entriesOf(document) > MOST_ENTRIES) return null;
  const view = withView && picture?.opening === opening ? viewOf(picture.plan) : null;
  const own = document.kind === "plan" ? source : null;
  const [page = ""] = location.href.split("#");
  return page + (await makeFragment({ document, source: own, settings, view }));
}

/** Fails when its document cannot be had; whether that is sound is for the reader of files to say. */
export async function readLink(text: string, client: PlannerClient): Promise<Result<Linked>> {
  const fragment = fragmentIn(text);
  if (fragment === undefined) return fail("foreign-link", "This is no link of memplan.");
  const link = await readFragment(fragment);
  if (!link.ok) return link;
  const { document, source, ...rest } = link.value;
  const read = source === null ? null : await client.read(new Blob([source]), "source");
  const given = read?.ok === true && read.value.document.kind !== "plan" ? read.value.document : null;
  return ok({ ...rest, data: new Blob([document]), source: given });
}

/** Takes up the view of a link, now that its document is open, with its first picture; says what was left out. */
export function showLinked({ view, notices }: Linked): void {
  const { opening } = documentStore.getState();
  const say = (more: readonly string[]) => {
    const all = [...notices, ...more];
    if (all.length > 0) notify(all.join(" "));
  };
  const apply = ({ plan }: Picture) => {
    if (view === null) {
      say([]);
      return;
    }
    const { state, dropped } = readView(view, plan);
    sessionStore.setState(state);
    if (state.find !== undefined && state.find !== "") showFinding();
    say(dropped.length === 0 ? [] : [`Of its view, this was left out: ${dropped.join(", ")}.`]);
  };
  const { picture } = outcomeStore.getState();
  if (picture?.opening === opening) {
    apply(picture);
    return;
  }
  const stop = outcomeStore.subscribe((now) => {
    const overtaken = documentStore.getState().opening !== opening;
    const shown = now.picture?.opening === opening;
    if (!overtaken && !shown) return;
    stop();
    if (!overtaken && now.picture !== null) apply(now.picture);
  });
}
