import { afterEach, beforeAll, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { DEFAULT_OPTIONS } from "../look/methods/options.ts";
import { openDocument } from "../store/document.ts";
import { methodsStore } from "../store/methods.ts";
import { methodsAnswers } from "../store/methods-answers.ts";
import { methodsOptions, setOptions } from "../store/methods-options.ts";
import { sessionStore } from "../store/session.ts";
import { TWO_METHODS } from "../store/testing/two-methods.ts";
import type { Ask } from "../worker/background.ts";
import { createQuestions } from "../worker/questions.ts";
import { Cancelled, type PlanInput } from "../worker/thread.ts";
import { startMethods } from "./methods.ts";

interface Job {
  readonly run: () => Promise<void>;
  readonly ended: () => boolean;
}
const jobs: Job[] = [];

/** Jobs wait until the test runs them. */
const background = {
  run<T>(input: PlanInput, ask: Ask<T>, options: { signal?: AbortSignal } = {}): Promise<T> {
    const { document, settings } = input;
    const api = createQuestions(() => document) as never;
    const request = { document: { id: 1, document }, source: null, settings };
    return new Promise((resolve, reject) => {
      const end = () => reject(new Cancelled("ended"));
      options.signal?.addEventListener("abort", end);
      jobs.push({
        run: async () =>
          resolve(
            await ask(
              api,
              request,
              () => {},
              (listener) => listener,
            ),
          ),
        ended: () => options.signal?.aborted === true,
      });
    });
  },
};

async function runAll(): Promise<void> {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    if (!job.ended()) await job.run();
    await Promise.resolve();
    await Promise.resolve();
  }
}

const GRAPH = textGraph("input x 64\n a:64 = Op(x)\n out a");
const open = (document: typeof GRAPH | typeof TWO_METHODS) => openDocument(document, { format: "", key: "" });

beforeAll(() => startMethods(background));
afterEach(() => {
  jobs.length = 0;
  sessionStore.setState({ lowerPane: "none" });
});

test("nothing is asked while the pane is folded; then the passes come, and the nodes of one of them", async () => {
  open(GRAPH);
  expect(jobs).toHaveLength(0);
  sessionStore.setState({ lowerPane: "methods" });
  expect(methodsAnswers.getState().stages.working).toBe(true);
  await runAll();
  const { stages, nodes } = methodsAnswers.getState();
  expect(stages.value?.stages.length).toBeGreaterThan(10);
  expect(nodes.value?.rows.length).toBeGreaterThan(2);
});

test("another option asks anew and keeps what was known meanwhile", async () => {
  open(GRAPH);
  sessionStore.setState({ lowerPane: "methods" });
  methodsStore.setState({ section: "planning" });
  await runAll();
  const before = methodsAnswers.getState().planning.value;
  expect(before).not.toBeNull();
  setOptions({ way: "naive" });
  expect(methodsAnswers.getState().planning).toMatchObject({ value: before, working: true });
  await runAll();
  expect(methodsAnswers.getState().planning.value?.way).toBe("naive");
});

test("folding the pane ends what is being worked out, and another document forgets it", async () => {
  open(GRAPH);
  sessionStore.setState({ lowerPane: "methods" });
  const [job] = jobs;
  sessionStore.setState({ lowerPane: "none" });
  expect(job?.ended()).toBe(true);
  expect(methodsAnswers.getState().stages.working).toBe(false);
  sessionStore.setState({ lowerPane: "methods" });
  await runAll();
  setOptions({ alignment: 64 });
  open(TWO_METHODS);
  expect(methodsAnswers.getState().stages.value).toBeNull();
  expect(methodsOptions.getState().options).toEqual(DEFAULT_OPTIONS);
});
