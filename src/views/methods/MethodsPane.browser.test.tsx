import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { MethodsDocument } from "../../core/document.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { documentStore } from "../../store/document.ts";
import { redo, undo } from "../../store/history.ts";
import { methodsStore, showSection } from "../../store/methods.ts";
import { methodsOptions } from "../../store/methods-options.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { programAfresh } from "../../store/testing/methods.ts";
import { TWO_METHODS } from "../../store/testing/two-methods.ts";
import { MethodsPane } from "./MethodsPane.tsx";
import "../../ui/tokens.css";

const pane = () => page.getByTestId("methods");
const sharing = () => {
  const { document } = documentStore.getState();
  return document?.kind === "methods" ? document.sharing : undefined;
};

async function show(): Promise<void> {
  await render(
    <div style={{ height: 520 }}>
      <MethodsPane />
    </div>,
  );
}

function selected(): string | undefined {
  const { selection } = sessionStore.getState();
  const { picture } = outcomeStore.getState();
  if (selection === null || picture === null) return undefined;
  return picture.plan[selection.kind === "node" ? "nodes" : "tensors"].id[selection.index];
}

beforeEach(async () => {
  await page.viewport(1440, 560);
  programAfresh(TWO_METHODS);
});

test("lifetimes have no graph, and the pane says what it is for", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "bare",
    buffers: [{ id: "a", start: 0, end: 1, bytes: 4 }],
  });
  await show();
  await expect.element(pane()).toHaveTextContent(/Lifetimes only: passes work on a graph/);
});

test("a graph has passes and planners, a program has what it shares besides", async () => {
  await show();
  for (const name of ["Passes", "Planning", "Shared", "Alignment"])
    await expect.element(pane().getByText(name, { exact: true })).toBeVisible();
  programAfresh(textGraph("input x 64\na:64 = Op(x)\nout a"));
  await expect.element(pane().getByText("Shared", { exact: true })).not.toBeInTheDocument();
  await expect.element(pane().getByRole("list", { name: "Passes" })).toBeVisible();
});

test("the pass that makes out-variants says what it added, and its list of nodes marks it with lives", async () => {
  await show();
  await pane()
    .getByRole("button", { name: /out.variant|Give operators|alloc/i })
    .first()
    .click();
  const list = pane().getByRole("list", { name: "Nodes", exact: true });
  const added = list.getByRole("listitem").filter({ hasText: "added" });
  await expect.element(added.first()).toHaveTextContent(/alloc/);
  const changes = pane().getByRole("list", { name: "Changes of the pass" }).getByRole("listitem");
  expect(changes.elements().length).toBeGreaterThan(0);
  const facts = pane().getByLabelText("Before and after the pass", { exact: true });
  await expect.element(facts).toHaveTextContent(/nodes\d+ → \d+/);
});

