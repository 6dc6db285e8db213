/** Keeps what the methods pane shows up to date while it is open, by asking in the background. */

import type { MemplanDocument } from "../core/document.ts";
import { DEFAULT_OPTIONS } from "../look/methods/options.ts";
import { documentStore } from "../store/document.ts";
import type { Known } from "../store/known.ts";
import { type MethodsSection, methodIn, methodsStore, sectionsFor } from "../store/methods.ts";
import { type MethodsAnswers, methodsAnswers, NO_ANSWERS } from "../store/methods-answers.ts";
import { methodsOptions, shownPass } from "../store/methods-options.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import type { Background } from "../worker/background.ts";
import { type Line, lineOf, type Question } from "./line-of-questions.ts";

/** The section that is shown; null while the pane is folded, or has nothing to say. */
function shownSection(): MethodsSection | null {
  if (sessionStore.getState().lowerPane !== "methods") return null;
  const sections = sectionsFor(documentStore.getState().document);
  const { section } = methodsStore.getState();
  return sections.includes(section) ? section : (sections[0] ?? null);
}

/** What a planner is told of alignment by itself: ExecuTorch's own, or less where the places of a file are multiples of less. */
function alignmentOf(document: MemplanDocument | null): number {
  const methods = document?.kind === "methods" ? document.methods : [];
  const shipped = methods.filter((m) => m.shipped !== undefined);
  const least = shipped
    .flatMap((m) => m.arenas ?? [])
    .map((arena) => arena.alignment ?? DEFAULT_OPTIONS.alignment);
  return Math.min(DEFAULT_OPTIONS.alignment, ...least);
}

/** Called once. */
export function startMethods(background: Pick<Background, "run">): void {
  type Answers = { readonly [K in keyof MethodsAnswers]: NonNullable<MethodsAnswers[K]["value"]> };

  function line<K extends keyof MethodsAnswers>(field: K, wanted: () => Question<Answers[K]> | null): Line {
    const tell = (change: Partial<Known<Answers[K]>>) =>
      methodsAnswers.setState((s) => ({ ...s, [field]: { ...s[field], ...change } }));
    return lineOf(background, () => methodsAnswers.getState()[field].working, tell, wanted);
  }

  /** The document that passes and planners run over, and the method of it. */
  function subject(...sections: readonly MethodsSection[]) {
    const section = shownSection();
    const { document } = documentStore.getState();
    if (document === null || section === null || !sections.includes(section)) return null;
    return { about: document, method: methodIn(document, methodsStore.getState().method) };
  }

  const lines = [
    line("stages", () => {
      const found = subject("passes");
      if (found === null) return null;
      const { about, method } = found;
      const { options } = methodsOptions.getState();
      return {
        about,
        key: [about, method, options],
        ask: async (api, request) => api.stages(request, method, options),
      };
    }),
    line("nodes", () => {
      const found = subject("passes");
      const { stages } = methodsAnswers.getState();
      const pass = shownPass(stages.value?.stages ?? [], methodsOptions.getState().pass)?.id;
      if (found === null || pass === undefined || stages.working) return null;
      const { about, method } = found;
      const { options } = methodsOptions.getState();
      return {
        about,
        key: [about, method, options, pass],
        ask: async (api, request) => api.passNodes(request, method, options, pass),
      };
    }),
    line("planning", () => {
      const found = subject("planning");
      if (found === null) return null;
      const { about, method } = found;
      const { options } = methodsOptions.getState();
      return {
        about,
        key: [about, method, options],
        ask: async (api, request) => api.planning(request, method, options),
      };
    }),
    line("program", () => {
      const about = subject("shared", "alignment", "file")?.about;
      const { picture } = outcomeStore.getState();
      // what is shared is held against the plan on the page, once that is of the document as it is
      if (about === undefined || picture?.document !== about) return null;
      const { plan } = picture;
      return { about, key: [about, plan], ask: async (api, request) => api.program(request, plan) };
    }),
    line("costs", () => {
      const about = subject("alignment")?.about;
      if (about === undefined) return null;
      const { settings } = documentStore.getState();
      return { about, key: [about, settings], ask: async (api, request) => api.alignmentCosts(request) };
    }),
  ];

  const askAll = () => {
    for (const { ask } of lines) ask();
  };

  const begin = (document: MemplanDocument | null) => {
    const [first] = sectionsFor(document);
    methodsStore.setState({ section: first ?? "passes" });
    methodsOptions.setState({
      options: { ...DEFAULT_OPTIONS, alignment: alignmentOf(document) },
      pass: null,
      node: null,
    });
  };
  documentStore.subscribe((now, before) => {
    if (now.opening !== before.opening) {
      for (const { drop } of lines) drop();
      const { other: _, ...own } = NO_ANSWERS;
      methodsAnswers.setState(own);
      methodsStore.setState({ method: null });
      begin(now.document);
    }
    if (now.document !== before.document || now.settings !== before.settings) askAll();
  });
  sessionStore.subscribe((now, before) => {
    if (now.lowerPane !== before.lowerPane) askAll();
    // whoever looks at all steps again looks at no method of its own
    if (now.time === null && before.time !== null && methodsStore.getState().method !== null)
      methodsStore.setState({ method: null });
  });
  methodsStore.subscribe(askAll);
  methodsOptions.subscribe(askAll);
  outcomeStore.subscribe((now, before) => {
    if (now.picture !== before.picture) askAll();
  });
  methodsAnswers.subscribe((now, before) => {
    if (now.stages !== before.stages) askAll();
  });
  // a program may have come before this, and somebody may look at one of its methods
  begin(documentStore.getState().document);
  askAll();
}
