import { afterAll, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { startFinding } from "../../store/finding.ts";
import { looksStore } from "../../store/looks.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { ColourBy } from "./ColourBy.tsx";
import { Legend } from "./Legend.tsx";
import "../../ui/tokens.css";

const NET = textGraph(`
  input x 100
  conv1: a:1000 = Conv(x) ws=48
  relu: b:1000 = Relu(a)
  conv2: c:2000 = Conv(b)
  pool: d:500 = MaxPool(c)
  out d
`);

function Both() {
  return (
    <>
      <ColourBy />
      <Legend />
    </>
  );
}

afterAll(startFinding());
beforeEach(async () => {
  await page.viewport(1000, 300);
  showAfresh(NET);
});

const entry = (name: RegExp) => page.getByRole("toolbar").getByRole("button", { name });

/** Storages that are meant. */
function meant(): number {
  return looksStore.getState().matches?.found.length ?? -1;
}

test("by buffer there is no legend; by operator each has its storages and bytes", async () => {
  await render(<Both />);
  await expect.element(page.getByTestId("legend")).not.toBeInTheDocument();
  await page.getByRole("combobox", { name: "Colour by" }).selectOptions("operator");
  await expect.element(entry(/^Conv: 3 storages, /)).toBeVisible();
  await expect.element(entry(/^Relu: 1 storage, 1008 B|^Relu: 1 storage, /)).toBeVisible();
  await expect.element(entry(/^from outside: 1 storage/)).toBeVisible();
});

test("a click means a class alone, Ctrl and Shift add, again takes back, all resets", async () => {
  sessionStore.setState({ colourBy: "operator" });
  await render(<Both />);
  await entry(/^Conv/).click();
  await expect.poll(meant).toBe(3);
  await expect.element(entry(/^Conv/)).toHaveAttribute("aria-pressed", "true");
  await entry(/^Relu/).click({ modifiers: ["Control"] });
  await expect.poll(meant).toBe(4);
  await entry(/^MaxPool/).click({ modifiers: ["Shift"] });
  await expect.poll(meant).toBe(5);
  await entry(/^Conv/).click({ modifiers: ["Control"] });
  await expect.poll(meant).toBe(2);
  await entry(/^Relu/).click();
  await expect.poll(meant).toBe(1);
  await entry(/^Relu/).click();
  await expect.poll(meant).toBe(-1);
  await entry(/^Relu/).click();
  await entry(/^all$/).click();
  await expect.poll(meant).toBe(-1);
  await expect.element(entry(/^all$/)).toHaveAttribute("aria-pressed", "true");
});

test("the keyboard walks the classes and means them", async () => {
  sessionStore.setState({ colourBy: "operator" });
  await render(<Both />);
  await entry(/^Conv/).click();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(document.activeElement as HTMLElement).not.toHaveAttribute("data-class", "op:Conv");
  const id = (document.activeElement as HTMLElement).dataset.class ?? "";
  await userEvent.keyboard("{Enter}");
  expect(sessionStore.getState().onlyClasses).toEqual([id]);
  await userEvent.keyboard("{Home}{Enter}");
  expect(sessionStore.getState().onlyClasses).toEqual([]);
});

test("colouring by something else forgets the classes of before", async () => {
  sessionStore.setState({ colourBy: "operator", onlyClasses: ["op:Conv"] });
  await render(<Both />);
  await page.getByRole("combobox", { name: "Colour by" }).selectOptions("size");
  expect(sessionStore.getState().onlyClasses).toEqual([]);
  await expect.element(entry(/^under 1 KiB/)).toBeVisible();
});
