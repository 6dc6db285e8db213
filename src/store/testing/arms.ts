/** For tests of the arms pane: a program on the page, planned again at once whenever it changes, as the app has workers do. */

import { analyseArms } from "../../core/dialects/arms/analyse.ts";
import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import { armsStore } from "../arms.ts";
import { documentStore } from "../document.ts";
import { startHistory } from "../history.ts";
import { outcomeStore } from "../outcome.ts";
import { draw, showAfresh } from "./draw.ts";

function plan(document: ArmsDocument): void {
  const report = analyseArms(document);
  if (!report.ok) throw new Error(report.problem.message);
  armsStore.setState({ planned: { document, precise: report.value.precise }, problem: null });
  const { revision, opening } = documentStore.getState();
  outcomeStore.setState({ picture: { ...draw(document), revision, opening } });
}

let listening = false;

/** Opens `document` on a page in its first state. */
export function armsAfresh(document: ArmsDocument): void {
  if (!listening) {
    listening = true;
    startHistory();
    documentStore.subscribe((now, before) => {
      if (now.document !== before.document && now.document?.kind === "arms") plan(now.document);
    });
  }
  armsStore.setState(armsStore.getInitialState(), true);
  showAfresh(document);
  plan(document);
}

/** The open program; throws when another document is open. */
export function armsNow(): ArmsDocument {
  const { document } = documentStore.getState();
  if (document?.kind !== "arms") throw new Error("the test's program is not open");
  return document;
}
