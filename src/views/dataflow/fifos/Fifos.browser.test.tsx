import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Settings } from "../../../core/settings.ts";
import { textStream } from "../../../core/testing/text-stream.ts";
import { fifoAnswer } from "../../../look/dataflow/fifo-why.ts";
import { fifosView } from "../../../look/dataflow/fifos-view.ts";
import { answerOf, dataflowAnswers, NO_DATAFLOW } from "../../../store/dataflow.ts";
import { chosenFifos } from "../../../store/dataflow-fifos.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { select, sessionStore } from "../../../store/session.ts";
import { showAfresh } from "../../../store/testing/draw.ts";
import { FifosSection } from "../FifosSection.tsx";
import "../../../ui/tokens.css";

/** Opens it and answers as the worker does, of what is chosen too. */
function show(text: string, settings: Partial<Settings> = {}): { readonly copied: string[] } {
  const shown = showAfresh(textStream(text), settings);
  const { picture } = outcomeStore.getState();
  if (picture?.document.kind !== "dataflow") throw new Error("it was not opened");
  const { document, plan } = picture;
  const made = fifosView(document, plan, plan.settings);
  if (!made.ok) throw new Error(made.problem.message);
  const known = (value: unknown) => ({ value, working: false, problem: null });
  dataflowAnswers.setState({ ...NO_DATAFLOW, fifos: { ...known(null), value: answerOf(plan, made.value) } });
  stop();
  stop = sessionStore.subscribe(() => {
    const [first, second] = chosenFifos();
    const answer = first < 0 ? null : fifoAnswer(document, plan, plan.settings, first, second);
    if (answer?.ok)
      dataflowAnswers.setState({ fifo: { ...known(null), value: answerOf(plan, answer.value) } });
  });
  return shown;
}
let stop = () => {};

const row = (id: string) => page.getByRole("row").filter({ has: page.getByText(id, { exact: true }) });
const side = () => page.getByRole("region", { name: "Why" });

beforeEach(async () => {
  await page.viewport(1400, 420);
});

const CHAIN = "a.o 100 -> b.i 100 of 1\nb.o 1 -> c.i 1 of 1\nc.o 1 -> d.i 1 of 1\nd.o 100 -> e.i 100 of 1";

test("totals stand beside CMSIS-Stream's and the bounds", async () => {
  show(CHAIN);
  await render(<FifosSection />);
  const totals = page.getByLabelText("Bytes of FIFOs");
  await expect.element(totals).toHaveTextContent(/each apart202 B/);
  await expect.element(totals).toHaveTextContent(/CMSIS-Stream200 B/);
  await expect.element(totals).toHaveTextContent(/this plan101 B−49\.5 %/);
  await expect.element(totals).toHaveTextContent(/bound, any schedule101 B/);
});

test("a row tells rates, length, bytes and buffer here and with CMSIS-Stream", async () => {
  show("source.o 5 -> filter.i 7\nfilter.o 7 -> sink.i 5");
  await render(<FifosSection />);
  await expect.element(row("fifo0")).toHaveTextContent(/source\.o → filter\.i5 : 7–111144 Bno: 5 ≠ 7/);
  await expect.element(row("fifo0")).toHaveTextContent(/1144 Bbuf0$/);
});

test("a click chooses a FIFO for the whole page and says what would make it an array; elsewhere chosen, its row shows", async () => {
  show("source.o 5 -> filter.i 7\nfilter.o 7 -> sink.i 5");
  await render(<FifosSection />);
  await row("fifo0").click();
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: 0 });
  await expect.element(side()).toHaveTextContent("source.o puts in 5 samples and filter.i takes out 7");
  await expect.element(side()).toHaveTextContent("With 5 at filter.i it would be one");
  await expect.element(row("fifo0")).toHaveAttribute("data-chosen", "true");
  select({ kind: "storage", index: outcomeStore.getState().picture?.plan.tensors.storage[1] ?? -1 });
  await expect.element(row("fifo1")).toHaveAttribute("data-chosen", "true");
  await expect.element(side()).toHaveTextContent("filter.o puts in 7");
});

test("a second with Shift says why these two cannot share, here and with CMSIS-Stream, and leads to the step", async () => {
  show(CHAIN);
  await render(<FifosSection />);
  await row("fifo0").click();
  await row("fifo1").click({ modifiers: ["Shift"] });
  const pair = page.getByTestId("fifo-pair");
  await expect.element(pair).toHaveTextContent(/In this plan: ✗ may not share/);
  await expect.element(pair).toHaveTextContent("b reads fifo0 while it writes fifo1, at step 1.");
  await expect.element(pair).toHaveTextContent(/In CMSIS-Stream's: ✗ may not share/);
  await pair.getByRole("button", { name: "go to step 1" }).click();
  expect(sessionStore.getState().cursor).toBe(1);
  await pair.getByRole("button", { name: "back to fifo0" }).click();
  await expect.poll(() => pair.query()).toBeNull();
  await row("fifo3").click({ modifiers: ["Shift"] });
  await expect.element(pair).toHaveTextContent(/In this plan: ✓ share/);
});

test("the keyboard goes down the rows and chooses", async () => {
  show(CHAIN);
  await render(<FifosSection />);
  await row("fifo0").click();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(row("fifo1")).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: 1 });
});

test("what CMSIS-Stream refuses is named, and the plan is shown alone", async () => {
  show("a.o 1,2 -> b.i 1,2");
  await render(<FifosSection />);
  const why = page.getByRole("region", { name: "CMSIS-Stream goes wrong" });
  await expect.element(why).toHaveTextContent("CMSIS-Stream has no plan");
  await expect.element(why).toHaveTextContent("Equal lists of rates.");
  await expect.element(page.getByLabelText("Bytes of FIFOs")).not.toHaveTextContent("CMSIS-Stream");
});

test("bytes moved are told for the first iteration and the later ones, and the table is copied", async () => {
  const { copied } = show("source.o 5 -> filter.i 7\nfilter.o 7 -> sink.i 5");
  await render(<FifosSection />);
  const copies = page.getByRole("region", { name: "Copies" });
  await expect.element(copies).toHaveTextContent(/to the front80 B80 B80 B80 B/);
  await page.getByRole("button", { name: "Copy the table as CSV" }).click();
  expect(copied[0]).toContain("fifo0,source.o,filter.i,5 : 7,0,4,11,11,44,no: 5 ≠ 7,0,,1,11,44,buf0\n");
});

test("of many rows only those in sight are drawn, and the last comes with a press of the head", async () => {
  const lines = Array.from({ length: 300 }, (_, k) => `n${k}.o 1 -> n${k + 1}.i 1`);
  show(lines.join("\n"), { fifos: "reference" });
  await render(
    <div style={{ height: 300, display: "flex", flexDirection: "column" }}>
      <FifosSection />
    </div>,
  );
  await expect.element(row("fifo0")).toBeVisible();
  expect(document.querySelectorAll("tbody tr").length).toBeLessThan(60);
  const head = page.getByRole("button", { name: "FIFO", exact: true });
  await head.click();
  await head.click();
  await expect.element(row("fifo299")).toBeVisible();
});
