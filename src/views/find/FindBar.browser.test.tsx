import { afterAll, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { findingStore, openFinding, showFinding, startFinding } from "../../store/finding.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { FindBar } from "./FindBar.tsx";
import "../../ui/tokens.css";

const NET = textGraph(`
  arena sram 16 65536
  input x 100
  conv1: a:1000 = Conv(x) ws=48
  relu: b:1000 = Relu(a)
  conv2: c:2000 = Conv(b)
  pool: d:500 = MaxPool(c)
  out d
`);

afterAll(startFinding());
beforeEach(async () => {
  await page.viewport(900, 500);
  showAfresh(NET);
  findingStore.setState({ shown: false, there: false });
  openFinding();
});

const field = () => page.getByRole("combobox", { name: "Find storages" });
const count = () => page.getByTestId("find-count");

/** Name of what is selected. */
function selected(): string {
  const { selection } = sessionStore.getState();
  const { picture } = outcomeStore.getState();
  return selection?.kind === "tensor"
    ? (picture?.plan.tensors.id[selection.index] ?? "")
    : (selection?.kind ?? "");
}

test("it has the focus, and what is typed is counted with its bytes", async () => {
  await render(<FindBar />);
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard("size>=1000");
  await expect.element(count()).toHaveTextContent("3 of 6 storages, 3.91 KiB");
  await field().fill("nobody");
  await expect.element(count()).toHaveTextContent("none of 6 storages");
});

test("what was typed before it was there is gone on with; asked for again, it is typed over", async () => {
  sessionStore.setState({ find: "re" });
  await render(<FindBar />);
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard("lu");
  await expect.element(field()).toHaveValue("relu");
  openFinding();
  await userEvent.keyboard("conv");
  await expect.element(field()).toHaveValue("conv");
});

test("what a link searches for is shown without taking the focus", async () => {
  findingStore.setState({ shown: false });
  sessionStore.setState({ find: "relu" });
  showFinding();
  await render(<FindBar />);
  await expect.element(count()).toHaveTextContent("1 of 6");
  await expect.element(field()).not.toHaveFocus();
  openFinding();
  await expect.element(field()).toHaveFocus();
});

test("Enter goes on by time and around the end, Shift and Enter back", async () => {
  await render(<FindBar />);
  await field().fill("size>=1000");
  await expect.element(count()).toHaveTextContent("3 of 6");
  const walked: string[] = [];
  for (let i = 0; i < 4; i++) {
    await userEvent.keyboard("{Enter}");
    walked.push(selected());
  }
  expect(walked).toEqual(["a", "b", "c", "a"]);
  await expect.element(count()).toHaveTextContent("3 of 6 storages, 3.91 KiB · match 1");
  await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
  expect(selected()).toBe("c");
  await page.getByRole("button", { name: "Next match" }).click();
  expect(selected()).toBe("a");
  await page.getByRole("button", { name: "Previous match" }).click();
  expect(selected()).toBe("c");
});

test("fields are completed while they are typed, by Tab, by the arrows and by a click", async () => {
  await render(<FindBar />);
  await userEvent.keyboard("ro");
  await expect.element(page.getByRole("option", { name: /role:/ })).toBeVisible();
  await userEvent.keyboard("{Tab}");
  await expect.element(field()).toHaveValue("role:");
  await userEvent.keyboard("out");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(field()).toHaveValue("role:output ");
  await expect.element(count()).toHaveTextContent("1 of 6");
  await userEvent.keyboard("op:");
  await page.getByRole("option", { name: "op:MaxPool" }).click();
  await expect.element(field()).toHaveValue("role:output op:MaxPool ");
  await expect.element(field()).toHaveFocus();
  expect(sessionStore.getState().selection).toBeNull();
});

test("what makes no sense is told, and the rest holds", async () => {
  await render(<FindBar />);
  await field().fill("/a(/ relu");
  await expect.element(page.getByRole("alert")).toHaveTextContent("opens a ( that is not closed");
  await expect.element(field()).toHaveAttribute("aria-invalid", "true");
  await expect.element(count()).toHaveTextContent("1 of 6 storages, 1,000 B, searched in part");
});

test("what makes no sense at all is no match of everything", async () => {
  await render(<FindBar />);
  for (const text of ["role:banana", "size>", "life>5"]) {
    await field().fill(text);
    await expect.element(count()).toHaveTextContent("not searched");
    await expect.element(page.getByRole("alert")).toHaveTextContent(text);
    await userEvent.keyboard("{Enter}");
    expect(sessionStore.getState().selection).toBeNull();
    await expect.element(page.getByRole("button", { name: "Next match" })).toBeDisabled();
  }
  await expect.element(page.getByRole("alert")).toHaveTextContent("Fields are size, padding, steps");
});

test("an example is there to be tried", async () => {
  await render(<FindBar />);
  await page.getByRole("button", { name: "role:output" }).click();
  await expect.element(count()).toHaveTextContent("1 of 6");
});

test("Escape closes it and looks for nothing any more", async () => {
  await render(<FindBar />);
  await field().fill("relu");
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByTestId("find-bar")).not.toBeInTheDocument();
  expect(sessionStore.getState().find).toBe("");
});

test("an exact address moves the arena there and asks who lives at it", async () => {
  await render(<FindBar />);
  const peak = outcomeStore.getState().picture?.plan.arenas[0]?.peak ?? 0;
  await field().fill(`addr:${peak - 1}`);
  await userEvent.keyboard("{Enter}");
  const { addresses, spot } = sessionStore.getState();
  expect(addresses?.[0]).toBeLessThan(peak);
  expect(addresses?.[1]).toBeGreaterThanOrEqual(peak);
  expect(spot).toMatchObject({ arena: 0, address: peak - 1 });
});

test("matches follow a new plan", async () => {
  await render(<FindBar />);
  await field().fill("op:conv");
  await expect.element(count()).toHaveTextContent("3 of 6");
  const picture = draw(textGraph("input x 10\nn: y:100 = Conv(x)\nout y"));
  outcomeStore.setState({ picture });
  await expect.element(count()).toHaveTextContent("1 of 2 storages");
});
