import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { setType } from "../../../core/edit/change.ts";
import { connect } from "../../../core/edit/connect.ts";
import { edited } from "../../../core/edit/testing/script.ts";
import { choose } from "../../../store/chosen.ts";
import { boxByKey } from "../scene.ts";
import { viewStore } from "../view.ts";
import { knowPorts } from "./port-facts.ts";
import {
  DOC,
  drag,
  EMPTY,
  input,
  middle,
  mounted,
  mouse,
  output,
  scene,
  withHands,
} from "./testing/hands.tsx";

withHands();

const sentences = () => page.getByTestId("port-sentence");

/** sum adds 4×4 and 5×3; relu says another shape than a person. */
const WRONG = edited(
  DOC,
  (d) => connect(d, "y", { node: "sum", port: 0 }),
  (d) => setType(d, ["y"], { shape: [5, 3] }),
  (d) => setType(d, ["t"], { shape: [7, 7] }),
  (d) => connect(d, "x", { node: "neg", port: 0 }),
);

function rectOf(element: Element): DOMRect {
  return element.getBoundingClientRect();
}

function expectInside(): void {
  const pane = rectOf(page.getByRole("application").element());
  for (const element of sentences().elements()) {
    const own = rectOf(element);
    expect(own.left).toBeGreaterThanOrEqual(pane.left);
    expect(own.right).toBeLessThanOrEqual(pane.right);
    expect(own.top).toBeGreaterThanOrEqual(pane.top);
    expect(own.bottom).toBeLessThanOrEqual(pane.bottom);
  }
}

test("a box that is pointed at says what is open at its ports, beside them and not over its name", async () => {
  await mounted();
  knowPorts();
  await mouse("Moved", EMPTY(), { buttons: 0 });
  await expect.element(sentences()).not.toBeInTheDocument();
  await mouse("Moved", middle("node:sum"), { buttons: 0 });
  await expect.element(sentences()).toHaveTextContent("In A: nothing is connected.");
  await expect.element(sentences()).toHaveAttribute("data-kind", "open");
  const own = rectOf(sentences().element());
  const box = rectOf(page.getByTestId("node-sum").element());
  expect(own.bottom).toBeLessThanOrEqual(box.top);
  expect(Math.abs(own.left - input("sum", 0).x)).toBeLessThan(2);
  expectInside();
  await mouse("Moved", EMPTY(), { buttons: 0 });
  await expect.element(sentences()).not.toBeInTheDocument();
});

test("a box that is chosen or walked to says it too, and nothing moves for it", async () => {
  await mounted();
  knowPorts();
  const before = rectOf(page.getByTestId("node-neg").element());
  choose(["node:neg"]);
  await expect.element(sentences()).toHaveTextContent("nothing is connected");
  expect(rectOf(page.getByTestId("node-neg").element())).toEqual(before);
  choose([]);
  await expect.element(sentences()).not.toBeInTheDocument();
  viewStore.setState({ current: boxByKey(scene(), "node:neg") });
  await expect.element(sentences()).toHaveTextContent("nothing is connected");
});

test("faults have the colour of faults, at inputs and at outputs that were typed by hand, in light and dark", async () => {
  await mounted(WRONG);
  knowPorts();
  choose(["node:sum", "node:neg"]);
  await vi.waitFor(() => expect(sentences().elements()).toHaveLength(2));
  const [sum, neg] = sentences().elements();
  expect(sum?.textContent).toMatch(/4×4.*5×3|5×3.*4×4/);
  expect(neg?.textContent).toBe("Neg would give 4×4 float32; 7×7 was typed by hand.");
  const below = rectOf(page.getByTestId("node-neg").element()).bottom;
  expect(rectOf(neg ?? document.body).top).toBeGreaterThanOrEqual(below);
  expectInside();
  for (const theme of ["light", "dark"]) {
    document.documentElement.dataset.theme = theme;
    const bad = getComputedStyle(document.documentElement).getPropertyValue("--bad").trim();
    document.documentElement.style.color = bad;
    const wanted = getComputedStyle(document.documentElement).color;
    for (const element of sentences().elements()) expect(getComputedStyle(element).color).toBe(wanted);
  }
  document.documentElement.style.color = "";
  delete document.documentElement.dataset.theme;
});

test("nothing is said while something is dragged, nor at the size of blocks, and always inside the pane", async () => {
  await mounted();
  knowPorts();
  choose(["node:sum"]);
  await expect.element(sentences()).toBeVisible();
  await drag([output("value:y"), EMPTY()]);
  await expect.element(page.getByTestId("live-line")).toBeInTheDocument();
  await expect.element(sentences()).not.toBeInTheDocument();
  await mouse("Released", EMPTY());
  choose(["node:sum"]);
  await expect.element(sentences()).toBeVisible();
  for (const [x, y] of [
    [0, -255],
    [500, -200],
    [-60, 180],
  ] as const) {
    viewStore.setState({ x, y });
    await expect.element(sentences()).toBeVisible();
    expectInside();
  }
  viewStore.setState({ zoom: 0.2 });
  await expect.element(sentences()).not.toBeInTheDocument();
});
