import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { comparingStore, hold } from "../../store/comparing.ts";
import { type ComparingServices, provideComparing } from "../../store/comparing-services.ts";
import { documentStore } from "../../store/document.ts";
import { retreat } from "../../store/doings.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { shellStore } from "../../store/shell.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { CompareCentre } from "./CompareCentre.tsx";
import { ComparePane } from "./ComparePane.tsx";
import { Offer } from "./Offer.tsx";
import "../../ui/tokens.css";

const NET = textGraph("input x 64\n n1: a:64 = F(x)\n n2: b:128 = F(a)\n n3: c:64 = F(b)\n out c");
const BEFORE = textGraph(
  "input x 64\n n1: a:64 = F(x)\n n0: z:32 = F(a)\n n2: b:96 = F(z)\n n3: c:64 = F(b)\n out c",
);

let asked: string[];
let copied: readonly string[];

beforeEach(async () => {
  await page.viewport(1200, 700);
  copied = showAfresh(NET).copied;
  comparingStore.setState(comparingStore.getInitialState(), true);
  asked = [];
  provideComparing({
    save: async () => {
      asked.push("save");
    },
    withSettings: async (_settings, title) => {
      asked.push(title);
    },
    chooseFile: () => asked.push("file"),
  } as Partial<ComparingServices> as ComparingServices);
});

function compare(): void {
  hold({ plan: draw(BEFORE, { place: "none" }).plan, title: "earlier", from: "file", free: null });
}

async function show(): Promise<void> {
  await render(
    <div style={{ height: 680, display: "grid", gridTemplateRows: "400px 280px" }}>
      <CompareCentre />
      <ComparePane />
    </div>,
  );
  await expect
    .element(page.getByTestId("comparison-picture"))
    .toHaveAttribute("data-rects", expect.stringMatching(/[1-9]/));
}

const rows = () => page.getByRole("grid", { name: "Differences" }).getByRole("row");

test("without a second plan the pane offers every way to one", async () => {
  await render(<ComparePane />);
  await page.getByRole("button", { name: "Open a file to compare…" }).click();
  expect(asked).toEqual(["file"]);
  await page.getByRole("button", { name: "Hold this plan" }).click();
  expect(comparingStore.getState().held?.title).toMatch(/^held plan/);
  await expect.element(page.getByRole("grid", { name: "Differences" })).toBeVisible();
});

test("the table says what became of each storage, the most bytes first", async () => {
  compare();
  await show();
  await expect.element(rows().nth(1)).toHaveTextContent(/grew.*b96 B128 B\+32 B/);
  const went = rows().filter({ hasText: "went" });
  await expect.element(went).toHaveTextContent(/z32 B–−32 B/);
  const peak = page.getByRole("row", { name: /^peak/ });
  await expect.element(peak).toHaveTextContent("peak320 B192 B−128 B");
});

test("a row selects the pair everywhere; what only the held plan has is selected too", async () => {
  compare();
  await show();
  const picture = page.getByTestId("comparison-picture");
  await rows().nth(1).click();
  expect(sessionStore.getState().selection).toMatchObject({ kind: "storage" });
  await expect.element(picture).toHaveAttribute("data-selected-a-at", expect.stringMatching(/,/));
  await expect.element(picture).toHaveAttribute("data-selected-b-at", expect.stringMatching(/,/));
  await expect.element(page.getByTestId("comparison-spoken")).toHaveTextContent(/^b, grew/);
  await rows().filter({ hasText: "went" }).click();
  expect(sessionStore.getState().selection).toBeNull();
  await expect.element(picture).toHaveAttribute("data-selected-a-at", expect.stringMatching(/,/));
  await expect.element(picture).not.toHaveAttribute("data-selected-b-at");
  await expect.element(page.getByTestId("comparison-spoken")).toHaveTextContent(/^z, went/);
});

