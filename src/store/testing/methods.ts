/** For tests of the methods pane: what the app has its workers answer, at once and by the same code. */

import { alignmentCosts } from "../../core/dialects/methods/costs.ts";
import { programOf } from "../../core/dialects/methods/program.ts";
import type { SourceDocument } from "../../core/document.ts";
import type { Result } from "../../core/result.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { planningView } from "../../look/methods/planning-view.ts";
import { passNodes, stagesView } from "../../look/methods/stages-view.ts";
import { documentStore } from "../document.ts";
import { startHistory } from "../history.ts";
import type { Known } from "../known.ts";
import { methodIn, methodsStore } from "../methods.ts";
import { methodsAnswers, NO_ANSWERS } from "../methods-answers.ts";
import { methodsOptions, shownPass } from "../methods-options.ts";
import { outcomeStore } from "../outcome.ts";
import { draw, showAfresh } from "./draw.ts";

function known<T>(made: Result<T>): Known<T> {
  return made.ok
    ? { value: made.value, working: false, problem: null }
    : { value: null, working: false, problem: made.problem };
}

function answer(): void {
  const { document } = documentStore.getState();
  const { picture } = outcomeStore.getState();
  if (document === null || picture === null) return;
  const method = methodIn(document, methodsStore.getState().method);
  const { options, pass } = methodsOptions.getState();
  const stages = known(stagesView(document, method, options));
  const shown = shownPass(stages.value?.stages ?? [], pass)?.id ?? "";
  methodsAnswers.setState({
    stages,
    nodes: known(passNodes(document, method, options, shown)),
    planning: known(planningView(document, method, options, NO_WATCH)),
    ...(document.kind === "methods"
      ? { program: known(programOf(document, picture.plan)), costs: known(alignmentCosts(document)) }
      : {}),
  });
}

let stops: (() => void)[] = [];
let begun = false;

/** Opens `document` on a page in its first state, with all that the pane shows of it; edits, options and methods change that. */
export function programAfresh(document: SourceDocument): void {
  for (const stop of stops) stop();
  if (!begun) startHistory();
  begun = true;
  methodsStore.setState(methodsStore.getInitialState(), true);
  methodsOptions.setState(methodsOptions.getInitialState(), true);
  methodsAnswers.setState(NO_ANSWERS, true);
  showAfresh(document);
  answer();
  stops = [
    documentStore.subscribe((now, before) => {
      if (now.document === before.document && now.settings === before.settings) return;
      const { document: made, settings, revision, opening } = now;
      if (made === null || made.kind === "plan") return;
      outcomeStore.setState({ picture: { ...draw(made, settings), revision, opening } });
      answer();
    }),
    methodsStore.subscribe(answer),
    methodsOptions.subscribe(answer),
  ];
}
