import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { LifetimesDocument } from "../../core/document.ts";
import { areaFromSelection } from "../../store/area.ts";
import { select, sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { Inspector } from "./Inspector.tsx";
import "../../ui/tokens.css";

const DOCUMENT: LifetimesDocument = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "three",
  buffers: [
    { id: "a", start: 0, end: 10, bytes: 2048, offset: 0 },
    { id: "b", start: 2, end: 6, bytes: 1024, offset: 2048 },
    { id: "c", start: 8, end: 10, bytes: 512, offset: 2048 },
  ],
};

test("the area says in exact numbers what it holds, copies them, leads to its steps and goes away", async () => {
  const { copied } = showAfresh(DOCUMENT);
  await render(<Inspector />);
  sessionStore.setState({ area: { arena: 0, steps: [2, 10], addresses: [2048, 3072] } });
  const facts = page.getByTestId("area-facts");
  await expect.element(facts).toHaveTextContent("steps 2–9 (8)");
  await expect.element(facts).toHaveTextContent("1 KiB (1,024 B)");
  await expect.element(facts).toHaveTextContent("8,192");
  await expect.element(facts).toHaveTextContent("5,120 (62.5 %)");
  await expect.element(facts).toHaveTextContent("2, 1.5 KiB (1,536 B)");
  await expect.element(facts).toHaveTextContent("freeno byte at all of its steps");
  await userEvent.click(page.getByRole("button", { name: "at step 6" }));
  expect(sessionStore.getState().cursor).toBe(6);
  await userEvent.click(page.getByRole("button", { name: "Copy bytes × steps" }));
  await userEvent.click(page.getByRole("button", { name: "Copy all of it" }));
  expect(copied[0]).toBe("8192");
  expect(copied[1]).toContain("in use: 5,120 (62.5 %)");
  await userEvent.click(page.getByRole("button", { name: "zoom to it" }));
  expect(sessionStore.getState()).toMatchObject({ time: [2, 10], addresses: [2048, 3072] });
  await userEvent.click(page.getByRole("button", { name: "take it away" }));
  await expect.element(facts).not.toBeInTheDocument();
});

test("an area of the selection has its steps and its addresses; without one those in sight", async () => {
  showAfresh(DOCUMENT);
  select({ kind: "storage", index: 1 });
  areaFromSelection();
  expect(sessionStore.getState().area).toEqual({ arena: 0, steps: [2, 6], addresses: [2048, 3072] });
  select(null);
  sessionStore.setState({ time: [3.2, 7.7] });
  areaFromSelection();
  expect(sessionStore.getState().area).toEqual({ arena: 0, steps: [3, 8], addresses: null });
});
