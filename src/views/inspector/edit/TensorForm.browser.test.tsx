import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { undo } from "../../../store/history.ts";
import { rename } from "../../../store/renaming.ts";
import { select } from "../../../store/session.ts";
import { chooseBox, field, graph, list, NET, openNet, Pane, plan, steps, tensor } from "./testing/pane.tsx";

beforeEach(async () => {
  await page.viewport(600, 950);
  openNet();
});

test("a shape is taken on Enter as one step that can be undone, and the same again is none", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("shape").fill("2x8x16x16");
  expect(steps()).toBe(0);
  await userEvent.keyboard("{Enter}");
  expect(tensor("x").shape).toEqual([2, 8, 16, 16]);
  await userEvent.keyboard("{Enter}");
  await field("shape").fill("2, 8, 16, 16");
  await userEvent.keyboard("{Enter}");
  expect(steps()).toBe(1);
  await expect.element(field("shape")).toHaveValue("2×8×16×16");
  undo();
  await expect.element(field("shape")).toHaveValue("1×8×16×16");
});

test("leaving a field takes what was typed, and Tab goes to the next one", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("bytes").fill("8 KiB");
  await userEvent.keyboard("{Tab}");
  await expect.element(field("alignment")).toHaveFocus();
  expect(tensor("x").bytes).toBe(8192);
  await field("bytes").fill("");
  await userEvent.keyboard("{Enter}");
  expect(tensor("x").bytes).toBeUndefined();
  await expect.element(field("bytes")).toHaveAttribute("placeholder", "8 KiB (8,192 B)");
});

test("edits are undone and redone from a field in which nothing is being typed", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("alignment").fill("64");
  await userEvent.keyboard("{Enter}{Control>}z{/Control}");
  expect(tensor("x").alignment).toBeUndefined();
  await expect.element(field("alignment")).toHaveValue("");
  await expect.element(field("alignment")).toHaveFocus();
  await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  expect(tensor("x").alignment).toBe(64);
});

test("Escape gives back what was there", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("shape").fill("nonsense!");
  await userEvent.keyboard("{Escape}");
  await expect.element(field("shape")).toHaveValue("1×8×16×16");
  await userEvent.keyboard("{Tab}");
  expect(steps()).toBe(0);
});

test("what cannot be taken stays with its sentence over plans and other choices until it is put right", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("shape").fill("1x?");
  await expect.element(field("shape")).toHaveAttribute("aria-invalid", "false");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("shape")).toHaveAttribute("aria-invalid", "true");
  await expect.element(field("shape")).toHaveAccessibleDescription(/needs a name/);
  plan();
  await expect.element(field("shape")).toHaveFocus();
  chooseBox("value:w");
  await expect.element(field("shape")).toHaveValue("8×8×3×3");
  await expect.element(field("shape")).toHaveAttribute("aria-invalid", "false");
  chooseBox("value:x");
  await expect.element(field("shape")).toHaveValue("1x?");
  await expect.element(page.getByRole("alert")).toHaveTextContent(/needs a name/);
  await field("shape").fill("1x9");
  await expect.element(field("shape")).toHaveAttribute("aria-invalid", "false");
  await userEvent.keyboard("{Enter}");
  expect(tensor("x").shape).toEqual([1, 9]);
});

test("choosing something else while typing takes what was typed, of the thing that it was typed for", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("alignment").fill("64");
  chooseBox("value:w");
  await expect.poll(() => tensor("x").alignment).toBe(64);
  expect(tensor("w").alignment).toBeUndefined();
  expect(steps()).toBe(1);
});

test("a plan that comes while somebody types leaves focus and text alone", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("shape").fill("1x8x32");
  plan();
  await expect.element(field("shape")).toHaveFocus();
  await expect.element(field("shape")).toHaveValue("1x8x32");
});

test("a new name is taken everywhere, the focus stays, and drafts of other fields follow", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("bytes").fill("lots");
  await field("name").fill("image");
  await userEvent.keyboard("{Enter}");
  expect(graph().nodes[0]?.inputs).toEqual(["image", "w"]);
  await expect.element(field("name")).toHaveFocus();
  await expect.element(field("name")).toHaveValue("image");
  await expect.element(field("bytes")).toHaveValue("lots");
  plan();
  await expect.element(field("name")).toHaveFocus();
});

test("a name that is taken is refused at its field", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("name").fill("w");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("name")).toHaveAttribute("aria-invalid", "true");
  await expect.element(field("name")).toHaveValue("w");
  await expect.element(page.getByRole("alert")).toHaveTextContent(/w/);
  expect(steps()).toBe(0);
});

test("dtype, role and the mark of an output are taken at once", async () => {
  await render(<Pane />);
  chooseBox("value:w");
  await list("dtype").selectOptions("int8");
  await list("role").selectOptions("state");
  expect(tensor("w")).toMatchObject({ dtype: "int8", role: "state" });
  await page.getByRole("checkbox", { name: "output of the graph" }).click();
  expect(graph().outputs).toContain("w");
  expect(steps()).toBe(3);
});

test("a symbol in the shape has its maximum in a field", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await field("shape").fill("T<=512 x 64");
  await userEvent.keyboard("{Enter}");
  await field("T at most").fill("1024");
  await userEvent.keyboard("{Enter}");
  expect(tensor("x").shape).toEqual([{ symbol: "T", max: 1024 }, 64]);
});

test("a new arena is made where a tensor is put into it, as one step, by keys only", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await list("arena").selectOptions("+ new arena…");
  await expect.element(field("new arena")).toHaveFocus();
  await userEvent.keyboard("dram{Enter}");
  expect(tensor("x").arena).toBe("dram");
  expect(graph().arenas?.map((a) => a.id)).toEqual(["arena", "dram"]);
  expect(steps()).toBe(1);
  await expect.element(list("arena")).toHaveFocus();
  await list("arena").selectOptions("arena");
  expect(tensor("x").arena).toBeUndefined();
  await list("arena").selectOptions("+ new arena…");
  await userEvent.keyboard("{Escape}");
  await expect.element(field("new arena")).not.toBeInTheDocument();
});

test("what an operator infers is said so, and can be given back to it", async () => {
  await render(<Pane />);
  plan();
  select({ kind: "tensor", index: NET.tensors.findIndex((t) => t.id === "b") });
  await expect.element(page.getByText("inferred by Relu")).toBeVisible();
  await field("shape").fill("4x4");
  await userEvent.keyboard("{Enter}");
  expect(tensor("b")).toMatchObject({ shape: [4, 4], typed: "hand" });
  await page.getByRole("button", { name: "infer again" }).click();
  expect(tensor("b").shape).toEqual([1, 8, 16, 16]);
  expect(tensor("b").typed).toBeUndefined();
});

test("a box that is not drawn is renamed here", async () => {
  await render(<Pane />);
  chooseBox("value:x");
  await expect.element(field("name")).toBeVisible();
  rename("value:x");
  await expect.element(field("name")).toHaveFocus();
});

test("a shape by hand that the operator would not give is said so, and can be inferred again", async () => {
  await render(<Pane />);
  chooseBox("node:relu");
  await field("shape").fill("7x7");
  await userEvent.keyboard("{Enter}");
  const says = page.getByText("Relu would give 1×8×16×16 float32; 7×7 was typed by hand");
  await expect.element(says).toBeVisible();
  await page.getByRole("button", { name: "infer again" }).click();
  expect(tensor("b").shape).toEqual([1, 8, 16, 16]);
  await expect.element(says).not.toBeInTheDocument();
});
