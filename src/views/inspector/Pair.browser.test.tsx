import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { LifetimesDocument } from "../../core/document.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { runCommand } from "../../store/commands.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { select, selectAlso, sessionStore } from "../../store/session.ts";
import { spotStore } from "../../store/spot.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Inspector } from "./Inspector.tsx";
import "../../ui/tokens.css";

/** In the order given, `u` comes after both readers of `v`; in others it may come before `slow`. */
const FORK = textGraph(`
  input x 100
  make: v:100 = Make(x)
  quick: a:100 = Quick(v)
  slow: b:100 = Slow(v)
  next: u:100 = Next(a)
  join: w:100 = Join(u b)
  last: z:100 = Last(w)
  out z
`);

function Pane() {
  return (
    <div style={{ width: 300, height: 900 }}>
      <Inspector />
    </div>
  );
}

function picture() {
  const { picture: now } = outcomeStore.getState();
  if (now === null) throw new Error("the test's picture is not there");
  return now;
}
const tensor = (id: string) => ({ kind: "tensor", index: picture().plan.tensors.id.indexOf(id) }) as const;
const node = (id: string) => picture().plan.nodes.id.indexOf(id);
const pair = () => page.getByTestId("pair");

beforeEach(async () => {
  await page.viewport(600, 950);
  showAfresh(FORK);
});

test("two that may share are proven by the paths from the last readers to the producer, lit in the graph", async () => {
  await render(<Pane />);
  select(tensor("v"));
  selectAlso(tensor("w"));
  await expect.element(page.getByTestId("pair-any")).toHaveTextContent(/^✓/);
  const paths = page.getByTestId("pair-paths").getByRole("listitem");
  await expect.poll(() => paths.elements().length).toBeGreaterThan(0);
  await expect.element(paths.first()).toHaveTextContent(/join$/);
  expect(spotStore.getState().spot?.nodes.get(node("join"))).toBe("running");
});

test("two that may not are refuted by an execution that can be walked to the clash", async () => {
  await render(<Pane />);
  select(tensor("v"));
  selectAlso(tensor("u"));
  await expect.element(page.getByTestId("pair-any")).toHaveTextContent(/^✗/);
  await expect.element(page.getByTestId("pair-schedule")).toHaveTextContent(/^✓/);
  const clash = page.getByRole("option", { selected: true });
  await expect.element(clash).toHaveTextContent(/next writes u: clash/i);
  expect(spotStore.getState().spot?.nodes.get(node("next"))).toBe("clash");
  expect(spotStore.getState().spot?.nodes.get(node("slow"))).toBe("path");
  await page.getByRole("button", { name: "Previous step" }).click();
  await expect.element(clash).toHaveTextContent(/quick reads v/i);
  expect(spotStore.getState().spot?.nodes.get(node("make"))).toBe("done");
  page.getByRole("listbox").element().focus();
  await userEvent.keyboard("{Home}");
  await expect.element(clash).toHaveTextContent(/make makes v/i);
});

test("Escape forgets the second first, and what it lit goes out", async () => {
  await render(<Pane />);
  select(tensor("v"));
  selectAlso(tensor("u"));
  await expect.element(pair()).toBeVisible();
  await expect.poll(() => spotStore.getState().spot).not.toBeNull();
  runCommand("escape");
  await expect.element(pair()).not.toBeInTheDocument();
  expect(sessionStore.getState()).toMatchObject({ selection: tensor("v"), second: null });
  await expect.poll(() => spotStore.getState().spot).toBeNull();
  runCommand("escape");
  expect(sessionStore.getState().selection).toBeNull();
});

test("without a pointer, what is selected next becomes the second until someone leaves", async () => {
  await render(<Pane />);
  select(tensor("v"));
  runCommand("pair");
  await expect.element(page.getByRole("status")).toHaveTextContent(/Pick the second/);
  select(tensor("a"));
  select(tensor("b"));
  expect(sessionStore.getState()).toMatchObject({ selection: tensor("v"), second: tensor("b") });
  await expect.element(page.getByTestId("pair-schedule")).toHaveTextContent(/^✗/);
  await expect.element(pair()).toHaveTextContent(/both in step 2/);
});

test("lifetimes without a graph have an answer for their own schedule only", async () => {
  const lifetimes: LifetimesDocument = {
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "two",
    buffers: [
      { id: "a", bytes: 4, start: 0, end: 2 },
      { id: "b", bytes: 4, start: 2, end: 3 },
    ],
  };
  showAfresh(lifetimes);
  await render(<Pane />);
  select({ kind: "storage", index: 0 });
  selectAlso({ kind: "storage", index: 1 });
  await expect.element(page.getByRole("region", { name: "In any order" })).toHaveTextContent(/nobody knows/);
  await expect.element(page.getByTestId("pair-schedule")).toHaveTextContent(/^✓/);
  await expect.element(pair()).toHaveTextContent(/share 4 B of address/);
});
