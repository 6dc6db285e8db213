import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { GraphDocument } from "../../core/document.ts";
import { documentStore } from "../../store/document.ts";
import { openGraph } from "../../store/editing.ts";
import { heldStore } from "../../store/held-file.ts";
import { historyStore, startHistory, undo } from "../../store/history.ts";
import { provideServices, type Services } from "../../store/services.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { SizesPane } from "./SizesPane.tsx";
import "../../ui/tokens.css";

const NET: GraphDocument = {
  format: "memplan",
  version: 1,
  kind: "graph",
  name: "net",
  tensors: [
    { id: "x", dtype: "float32", shape: [1, { symbol: "T", max: 128 }], role: "input" },
    { id: "sr", dtype: "int64", shape: [], role: "input" },
    { id: "y", dtype: "float32", shape: [{ symbol: "2*T - 8", max: 248 }] },
    { id: "n", dtype: "int64", shape: [{ symbol: "n.count", max: 256 }] },
  ],
  nodes: [
    { id: "a", op: "Foo", inputs: ["x", "sr"], outputs: ["y"] },
    { id: "b", op: "NonZero", inputs: ["y"], outputs: ["n"] },
  ],
  outputs: ["n"],
  symbols: [
    { id: "T", value: 128, of: "x" },
    { id: "n.count", value: 256, of: "n", most: "2*T", asked: true },
  ],
  contents: [{ id: "sr", elements: 1 }],
};

startHistory();
const pane = page.getByTestId("sizes");
const value = (id: string) => pane.getByRole("textbox", { name: `Value of ${id}` });

beforeEach(async () => {
  await page.viewport(1000, 400);
});

test("symbols have a row each, those that are asked for first, with what hangs on them", async () => {
  showAfresh(NET);
  await render(<SizesPane />);
  const rows = pane.getByRole("row");
  await expect
    .element(rows.nth(1))
    .toHaveTextContent(/n\.count.*n.*1.*2 KiB.*only the data tells it, at most 2\*T/);
  await expect.element(rows.nth(2)).toHaveTextContent(/T.*x.*2.*1\.47 KiB/);
  await expect.element(value("T")).toHaveValue("128");
});

test("a value is taken on Enter as one step that can be undone, and all that hangs on it follows", async () => {
  showAfresh(NET);
  await render(<SizesPane />);
  await value("T").fill("256");
  await userEvent.keyboard("{Enter}");
  expect(openGraph()?.tensors.map((t) => t.shape?.at(-1))).toMatchObject([
    { max: 256 },
    undefined,
    { max: 504 },
    { max: 512 },
  ]);
  await expect.element(value("n.count")).toHaveValue("512");
  expect(historyStore.getState().at).toBe(1);
  await pane.getByRole("button", { name: "Twice T" }).click();
  await expect.element(value("T")).toHaveValue("512");
  undo();
  undo();
  await expect.element(value("T")).toHaveValue("128");
});

test("what cannot be is said under the field, with the tensor that it would break", async () => {
  showAfresh(NET);
  await render(<SizesPane />);
  await value("T").fill("3");
  await userEvent.keyboard("{Enter}");
  await expect
    .element(pane.getByRole("alert"))
    .toHaveTextContent("y would have the dimension 2*T - 8, which is negative, -2.");
  await value("T").fill("many");
  await userEvent.keyboard("{Enter}");
  await expect.element(pane.getByRole("alert")).toHaveTextContent("Type a whole number from 0 up.");
  await userEvent.keyboard("{Escape}");
  await expect.element(value("T")).toHaveValue("128");
  expect(historyStore.getState().at).toBe(0);
});

test("the value of an input goes to the file; without the file it says what to do", async () => {
  showAfresh(NET);
  const giveContents = vi.fn(async () => true);
  provideServices({ giveContents } as Partial<Services> as Services);
  await render(<SizesPane />);
  await expect.element(value("sr")).toBeDisabled();
  await expect.element(pane).toHaveTextContent(/not at hand any more: open it again/);
  heldStore.setState({ opening: documentStore.getState().opening });
  await value("sr").fill("16000");
  await userEvent.keyboard("{Enter}");
  expect(giveContents).toHaveBeenCalledWith("sr", [16_000]);
  await value("sr").fill("1, 2");
  await userEvent.keyboard("{Enter}");
  await expect.element(pane.getByRole("alert")).toHaveTextContent("Type a whole number.");
});

test("what a symbol is of is shown in every pane by a click, and fixed documents say that there is nothing to give", async () => {
  showAfresh(NET);
  const { rerender } = await render(<SizesPane />);
  await pane.getByRole("button", { name: "x", exact: true }).click();
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: 0 });
  const { symbols: _s, contents: _c, ...rest } = NET;
  showAfresh({
    ...rest,
    tensors: NET.tensors.map(({ id, role }) => ({ id, bytes: 4, ...(role && { role }) })),
  });
  await rerender(<SizesPane />);
  await expect.element(pane).toHaveTextContent("Every size of this document is a number.");
});
