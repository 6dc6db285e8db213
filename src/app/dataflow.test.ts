import { expect, test } from "vitest";
import { chainOf } from "../core/dialects/dataflow/testing/chains.ts";
import type { Result } from "../core/result.ts";
import type { FifosView } from "../look/dataflow/fifos-view.ts";
import { dataflowAnswers, dataflowStore, isOfPicture } from "../store/dataflow.ts";
import { chooseFifo } from "../store/dataflow-fifos.ts";
import { outcomeStore } from "../store/outcome.ts";
import { sessionStore } from "../store/session.ts";
import { draw, showAfresh } from "../store/testing/draw.ts";
import type { Background } from "../worker/background.ts";
import { createDataflowQuestions } from "../worker/dataflow-questions.ts";
import { startDataflow } from "./dataflow.ts";

const CHAIN = chainOf("five, seven, five", [5, 7, 7, 5]);

test("rows of an older plan stay, but select nothing until those of the plan on the page have come", async () => {
  const waiting: (() => Promise<unknown>)[] = [];
  const api = createDataflowQuestions(() => CHAIN);
  // answers when the test lets it
  const run = ((_: unknown, ask: (a: unknown, request: unknown) => Promise<Result<FifosView>>) =>
    new Promise((tell) => {
      waiting.push(async () => tell(await ask(api, { document: 0 })));
    })) as unknown as Background["run"];
  const answer = async () => {
    await waiting.shift()?.();
    await Promise.resolve();
  };

  showAfresh(CHAIN);
  sessionStore.setState({ lowerPane: "dataflow" });
  dataflowStore.setState({ section: "fifos" });
  startDataflow({ run });
  expect(isOfPicture("fifos")).toBe(false);
  await answer();
  expect(isOfPicture("fifos")).toBe(true);

  const { picture } = outcomeStore.getState();
  if (picture === null) throw new Error("there is no plan");
  const older = dataflowAnswers.getState().fifos.value;
  outcomeStore.setState({ picture: { ...picture, plan: draw(CHAIN, { schedule: "reference" }).plan } });
  expect(dataflowAnswers.getState().fifos.value).toBe(older);
  chooseFifo("fifos", 1, false);
  expect(sessionStore.getState().selection).toBeNull();

  await answer();
  expect(dataflowAnswers.getState().fifos.value).not.toBe(older);
  chooseFifo("fifos", 1, false);
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: 1 });
});
