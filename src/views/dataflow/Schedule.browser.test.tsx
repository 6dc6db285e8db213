import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { chainOf } from "../../core/dialects/dataflow/testing/chains.ts";
import type { DataflowDocument } from "../../core/document.ts";
import type { Settings } from "../../core/settings.ts";
import { scheduleView } from "../../look/dataflow/schedule-view.ts";
import { answerOf, dataflowAnswers, NO_DATAFLOW } from "../../store/dataflow.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { scheduleLooking } from "../../store/schedule-looking.ts";
import { sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { ScheduleSection } from "./ScheduleSection.tsx";
import "../../ui/tokens.css";

const picture = () => page.getByTestId("schedule-picture");
const loops = () => page.getByRole("region", { name: "Schedule in loops" });
const facts = () => page.getByTestId("schedule-facts");
const THEIRS = { fifos: "reference", schedule: "reference" };
/** Blocks of five through a filter of seven. */
const CHAIN = chainOf("five, seven, five", [5, 7, 7, 5]);

beforeEach(async () => {
  await page.viewport(1300, 400);
  scheduleLooking.setState(scheduleLooking.getInitialState(), true);
});

async function show(document: DataflowDocument, settings: Partial<Settings> = {}): Promise<string[]> {
  const { copied } = showAfresh(document, settings);
  const plan = outcomeStore.getState().picture?.plan;
  if (plan === undefined) throw new Error("there is no plan");
  const made = scheduleView(document, plan);
  if (!made.ok) throw new Error(made.problem.message);
  const schedule = { value: answerOf(plan, made.value), working: false, problem: null };
  dataflowAnswers.setState({ ...NO_DATAFLOW, schedule }, true);
  await render(
    <div style={{ height: 300, display: "flex", flexDirection: "column" }}>
      <ScheduleSection />
    </div>,
  );
  await expect.element(picture()).toHaveAttribute("data-columns");
  return copied;
}

/** The upper canvas hears pointers and keys. */
const canvas = () => picture().element().querySelectorAll("canvas")[1] as HTMLCanvasElement;

function places(what: "loops" | "cursorAt"): { x: number; y: number }[] {
  const text = (picture().element() as HTMLElement).dataset[what] ?? "";
  return text.split(" ").map((pair) => {
    const [x = 0, y = 0] = pair.split(",").map(Number);
    return { x, y };
  });
}

test("nineteen firings read as eleven names, and a click on a loop unfolds it in text and picture", async () => {
  await show(CHAIN, THEIRS);
  await expect.element(page.getByTestId("schedule-size")).toHaveTextContent("19 firings as 11 names");
  await expect.element(loops()).toHaveTextContent("n0 2(n0 n1 n2) 2 n0 n1 n2 2(n2 n0 n1) 2 n2");
  await expect.element(picture()).toHaveAttribute("data-columns", "11");
  await userEvent.click(canvas(), { position: places("loops")[0] });
  await expect.element(picture()).toHaveAttribute("data-columns", "14");
  const first = loops().getByRole("button", { name: "Loop of 2" }).first();
  await expect.element(first).toHaveAttribute("aria-expanded", "true");
  await first.click();
  await expect.element(picture()).toHaveAttribute("data-columns", "11");
  await page.getByRole("button", { name: "Unfold all" }).click();
  await expect.element(picture()).toHaveAttribute("data-columns", "19");
  await page.getByRole("button", { name: "Fold all" }).click();
  await expect.element(picture()).toHaveAttribute("data-columns", "11");
});

test("arrows walk the steps, through all passes of a folded loop, and say who fires", async () => {
  await show(CHAIN, THEIRS);
  canvas().focus();
  await userEvent.keyboard("{Home}");
  expect(sessionStore.getState().cursor).toBe(0);
  const spoken = page.getByTestId("schedule-spoken");
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(spoken).toHaveTextContent("Step 1: n0, firing 2 of 7.");
  const [there] = places("cursorAt");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
  await expect.element(spoken).toHaveTextContent("Step 4: n0, firing 3 of 7.");
  await expect.poll(() => places("cursorAt")[0]).toEqual(there);
  await userEvent.keyboard("{End}");
  await expect.element(spoken).toHaveTextContent("Step 18: n2, firing 7 of 7.");
  await userEvent.keyboard("{ArrowRight}");
  expect(sessionStore.getState().cursor).toBe(18);
});

test("a click on a firing selects it, one on a row of a FIFO the FIFO", async () => {
  await show(CHAIN, THEIRS);
  const [x, y] = [places("cursorAt")[0]?.x ?? 0, places("cursorAt")[0]?.y ?? 0];
  await userEvent.click(canvas(), { position: { x, y } });
  expect(sessionStore.getState().selection?.kind).toBe("node");
  await userEvent.click(canvas(), { position: { x, y: y + 75 } });
  await expect.poll(() => sessionStore.getState().selection).toEqual({ kind: "tensor", index: 0 });
  canvas().focus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(() => sessionStore.getState().selection).toEqual({ kind: "tensor", index: 1 });
});

test("the schedule of an older plan stays, but selects nothing in a newer one of as many firings", async () => {
  await show(CHAIN, THEIRS);
  const [x, y] = [places("cursorAt")[0]?.x ?? 0, places("cursorAt")[0]?.y ?? 0];
  const { picture: old } = outcomeStore.getState();
  if (old === null) throw new Error("there is no plan");
  const { plan } = draw(CHAIN, { ...THEIRS, sinkPriority: "off" });
  expect(plan.nodes.count).toBe(old.plan.nodes.count);
  outcomeStore.setState({ picture: { ...old, plan } });
  await userEvent.click(canvas(), { position: { x, y } });
  await userEvent.click(canvas(), { position: { x, y: y + 75 } });
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(picture()).toHaveAttribute("data-columns", "11");
  expect(sessionStore.getState().selection).toBeNull();
  outcomeStore.setState({ picture: old });
  await userEvent.click(canvas(), { position: { x, y } });
  expect(sessionStore.getState().selection?.kind).toBe("node");
});

test("latency is said in steps and samples, with what no schedule can do better", async () => {
  await show(CHAIN, THEIRS);
  await expect.element(facts()).toHaveTextContent("This is CMSIS-Stream’s schedule, sinks first");
  await expect.element(facts().getByRole("row", { name: /^first output after/ })).toHaveTextContent(/3$/);
  await expect.element(facts().getByRole("row", { name: "n2 3 3 1–4" })).toBeVisible();
  await expect.element(facts().getByRole("row", { name: "n0 10 10 10" })).toBeVisible();
  await expect.element(facts().getByRole("row", { name: /^n0 → n2 2–\d+ / })).toBeInTheDocument();
});

test("another schedule is a setting away", async () => {
  await show(CHAIN);
  await page.getByText("CMSIS-Stream", { exact: true }).first().click();
  expect(documentStore.getState().settings).toMatchObject(THEIRS);
  await page.getByText("least memory", { exact: true }).click();
  expect(documentStore.getState().settings).toMatchObject({ schedule: "least-memory", fifos: "packed" });
});

test("time in steps has the window of the timeline", async () => {
  await show(CHAIN, THEIRS);
  await page.getByRole("group", { name: "Time in" }).getByText("steps", { exact: true }).click();
  await expect.element(picture()).toHaveAttribute("data-columns", "19");
  const before = places("cursorAt")[0]?.x ?? 0;
  sessionStore.setState({ time: [0, 6] });
  await expect.poll(() => places("cursorAt")[0]?.x ?? 0).not.toBe(before);
});

test("loops and the array of C can be copied", async () => {
  const copied = await show(CHAIN, THEIRS);
  await page.getByRole("button", { name: "Copy the loops as text" }).click();
  await page.getByRole("button", { name: "Copy as C" }).click();
  expect(copied[0]).toBe("n0 2(n0 n1 n2) (2 n0) n1 n2 2(n2 n0 n1) (2 n2)");
  expect(copied[1]).toContain("schedule[19] = {\n  0, 0, 1, 2,");
});

test("a long chain of many firings is drawn row by row, and no row is an element", async () => {
  const rates = Array.from({ length: 200 }, (_, k) => (k % 2 === 0 ? 3 : 2));
  const even = rates.map((rate, k) => (k % 4 < 2 ? rate : 5 - rate));
  await show(chainOf("long", even), THEIRS);
  expect(Number((picture().element() as HTMLElement).dataset.rows)).toBeLessThan(20);
  expect(picture().element().querySelectorAll("*").length).toBeLessThan(20);
});
