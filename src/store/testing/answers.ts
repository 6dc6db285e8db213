/** For tests of panes: questions are answered at once, by the core itself. */

import { whatHelps } from "../../core/explain/what-helps.ts";
import { freedomCost, mayShare } from "../../core/reuse/question.ts";
import { reverseGreedy } from "../../core/reuse/reverse-greedy.ts";
import { shippedFacts } from "../../core/shipped.ts";
import { outcomeStore } from "../outcome.ts";
import { type Asked, NO_QUESTIONS, NOBODY, pairKey, provideAsking, questionsStore } from "../questions.ts";

function answered<T>(answer: T): Asked<T> {
  return { state: "answered", answer };
}

/** Forgets all answers and gives new ones about the picture that is shown when they are asked for. */
export function answerAtOnce(): void {
  questionsStore.setState(NO_QUESTIONS, true);
  const now = () => {
    const { picture } = outcomeStore.getState();
    if (picture?.graph == null) throw new Error("nothing is asked while no graph is shown");
    return { graph: picture.graph, plan: picture.plan };
  };
  provideAsking({
    ...NOBODY,
    freedom() {
      const { graph, plan } = now();
      const cost = freedomCost(graph, plan.settings, plan.nodes.order) ?? null;
      questionsStore.setState({ freedom: answered(cost) });
    },
    reverseGreedy() {
      const { graph, plan } = now();
      questionsStore.setState({ greedy: answered(reverseGreedy(graph, plan.settings) ?? null) });
    },
    shipped() {
      questionsStore.setState({ shipped: answered(shippedFacts(now().graph.document)) });
    },
    whatHelps() {
      const { picture } = outcomeStore.getState();
      if (picture === null || picture.document.kind === "plan") return;
      const found = whatHelps(picture.document, picture.plan.settings, picture.plan);
      const tried = found.length;
      questionsStore.setState({ help: { of: picture, state: "answered", found, tried, total: tried } });
    },
    mayShare(a, b) {
      const { graph, plan } = now();
      const answer = answered(mayShare(graph, plan.settings, a, b));
      questionsStore.setState(({ pairs }) => ({ pairs: new Map(pairs).set(pairKey(a, b), answer) }));
    },
  });
}