test("a change lights up and selects its node in the picture", async () => {
  await show();
  await pane()
    .getByRole("button", { name: /View copies become views|views/i })
    .last()
    .click();
  const change = pane().getByRole("list", { name: "Changes of the pass" }).getByRole("button").first();
  await change.hover();
  expect(sessionStore.getState().hover).not.toBeNull();
  await change.click();
  expect(selected()).toMatch(/^write\//);
});

test("a pass that is switched off changes nothing more, and those that need it say so", async () => {
  await show();
  const passes = pane().getByRole("list", { name: "Passes" });
  await passes.getByRole("checkbox", { name: /specs/ }).click();
  expect(methodsOptions.getState().options.passes).toMatchObject({ "spec-propagation": false });
  await expect.element(passes.getByText("off").first()).toBeVisible();
  await expect.element(passes.getByText("idle").first()).toBeVisible();
  await passes.getByRole("checkbox", { name: /specs/ }).click();
  // as it is by itself: nothing is remembered of it
  expect(methodsOptions.getState().options.passes).toEqual({});
});

test("up and down walk the passes", async () => {
  await show();
  const passes = pane().getByRole("list", { name: "Passes" });
  const buttons = passes.getByRole("button");
  await buttons.nth(1).click();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(buttons.nth(2)).toHaveAttribute("aria-pressed", "true");
  await expect.element(buttons.nth(2)).toHaveFocus();
});

test("planning lists every way with its bytes beside ours, and the tensors in collection order", async () => {
  await show();
  await pane().getByText("Planning", { exact: true }).click();
  const ways = pane().getByRole("table", { name: "Ways to plan" });
  const row = (name: RegExp) => ways.getByRole("row", { name });
  await expect.element(row(/^greedy/)).toHaveTextContent(/B/);
  // x 64, a 128, b 64 and a state of 32: the cache is laid out elsewhere
  await expect.element(row(/^naive/)).toHaveTextContent(/^naive288 B1: 288 B0/);
  await row(/^naive/).click();
  const specs = pane().getByRole("table", { name: "Planned tensors in collection order" });
  await expect.element(specs.getByRole("row").nth(1)).toHaveTextContent(/^0x64 B0/);
  await specs.getByRole("button", { name: "bytes" }).click();
  await specs.getByRole("button", { name: "bytes" }).click();
  await expect.element(specs.getByRole("row").nth(1)).toHaveTextContent(/a2?128 B/);
  await specs.getByRole("row").nth(1).click();
  expect(selected()).toMatch(/^write\/a/);
});

test("without inputs there is less to plan, and memories that are too small say so in their row", async () => {
  await show();
  showSection("planning");
  const ways = pane().getByRole("table", { name: "Ways to plan" });
  await pane().getByRole("checkbox", { name: "inputs" }).click();
  await expect.element(ways.getByRole("row", { name: /^naive/ })).toHaveTextContent(/^naive224 B/);
  await ways.getByRole("row", { name: /^Cadence: by gap/ }).click();
  const memories = pane().getByLabelText("Memories");
  await memories.fill("32");
  await userEvent.keyboard("{Enter}");
  await expect
    .element(ways.getByRole("row", { name: /^Cadence: by gap/ }))
    .toHaveTextContent(/cannot fit|fit/i);
  await memories.fill("many");
  await userEvent.keyboard("{Enter}");
  await expect.element(pane().getByRole("alert")).toHaveTextContent(/is no memory/);
});

test("the page plans as ExecuTorch with one click, and with ours with another", async () => {
  await show();
  showSection("planning");
  await pane().getByRole("button", { name: "Show ExecuTorch's" }).click();
  expect(documentStore.getState().settings).toMatchObject({ place: "executorch-greedy", alignment: 16 });
  await pane().getByRole("button", { name: "Plan with ours" }).click();
  expect(documentStore.getState().settings.place).not.toBe("executorch-greedy");
  undo();
  expect(documentStore.getState().settings.place).toBe("executorch-greedy");
});

test("the shared region is one block for both methods, with what each does and three totals", async () => {
  await show();
  showSection("shared");
  const row = pane().getByRole("row", { name: /^cache/ });
  await expect.element(row).toHaveTextContent(/cache256 B0x0000/);
  await expect.element(row.getByRole("button", { name: "changes" })).toBeVisible();
  await expect.element(row.getByRole("button", { name: "reads" })).toBeVisible();
  const totals = pane().getByLabelText("Totals of the program");
  await expect.element(totals).toHaveTextContent(/shared, once256 B/);
  const block = pane().getByRole("button", { name: /^cache, 256 B at/ });
  await block.click();
  expect(selected()).toBe("shared/cache");
  await expect.element(block).toHaveAttribute("aria-pressed", "true");
  await expect
    .element(pane().getByRole("list", { name: "Checks across methods" }).first())
    .toHaveTextContent(/same-place: holds/);
});

test("a member that is read only and was a constant is state, and says why", async () => {
  const methods = TWO_METHODS.methods.map((m) => ({
    ...m,
    tensors: m.tensors.map((t) =>
      m.id === "read" && t.id === "cache" ? { ...t, role: "constant" as const } : t,
    ),
  }));
  programAfresh({ ...TWO_METHODS, methods });
  await show();
  showSection("shared");
  await expect.element(pane().getByRole("row", { name: /^cache/ })).toHaveTextContent(/write/);
  await expect.element(pane().getByText(/state here:.*write/)).toBeVisible();
});

test("the declaration is edited in steps that can be undone", async () => {
  await show();
  showSection("shared");
  await pane().getByLabelText("Share", { exact: true }).selectOptions("all mutable state");
  await expect.element(pane().getByRole("row", { name: /^own/ })).toBeVisible();
  await pane().getByLabelText("Alignment of own").fill("64");
  await userEvent.keyboard("{Enter}");
  expect(sharing()?.entries).toMatchObject([{ name: "own", alignment: 64 }]);
  await pane().getByRole("button", { name: "Lock present layout" }).click();
  expect(sharing()?.locked).toEqual({ cache: 0, own: 256 });
  await expect.element(pane().getByRole("button", { name: "Unlock 2 entries" })).toBeVisible();
  await pane().getByLabelText("Arena").fill("7");
  await userEvent.keyboard("{Enter}");
  await expect.element(pane().getByText("Arena 7, once for all methods")).toBeVisible();
  undo();
  undo();
  undo();
  undo();
  expect(sharing()).toEqual(TWO_METHODS.sharing);
  redo();
  expect(sharing()?.policy).toBe("mutable");
});

test("sharing nothing leaves every method its own state, and can be chosen back", async () => {
  await show();
  showSection("shared");
  await pane().getByLabelText("Share", { exact: true }).selectOptions("nothing");
  await expect.element(pane()).toHaveTextContent(/Nothing is shared/);
  await pane().getByLabelText("Share", { exact: true }).selectOptions("these names");
  await pane().getByLabelText("Names").fill("cache");
  await userEvent.keyboard("{Enter}");
  expect(sharing()).toMatchObject({ policy: "names", names: ["cache"] });
  await expect.element(pane().getByRole("button", { name: /^cache, 256 B at/ })).toBeVisible();
});

test("methods that do not agree about an entry are named, with what differs", async () => {
  const document: MethodsDocument = {
    ...TWO_METHODS,
    methods: TWO_METHODS.methods.map((m) => ({
      ...m,
      tensors: m.tensors.map((t) => (m.id === "read" && t.id === "cache" ? { ...t, shape: [32] } : t)),
    })),
  };
  programAfresh(document);
  await show();
  showSection("shared");
  const findings = pane().getByRole("list", { name: "Findings across methods" });
  await expect.element(findings).toHaveTextContent(/cache/);
  await expect.element(findings).toHaveTextContent(/256|64/);
  await expect
    .element(
      pane()
        .getByText(/reconcile/)
        .first(),
    )
    .toBeVisible();
});

test("alignment lists what is asked for and what there is, and the cost of each choice", async () => {
  await show();
  showSection("alignment");
  const report = pane().getByRole("table", { name: "Alignment by arena, entry and type" });
  await expect.element(report.getByRole("row", { name: /^entry cache/ })).toBeVisible();
  const costs = pane().getByRole("region", { name: "What each alignment costs" });
  await expect.element(costs.getByRole("rowheader", { name: "128" })).toBeVisible();
  await expect.element(costs).toHaveTextContent(/least/);
  await pane().getByLabelText("Assumed base").fill("4");
  await userEvent.keyboard("{Enter}");
  expect(sharing()?.assumedBase).toBe(4);
});

test("the method of passes and planners is the one whose tab is chosen", async () => {
  await show();
  await pane().getByLabelText("Method", { exact: true }).selectOptions("read");
  expect(methodsStore.getState().method).toBe("read");
  const list = pane().getByRole("list", { name: "Nodes", exact: true });
  await expect.element(list).toHaveTextContent(/find/);
});

test.each([1440, 1024, 700])("at %i pixels nothing of the pane is cut off", async (width) => {
  await page.viewport(width, 560);
  await show();
  for (const section of ["passes", "planning", "shared", "alignment"] as const) {
    showSection(section);
    await expect.element(pane()).toBeVisible();
    const element = pane().element();
    expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth + 1);
    for (const button of element.querySelectorAll("fieldset button, fieldset select")) {
      expect(button.scrollWidth).toBeLessThanOrEqual(button.clientWidth + 1);
    }
  }
});
