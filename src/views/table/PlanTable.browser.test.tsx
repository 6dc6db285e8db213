import { afterAll, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { startFinding } from "../../store/finding.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { select, sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { PlanTable } from "./PlanTable.tsx";
import "../../ui/tokens.css";

const NET = textGraph(`
  arena sram 16 65536
  input x 100
  constant w 400
  conv1: a:1000 = Conv(x w) ws=48
  relu: b:1000 = Relu(a) b~a
  conv2: c:2000 = Conv(b w)
  pool: d:500 = MaxPool(c)
  out d
`);

function Pane() {
  return (
    <div style={{ width: 1200, height: 300 }}>
      <PlanTable />
    </div>
  );
}

/** Names in the order in which they are shown. */
function names(): string[] {
  return [...document.querySelectorAll("tbody tr[aria-rowindex] td:first-child")].map(
    (td) => td.textContent ?? "",
  );
}

function tensor(id: string): number {
  return outcomeStore.getState().picture?.plan.tensors.id.indexOf(id) ?? -1;
}

let copied: readonly string[] = [];
afterAll(startFinding());
beforeEach(async () => {
  await page.viewport(1280, 720);
  copied = showAfresh(NET).copied;
});

test("every planned tensor and the scratch of nodes are rows; what is apart is not", async () => {
  await render(<Pane />);
  await expect.poll(names).toEqual(["x", "a", "b", "c", "d", "scratch of conv1"]);
  await expect.element(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "7");
  await expect.element(page.getByTestId("table-count")).toHaveTextContent("6 rows");
});

test("a click on a head sorts upwards, then downwards, then not at all", async () => {
  await render(<Pane />);
  const head = page.getByRole("columnheader", { name: "Size" });
  const button = head.getByRole("button");
  await button.click();
  await expect.element(head).toHaveAttribute("aria-sort", "ascending");
  expect(names()).toEqual(["scratch of conv1", "x", "d", "a", "b", "c"]);
  await button.click();
  await expect.element(head).toHaveAttribute("aria-sort", "descending");
  expect(names()).toEqual(["c", "a", "b", "d", "x", "scratch of conv1"]);
  await button.click();
  await expect.element(head).toHaveAttribute("aria-sort", "none");
  expect(names()).toEqual(["x", "a", "b", "c", "d", "scratch of conv1"]);
});

test("the filter takes words and fields together, and says how many rows are left", async () => {
  await render(<Pane />);
  await page.getByRole("searchbox").fill("conv size>1.5KiB");
  await expect.poll(names).toEqual(["c"]);
  await expect.element(page.getByTestId("table-count")).toHaveTextContent("1 of 6");
});

test("a field without a number is explained, and the rest of the filter holds", async () => {
  await render(<Pane />);
  await page.getByRole("searchbox").fill("size>big relu");
  await expect.element(page.getByRole("alert")).toHaveTextContent("needs a number");
  await expect.poll(names).toEqual(["b"]);
});

test("a filter that nothing passes says so in words", async () => {
  await render(<Pane />);
  await page.getByRole("searchbox").fill("nobody");
  await expect.element(page.getByText("Nothing matches.")).toBeVisible();
});

test("of a storage that matches, the tensors are shown that do so themselves; else all of them", async () => {
  await render(<Pane />);
  const field = page.getByRole("searchbox");
  await field.fill("op:relu");
  await expect.poll(names).toEqual(["b"]);
  await field.fill("/^a$/ relu");
  await expect.poll(names).toEqual(["a", "b"]);
});

test("what the legend means is what the table shows, and a search holds besides", async () => {
  sessionStore.setState({ colourBy: "operator", onlyClasses: ["op:Conv"] });
  await render(<Pane />);
  await expect.poll(names).toEqual(["a", "b", "c", "scratch of conv1"]);
  await page.getByRole("searchbox").fill("size>1500");
  await expect.poll(names).toEqual(["c"]);
});

test("the keyboard walks the rows and takes the selection along", async () => {
  await render(<Pane />);
  await page.getByRole("grid").click({ position: { x: 40, y: 40 } });
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: tensor("x") });
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: tensor("b") });
  const row = page.getByRole("row", { name: /^b / });
  await expect.element(row).toHaveAttribute("aria-selected", "true");
  const id = document.querySelector("tr[aria-selected='true']")?.id ?? "none";
  await expect.element(page.getByRole("grid")).toHaveAttribute("aria-activedescendant", id);
  await userEvent.keyboard("{End}");
  expect(sessionStore.getState().selection?.kind).toBe("storage");
  await userEvent.keyboard("{Home}{ArrowUp}");
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: tensor("x") });
});

