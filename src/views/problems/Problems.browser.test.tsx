import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Violation } from "../../core/check.types.ts";
import type { Diagnostic, GraphDocument } from "../../core/document.ts";
import { setType } from "../../core/edit/change.ts";
import { addOperation, addValue } from "../../core/edit/make.ts";
import { drawn } from "../../core/edit/testing/script.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest, type Request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { tellDrawing } from "../../store/testing/tell-drawing.ts";
import { Problems } from "./Problems.tsx";
import "../../ui/tokens.css";

const NET = textGraph("input x 64\nconv: a:1000 = Conv(x)\nrelu: b:1000 = Relu(a)\nout b");

function index(id: string): number {
  return outcomeStore.getState().picture?.plan.tensors.id.indexOf(id) ?? -1;
}

beforeEach(async () => {
  await page.viewport(1000, 600);
});

test("a plan without problems says in one line what was checked", async () => {
  showAfresh(NET);
  await render(<Problems />);
  await expect
    .element(page.getByTestId("problems-none"))
    .toHaveTextContent(/^No problems: checked 3 storages in one arena/);
});

test("a plan that does not fit names what is in the way, and a click goes there", async () => {
  showAfresh(NET, { capacity: 1500 });
  await render(<Problems />);
  const group = page.getByRole("region", { name: "Does not fit" });
  await expect.element(group).toHaveTextContent("Error");
  await group.getByRole("button", { name: "storage b", exact: true }).click();
  const b = outcomeStore.getState().picture?.plan.storages.id.indexOf("b");
  expect(sessionStore.getState().selection).toEqual({ kind: "storage", index: b });
  await group.getByRole("button", { name: /^step/ }).click();
  expect(sessionStore.getState().cursor).toBe(1);
});

test("violations come first, in words, and their sentence leads to the thing and the step", async () => {
  showAfresh(NET);
  const picture = outcomeStore.getState().picture;
  if (picture === null) throw new Error("the test's picture is not there");
  const violations: Violation[] = [
    { code: "overlap", message: "a and b overlap.", at: ["tensor:a", "arena:sram", "step:1"] },
  ];
  outcomeStore.setState({ picture: { ...picture, violations } });
  await render(<Problems />);
  await expect.element(page.getByRole("heading", { name: /^Violations 1/ })).toBeVisible();
  await page.getByRole("button", { name: "a and b overlap." }).click();
  expect(sessionStore.getState()).toMatchObject({
    selection: { kind: "tensor", index: index("a") },
    cursor: 1,
  });
});

test("findings of the file are listed the worst first, each once", async () => {
  const findings: Diagnostic[] = [
    { severity: "info", code: "constants", message: "Two constants are kept apart.", at: [] },
    {
      severity: "warning",
      code: "unknown-shape",
      message: "The shape of a was guessed.",
      at: ["tensor:a", "tensor:gone"],
    },
  ];
  const document: GraphDocument = { ...NET, findings };
  showAfresh(document);
  await render(<Problems />);
  const lines = page.getByRole("region", { name: "About the import" }).getByRole("listitem");
  await expect.element(lines.nth(0)).toHaveTextContent(/Warning\s*The shape of a was guessed/);
  await expect.element(lines.nth(1)).toHaveTextContent(/Note\s*Two constants are kept apart/);
  expect(lines.elements()).toHaveLength(2);
  expect(lines.nth(0).getByRole("button", { name: "tensor gone" }).elements()).toHaveLength(0);
});

test("the plan in the file is compared with the one shown, and what it lets overlap is told", async () => {
  const offsets = { x: 0, a: 64, b: 564 };
  showAfresh({ ...NET, shipped: { title: "OfflineMemoryAllocation", offsets } });
  await render(<Problems />);
  const group = page.getByRole("region", { name: "The plan in the file" });
  await expect.element(group).toHaveTextContent(/places 3 of 3 tensors in 1\.53 KiB \(1,564 B\)/);
  await expect.element(group).toHaveTextContent("the plan shown takes 1.95 KiB (2,000 B)");
  await expect.element(group).toHaveTextContent(/a and b share bytes 564 to 1064 at step 1/);
  await group.getByRole("button", { name: "tensor b", exact: true }).click();
  expect(sessionStore.getState().selection).toEqual({ kind: "tensor", index: index("b") });
});

test("what is open or at odds in the drawing is listed, and each line lights up and reveals its node", async () => {
  showAfresh(
    drawn(
      (d) => addValue(d, { role: "input", type: { dtype: "float32", shape: [4, 8] } }),
      (d) => addOperation(d, { op: "Relu", from: "x" }),
      (d) => setType(d, ["relu1"], { shape: [7, 7] }),
      (d) => addOperation(d, { op: "Add", from: "relu1" }),
    ),
  );
  tellDrawing();
  await render(<Problems />);
  const lines = page.getByRole("region", { name: "The drawing" }).getByRole("listitem");
  await expect.element(lines.nth(0)).toHaveTextContent(/Warning\s*relu1: Relu would give 4×8 float32/);
  await expect.element(lines.nth(1)).toHaveTextContent(/Note\s*The peak rests on 1 size/);
  await expect.element(lines.nth(2)).toHaveTextContent(/Note\s*add1, in B: nothing is connected/);
  const warning = getComputedStyle(lines.nth(0).getByText("Warning").element()).color;
  expect(warning).not.toBe(getComputedStyle(lines.nth(2).getByText("Note").element()).color);
  const asked: Request[] = [];
  const stop = onRequest((r) => asked.push(r));
  const add = outcomeStore.getState().picture?.plan.nodes.id.indexOf("add1") ?? -1;
  const line = lines.nth(2).getByRole("button", { name: /nothing is connected/ });
  await line.hover();
  expect(sessionStore.getState().hover).toEqual({ kind: "node", index: add });
  await line.click();
  stop();
  expect(sessionStore.getState().selection).toEqual({ kind: "node", index: add });
  expect(asked).toMatchObject([{ kind: "reveal", target: { kind: "node", index: add } }]);
});
