import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { askedStore } from "../../../store/asking.ts";
import { chosenStore } from "../../../store/chosen.ts";
import { documentStore } from "../../../store/document.ts";
import { undo } from "../../../store/history.ts";
import { MiddleText } from "../../../ui/MiddleText.tsx";
import {
  button,
  chooseBox,
  field,
  graph,
  list,
  node,
  openNet,
  Pane,
  plan,
  steps,
  tensor,
} from "./testing/pane.tsx";

beforeEach(async () => {
  await page.viewport(600, 950);
  openNet();
});

test("a node gets another name, and keeps the focus where it was typed", async () => {
  await render(<Pane />);
  chooseBox("node:conv");
  await field("name").first().fill("stem");
  await userEvent.keyboard("{Enter}");
  expect(node("stem").op).toBe("Conv");
  expect(chosenStore.getState().keys).toEqual(["node:stem"]);
  plan();
  await expect.element(field("name").first()).toHaveFocus();
});

test("operators are offered while somebody types and taken with keys", async () => {
  await render(<Pane />);
  chooseBox("node:relu");
  await list("operator").fill("sig");
  await userEvent.keyboard("{ArrowDown}");
  await expect
    .element(page.getByRole("option", { name: /^Sigmoid/ }))
    .toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  expect(node("relu").op).toBe("Sigmoid");
  expect(steps()).toBe(1);
  await expect.element(page.getByRole("listbox")).not.toBeInTheDocument();
  await expect.element(list("operator")).toHaveFocus();
});

test("an operator that nobody knows may be typed, and Escape folds the list before it restores the field", async () => {
  await render(<Pane />);
  chooseBox("node:relu");
  await list("operator").fill("re");
  await expect.element(page.getByRole("listbox")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(list("operator")).toHaveValue("re");
  await userEvent.keyboard("{Escape}");
  await expect.element(list("operator")).toHaveValue("Relu");
  await list("operator").fill("MyOwn");
  await userEvent.keyboard("{Enter}");
  expect(node("relu").op).toBe("MyOwn");
});

test("attributes are typed as people write them, and what is wrong is said under the field", async () => {
  await render(<Pane />);
  chooseBox("node:conv");
  const stride = page.getByRole("textbox", { name: "stride" });
  await stride.fill("0");
  await userEvent.keyboard("{Enter}");
  await expect.element(stride).toHaveAttribute("aria-invalid", "true");
  await expect.element(stride).toHaveAccessibleDescription(/whole numbers/);
  expect(steps()).toBe(0);
  await stride.fill("2");
  await userEvent.keyboard("{Enter}");
  await expect.element(stride).toHaveValue("2");
  expect(tensor("a").shape).toEqual([1, 8, 8, 8]);
  expect(steps()).toBe(1);
});

test("scratch is typed in bytes of any unit", async () => {
  await render(<Pane />);
  chooseBox("node:conv");
  await field("workspace").fill("8 KiB");
  await userEvent.keyboard("{Tab}");
  expect(node("conv").workspace).toBe(8192);
  await field("workspace").fill("");
  await userEvent.keyboard("{Tab}");
  expect(node("conv").workspace ?? 0).toBe(0);
  expect(steps()).toBe(2);
});

test("the step says where the node may run, moves it there, and refuses any other with who is in the way", async () => {
  openNet({
    ...graph(),
    tensors: [...graph().tensors, { id: "d", dtype: "float32", shape: [4] }],
    nodes: [...graph().nodes, { id: "side", op: "Relu", inputs: ["x"], outputs: ["d"] }],
  });
  await render(<Pane />);
  chooseBox("node:relu");
  await expect.element(field("step")).toHaveAccessibleDescription(/may run .*step.*after conv/);
  const before = documentStore.getState().settings.order;
  chooseBox("node:side");
  await expect.element(field("step")).toHaveAccessibleDescription("may run at any step");
  await field("step").fill("0");
  await userEvent.keyboard("{Enter}");
  expect(graph().order?.[0]).toBe("side");
  expect(documentStore.getState().settings.order).toBe("given");
  expect(steps()).toBe(1);
  await expect.element(field("step")).toHaveValue("0");
  chooseBox("node:relu");
  await field("step").fill("0");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("step")).toHaveAccessibleDescription(/conv/);
  await expect.element(field("step")).toHaveValue("0");
  expect(steps()).toBe(1);
  undo();
  expect(documentStore.getState().settings.order).toBe(before);
  expect(graph().order).toBeUndefined();
});