test("keys walk the rows", async () => {
  compare();
  await show();
  (page.getByRole("grid", { name: "Differences" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(rows().nth(1)).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{End}");
  await expect.element(rows().last()).toHaveAttribute("aria-selected", "true");
});

test("the legend counts kinds and means one alone; the picture goes on showing the others", async () => {
  compare();
  await show();
  const legend = page.getByRole("group", { name: "What became of the storages" });
  await legend.getByRole("button", { name: "went 1" }).click();
  expect(comparingStore.getState().kinds).toEqual(["went"]);
  await expect.element(rows().nth(1)).toHaveTextContent("went");
  await expect.element(rows().nth(2)).not.toBeInTheDocument();
  await legend.getByRole("button", { name: "Show all" }).click();
  await expect.element(rows().nth(2)).toBeInTheDocument();
});

test("the canvas says in words what it shows, and swapping turns it round", async () => {
  compare();
  await show();
  const canvas = () => page.getByRole("img", { name: /^Comparison/ });
  await expect
    .element(canvas())
    .toHaveAccessibleName(/A: earlier, peak 320 B.*B: present plan.*0 nodes came, 1 went/);
  await page.getByRole("button", { name: "Swap" }).click();
  await expect.element(canvas()).toHaveAccessibleName(/A: present plan.*B: earlier.*1 nodes? came, 0 went/);
});

test("the numbers copy as Markdown, the difference is saved by the app", async () => {
  compare();
  await show();
  await page.getByRole("button", { name: "Copy the numbers as Markdown" }).click();
  expect(copied[0]).toContain("| peak | 320 B | 192 B | −128 B |");
  await page.getByRole("button", { name: "Export JSON" }).click();
  expect(asked).toEqual(["save"]);
});

test("a shipped plan is offered in a line, which its button takes", async () => {
  const plan = draw(NET, { place: "none" }).plan;
  await render(<Offer />);
  await expect.element(page.getByTestId("offer")).not.toBeInTheDocument();
  const { opening } = documentStore.getState();
  comparingStore.setState({
    offer: {
      held: { plan, title: "shipped plan", from: "shipped", free: null },
      bytes: plan.stats.peakBytes,
      faults: 2,
      opening,
    },
  });
  await expect
    .element(page.getByTestId("offer"))
    .toHaveTextContent("This file ships a plan: 320 B; ours 192 B.");
  await page.getByRole("button", { name: "2 conflicts in it" }).click();
  expect(sessionStore.getState().lowerPane).toBe("problems");
  await page.getByRole("button", { name: "Compare" }).click();
  expect(comparingStore.getState().held?.plan).toBe(plan);
  await expect.element(page.getByTestId("offer")).not.toBeInTheDocument();
});

test("Escape ends no comparison; what ends it says how it comes back", async () => {
  compare();
  await show();
  retreat();
  retreat();
  expect(comparingStore.getState().held?.title).toBe("earlier");
  await page.getByRole("button", { name: "End comparison" }).click();
  expect(comparingStore.getState().held).toBeNull();
  expect(shellStore.getState().notice).toContain("The comparison with the earlier is ended.");
  await page.getByRole("button", { name: "Compare again with the earlier" }).click();
  await expect.element(rows().first()).toBeVisible();
  expect(comparingStore.getState().held?.title).toBe("earlier");
});

/** Name of the storage of the present plan that is selected. */
function selected(): string | undefined {
  const { selection } = sessionStore.getState();
  const { plan } = outcomeStore.getState().picture ?? {};
  return selection === null ? undefined : plan?.tensors.id[plan.storages.tensor[selection.index] ?? -1];
}

test("arrow keys on the picture scrub, and from something selected walk its neighbours, in the plan that has it", async () => {
  compare();
  await show();
  const canvas = page.getByRole("img", { name: /^Comparison/ }).element() as HTMLElement;
  canvas.focus();
  sessionStore.setState({ cursor: 0 });
  await userEvent.keyboard("{ArrowRight}");
  expect(sessionStore.getState().cursor).toBe(1);
  await userEvent.keyboard("{ArrowUp}");
  expect(selected()).toBeDefined();
  const first = selected();
  await userEvent.keyboard("{ArrowUp}");
  expect(selected()).not.toBe(first);
  // what the held plan has alone, and from there to what both have
  await rows().filter({ hasText: "went" }).click();
  expect(sessionStore.getState().selection).toBeNull();
  canvas.focus();
  await userEvent.keyboard("{ArrowUp}");
  expect(selected()).toBe("b");
  expect(comparingStore.getState().selection).toBeNull();
});