test("what is selected elsewhere is selected here, and what is pointed at here is pointed at everywhere", async () => {
  await render(<Pane />);
  const a = outcomeStore.getState().picture?.plan.tensors.storage[tensor("a")] ?? -1;
  select({ kind: "storage", index: a });
  await expect.poll(() => document.querySelectorAll("tr[aria-selected='true']").length).toBe(2);
  await page.getByRole("row", { name: /^c / }).hover();
  await expect.poll(() => sessionStore.getState().hover).toEqual({ kind: "tensor", index: tensor("c") });
});

test("the copy holds the rows shown, in the order shown, as plain numbers", async () => {
  sessionStore.setState({ find: "op:conv size>=1KiB" });
  await render(<Pane />);
  await expect.poll(names).toEqual(["c"]);
  await page.getByRole("button", { name: "Copy CSV" }).click();
  const [head, row, end] = copied[0]?.split("\n") ?? [];
  expect(head).toBe("name,role,op,dtype,shape,bytes,start,end,steps,arena,address,buffer,padding");
  expect(row).toMatch(/^c,intermediate,Conv,[^,]*,[^,]*,2000,2,4,2,sram,\d+,B\d+,0$/);
  expect(end).toBe("");
});

test("of very many rows only those in sight exist, and a selection far down comes into sight", async () => {
  const many = Array.from({ length: 5000 }, (_, i) => `t${i + 1}:64 = Op(t${i})`).join("\n");
  showAfresh(textGraph(`input t0 64\n${many}\nout t5000`));
  await render(<Pane />);
  await expect.element(page.getByTestId("table-count")).toHaveTextContent("5,001 rows");
  await expect.poll(() => names().length).toBeGreaterThan(5);
  expect(names().length).toBeLessThan(60);
  select({ kind: "tensor", index: tensor("t4321") });
  await expect.element(page.getByRole("row", { name: /^t4321 / })).toBeInViewport();
});

test("picking a second with Shift held marks no text", async () => {
  showAfresh(NET);
  await render(<Pane />);
  await page.getByRole("row", { name: /^a / }).click();
  await page.getByRole("row", { name: /^d / }).click({ modifiers: ["Shift"] });
  expect(sessionStore.getState().second).not.toBeNull();
  expect(String(window.getSelection())).toBe("");
});

test("the last step is shown as everywhere else, and CSV keeps the step after it", async () => {
  await render(<Pane />);
  const heads = page.getByRole("columnheader").elements();
  const at = heads.findIndex((head) => head.textContent?.startsWith("Last"));
  const cells = [...document.querySelectorAll("tbody tr[aria-rowindex]")].map(
    (tr) => tr.children[at]?.textContent,
  );
  const plan = outcomeStore.getState().picture?.plan;
  expect(cells[names().indexOf("c")]).toBe(String((plan?.tensors.end[tensor("c")] ?? 0) - 1));
  await page.getByRole("button", { name: "Copy CSV" }).click();
  const [head = "", ...lines] = (copied[0] ?? "").split("\n");
  const csv = lines.find((line) => line.startsWith("c,"))?.split(",") ?? [];
  expect(csv[head.split(",").indexOf("end")]).toBe(String(plan?.tensors.end[tensor("c")]));
});