test("inputs lead to what they read, are disconnected here, and free ports ask what to connect", async () => {
  await render(<Pane />);
  chooseBox("node:add");
  await page.getByRole("group", { name: "Inputs" }).getByRole("button", { name: "b", exact: true }).click();
  expect(chosenStore.getState().keys).toEqual(["node:relu"]);
  chooseBox("node:add");
  await button(/^Disconnect/)
    .last()
    .click();
  expect(node("add").inputs).toEqual(["a"]);
  expect(chosenStore.getState().keys).toEqual(["node:add"]);
  await button(/^Connect/)
    .first()
    .click();
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", to: { node: "add", port: 1 } });
  await expect.element(page.getByText(/nothing is connected/)).toBeVisible();
});

test("nothing is offered to live where a constant lives", async () => {
  await render(<Pane />);
  chooseBox("node:conv");
  const constants = node("conv").inputs.filter((id) => tensor(id).role === "constant");
  expect(constants.length).toBeGreaterThan(0);
  await expect.element(field("name").first()).toBeVisible();
  for (const id of constants)
    expect(page.getByRole("checkbox", { name: `in place of ${id}` }).query()).toBeNull();
});

test("a name that is cut in its middle is read whole", async () => {
  await render(
    <button type="button">
      <MiddleText text="Conv2d_1_pointwise" />
    </button>,
  );
  await expect.element(page.getByRole("button", { name: "Conv2d_1_pointwise", exact: true })).toBeVisible();
});

test("rights to share are ticked by pair, and given back to the operator", async () => {
  await render(<Pane />);
  chooseBox("node:relu");
  const box = page.getByRole("checkbox", { name: "b in place of a" });
  const had = node("relu").mayShare ?? [];
  await box.click();
  expect((node("relu").mayShare ?? []).length).not.toBe(had.length);
  expect(node("relu").drawn?.rights).toBe("hand");
  const view = page.getByRole("checkbox", { name: "b a view of a" });
  await view.click();
  const offset = field("Byte of a at which b begins");
  await offset.fill("9 GiB");
  await userEvent.keyboard("{Enter}");
  await expect.element(offset).toHaveAttribute("aria-invalid", "true");
  await userEvent.keyboard("{Escape}");
  await expect.element(offset).toHaveValue("0");
  await button("as Relu says").click();
  expect(node("relu").drawn?.rights).toBeUndefined();
  await expect.element(button("as Relu says")).not.toBeInTheDocument();
});

test("the output of a node has its fields, and a node of many folds each to a line", async () => {
  await render(<Pane />);
  chooseBox("node:conv");
  const output = page.getByRole("group", { name: "Output" });
  await output.getByRole("textbox", { name: "alignment" }).fill("32");
  await userEvent.keyboard("{Enter}");
  expect(tensor("a").alignment).toBe(32);
  openNet({
    ...graph(),
    tensors: [...graph().tensors, { id: "p", bytes: 4 }, { id: "q", bytes: 8 }],
    nodes: [...graph().nodes, { id: "two", op: "Mine", inputs: ["x"], outputs: ["p", "q"] }],
  });
  chooseBox("node:two");
  const outputs = page.getByRole("group", { name: "Outputs" });
  await expect.element(outputs.getByRole("textbox", { name: "bytes" }).first()).not.toBeInTheDocument();
  await outputs.getByText("q", { exact: true }).click();
  await outputs.getByRole("textbox", { name: "bytes" }).last().fill("16");
  await userEvent.keyboard("{Enter}");
  expect(tensor("q").bytes).toBe(16);
});

test("a node that the plan does not know yet is edited all the same", async () => {
  await render(<Pane />);
  documentStore.setState({
    document: {
      ...graph(),
      tensors: [...graph().tensors, { id: "n", dtype: "int8", shape: [4] }],
      nodes: [...graph().nodes, { id: "new", op: "Mine", inputs: ["x"], outputs: ["n"] }],
    },
  });
  chooseBox("node:new");
  await expect.element(field("name").first()).toHaveValue("new");
  await field("workspace").fill("64");
  await userEvent.keyboard("{Enter}");
  expect(node("new").workspace).toBe(64);
});
