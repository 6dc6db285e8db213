import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { chosenStore } from "../../../store/chosen.ts";
import { undo } from "../../../store/history.ts";
import {
  button,
  chooseBox,
  field,
  graph,
  list,
  node,
  openNet,
  Pane,
  steps,
  tensor,
} from "./testing/pane.tsx";

beforeEach(async () => {
  await page.viewport(600, 950);
  openNet();
});

test("many are counted, what they have in common is shown, and the rest is mixed", async () => {
  await render(<Pane />);
  chooseBox("node:conv", "node:relu", "value:w");
  await expect.element(page.getByRole("heading", { name: "2 nodes, 1 value chosen" })).toBeVisible();
  await expect.element(list("dtype")).toHaveValue("float32");
  await expect.element(field("shape")).toHaveValue("");
  await expect.element(field("shape")).toHaveAttribute("placeholder", "mixed");
  await expect.element(list("operator")).toHaveAttribute("placeholder", "mixed");
});

test("a change of many is one step, and what nobody types in stays mixed", async () => {
  await render(<Pane />);
  chooseBox("value:x", "value:w", "node:conv");
  await list("dtype").selectOptions("float16");
  expect(["x", "w", "a"].map((id) => tensor(id).dtype)).toEqual(["float16", "float16", "float16"]);
  expect(steps()).toBe(1);
  const shapes = graph().tensors.map((t) => t.shape);
  await field("shape").click();
  await userEvent.keyboard("{Tab}");
  await field("workspace").fill("1 KiB");
  await userEvent.keyboard("{Enter}");
  expect(node("conv").workspace).toBe(1024);
  expect(graph().tensors.map((t) => t.shape)).toEqual(shapes);
  undo();
  undo();
  expect(tensor("x").dtype).toBe("float32");
});

test("two that are chosen are asked about as a pair, with their form below", async () => {
  await render(<Pane />);
  chooseBox("node:conv", "node:relu");
  await expect.element(page.getByTestId("pair")).toBeVisible();
  await field("workspace").fill("2 KiB");
  await userEvent.keyboard("{Enter}");
  expect([node("conv").workspace, node("relu").workspace]).toEqual([2048, 2048]);
});

test("rights of many are taken and given back", async () => {
  await render(<Pane />);
  chooseBox("node:conv", "node:relu", "node:add");
  await button("nothing").click();
  expect(graph().nodes.flatMap((n) => n.mayShare ?? [])).toEqual([]);
  await button("as operators say").click();
  expect(node("relu").mayShare?.length).toBeGreaterThan(0);
});

test("the document has its name and its arenas", async () => {
  await render(<Pane />);
  await field("name").fill("mine");
  await userEvent.keyboard("{Enter}");
  expect(graph().name).toBe("mine");
  await field("Capacity of arena").fill("256 KiB");
  await userEvent.keyboard("{Tab}");
  expect(graph().arenas).toEqual([{ id: "arena", capacity: 262144 }]);
  await button("add arena…").click();
  await userEvent.keyboard("dram{Enter}");
  await expect.element(button("add arena…")).toHaveFocus();
  await field("Alignment of dram").fill("64");
  await userEvent.keyboard("{Enter}");
  expect(graph().arenas?.[1]).toMatchObject({ id: "dram", alignment: 64 });
  await field("Name of arena 2").fill("arena");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("Name of arena 2")).toHaveAttribute("aria-invalid", "true");
  await userEvent.keyboard("{Escape}");
  await button("Remove dram").click();
  expect(graph().arenas?.map((a) => a.id)).toEqual(["arena"]);
});

test("a group has its title, is folded, and leads to its members", async () => {
  await render(<Pane />);
  chooseBox("group:g");
  await field("title").fill("tail");
  await userEvent.keyboard("{Enter}");
  await page.getByRole("checkbox", { name: "into one box" }).click();
  expect(graph().drawing?.groups).toEqual([
    { id: "g", title: "tail", nodes: ["relu", "add"], collapsed: true },
  ]);
  await button("add").click();
  expect(chosenStore.getState().keys).toEqual(["node:add"]);
});
