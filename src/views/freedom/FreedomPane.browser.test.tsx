import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { documentStore } from "../../store/document.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { FreedomPane } from "./FreedomPane.tsx";
import "../../ui/tokens.css";

/** Four branches: one after the other they share, side by side they do not. */
const BRANCHES = textGraph(`
  input x 64
  top: t:1024 = Top(x)
  a1: a:1024 = A(t)
  a2: p:16 = A(a)
  b1: b:1024 = B(t)
  b2: q:16 = B(b)
  c1: c:1024 = C(t)
  c2: r:16 = C(c)
  join: z:64 = Join(p q r)
  out z
`);

/** A reader of `v` that is free to come late: the reverse greedy allocation forgets it. */
const LATE = textGraph(`
  input x 64
  make: v:64 = Make(x)
  quick: a:64 = Quick(v)
  late: b:64 = Late(v)
  next: u:64 = Next(a)
  more: w:64 = More(u)
  join: z:64 = Join(w b)
  out z
`);

function picture() {
  const { picture: now } = outcomeStore.getState();
  if (now === null) throw new Error("the test's picture is not there");
  return now;
}

function Pane() {
  return (
    <div style={{ width: 1000, height: 400 }}>
      <FreedomPane />
    </div>
  );
}
const pane = () => page.getByTestId("freedom");

beforeEach(async () => {
  await page.viewport(1020, 450);
});

test("the head says what freedom costs, in buffers and bytes", async () => {
  showAfresh(BRANCHES);
  await render(<Pane />);
  await expect
    .element(page.getByTestId("freedom-cost"))
    .toHaveTextContent(/freedom costs\+\d+ buffers? \(\+[\d.]+ KiB\) fewest \d+ → \d+/);
});

test("one click plans for any order, and one takes it back", async () => {
  showAfresh(BRANCHES);
  await render(<Pane />);
  await pane().getByText("any order", { exact: true }).click();
  expect(documentStore.getState().settings.lifetimes).toBe("any-order");
  await pane().getByText("this schedule", { exact: true }).click();
  expect(documentStore.getState().settings.lifetimes).toBe("schedule");
});

test("the proof of the least bytes lights storages of which no two may share, and they add up to the bound", async () => {
  showAfresh(BRANCHES, { lifetimes: "any-order" });
  await render(<Pane />);
  const button = page.getByRole("button", { name: "Show proof of least bytes" });
  await button.click();
  await expect.element(button).toHaveAttribute("aria-pressed", "true");
  const { plan } = picture();
  const lit = [...(spotStore.getState().spot?.storages ?? [])];
  const bytes = lit.reduce((sum, s) => sum + (plan.storages.padded[s] ?? 0), 0);
  expect(bytes).toBe(plan.stats.lowerBoundBytes);
  await expect.element(page.getByTestId("freedom-proof")).toHaveTextContent(/can share ever.*= the bound/);
  await expect.poll(() => pane().element().querySelectorAll("[data-proof]").length).toBe(lit.length);
  await button.click();
  expect(spotStore.getState().spot).toBeNull();
});

test("a link between two tenants asks about the pair", async () => {
  showAfresh(BRANCHES);
  await render(<Pane />);
  const link = page.getByRole("button", { name: /^Why .* may follow/ }).first();
  await link.click();
  const { selection, second } = sessionStore.getState();
  expect(selection).not.toBeNull();
  expect(second).not.toBeNull();
  await expect.element(link).toHaveAttribute("aria-pressed", "true");
});

test("arrow keys lead from tenant to tenant and from row to row", async () => {
  showAfresh(BRANCHES);
  await render(<Pane />);
  const chains = page.getByTestId("chains");
  await expect.element(chains.getByRole("button").first()).toBeVisible();
  const rows = () => [...chains.element().querySelectorAll<HTMLElement>("[data-index]")];
  rows()[0]?.querySelector("button")?.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(rows()[0]?.querySelectorAll("button")[1]);
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(() => document.activeElement).toBe(rows()[1]?.querySelectorAll("button")[1]);
});

test("the baseline marks its clashing pairs, and each can be asked about", async () => {
  showAfresh(LATE);
  await render(<Pane />);
  await pane().getByText("reverse greedy", { exact: true }).click();
  await expect.element(page.getByTestId("baseline-says")).toHaveTextContent(/clash(es)? in some order/);
  await page
    .getByRole("button", { name: /^How .* clash/ })
    .first()
    .click();
  expect(sessionStore.getState().second).not.toBeNull();
});

test("lifetimes alone show who follows whom and say that no other order is known", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "two",
    buffers: [
      { id: "a", bytes: 4, start: 0, end: 2 },
      { id: "b", bytes: 4, start: 2, end: 3 },
    ],
  });
  await render(<Pane />);
  await expect.element(pane()).toHaveTextContent(/nobody knows which other orders/);
  await expect.element(page.getByRole("button", { name: /^Why b may follow a/ })).toBeVisible();
  await expect.element(pane().getByText("any order", { exact: true })).not.toBeInTheDocument();
});

test("a graph without any memory says so", async () => {
  showAfresh(textGraph("input x 0\na:0 = Op(x)\nout a"));
  await render(<Pane />);
  await expect.element(pane()).toHaveTextContent(/Nothing in this plan needs memory/);
});
