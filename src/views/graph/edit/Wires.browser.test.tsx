import { expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { askedStore } from "../../../store/asking.ts";
import { spokenStore } from "../../../store/spoken.ts";
import { viewStore } from "../view.ts";
import {
  type At,
  by,
  drag,
  dragAndDrop,
  EMPTY,
  input,
  inputsOf,
  middle,
  mounted,
  mouse,
  output,
  spoken,
  steps,
  withHands,
} from "./testing/hands.tsx";

withHands();

test("a line drawn from an output to a free port connects them", async () => {
  await mounted();
  await drag([output("value:y"), input("sum", 0)]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "takes");
  await mouse("Released", input("sum", 0));
  expect(inputsOf("sum")).toEqual(["y", "r"]);
  expect(steps()).toHaveLength(2);
  await expect.element(page.getByTestId("live-line")).not.toBeInTheDocument();
});

test("a line dropped on the body of a box goes to its first port that takes it", async () => {
  await mounted();
  await dragAndDrop([output("value:y"), middle("node:neg")]);
  expect(inputsOf("neg")).toEqual(["y"]);
});

test("a port that cannot take the line says why beside the pointer; dropping there only says it again", async () => {
  await mounted();
  await drag([output("node:sum"), input("relu", 0)]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "refused");
  await expect.element(page.getByTestId("why-not")).toHaveTextContent(/reads x already/);
  await mouse("Released", input("relu", 0));
  expect(steps()).toEqual(["Opened"]);
  expect(spoken()).toMatch(/reads x already/);
});

test("a node cannot read what it makes, and its own port says so, drawn forward or back", async () => {
  await mounted();
  await drag([output("node:sum"), input("sum", 0)]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "refused");
  await expect.element(page.getByTestId("why-not")).toHaveTextContent(/^sum cannot read what it makes/);
  await mouse("Released", input("sum", 0));
  expect(spoken()).toMatch(/sum cannot read what it makes/);
  await dragAndDrop([input("sum", 0), output("node:sum")]);
  expect(spoken()).toMatch(/sum cannot read what it makes/);
  expect(steps()).toEqual(["Opened"]);
  await drag([output("node:sum"), middle("node:sum")]);
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "open");
  await expect.element(page.getByTestId("why-not")).not.toBeInTheDocument();
  await mouse("Released", middle("node:sum"));
});

test("a line dropped on the empty canvas asks what to put there, connected to where it came from", async () => {
  await mounted();
  const spot = EMPTY();
  await dragAndDrop([output("node:relu"), spot]);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", from: "r", screen: { x: spot.x } });
  await dragAndDrop([input("sum", 0), spot]);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", to: { node: "sum", port: 0 } });
});

test("a line let go outside of the pane means nothing, and the pane looks where it looked", async () => {
  await mounted();
  const { x, y, zoom } = viewStore.getState();
  const pane = page.getByTestId("graph").element().getBoundingClientRect();
  const outside = { x: pane.right + 60, y: pane.top + 200 };
  await dragAndDrop([output("node:relu"), outside]);
  expect(askedStore.getState().asked).toBeNull();
  expect(spokenStore.getState().text).toContain("outside of the graph");
  await dragAndDrop([input("sum", 1), outside]);
  expect(inputsOf("sum")).toEqual(["r"]);
  expect(viewStore.getState()).toMatchObject({ x, y, zoom });
  expect(steps()).toHaveLength(1);
});

test("a line drawn back from a free port connects it to an output", async () => {
  await mounted();
  await dragAndDrop([input("neg", 0), output("node:relu")]);
  expect(inputsOf("neg")).toEqual(["r"]);
});

test("the end of a connection can be moved to another port, or dropped, and Escape leaves it", async () => {
  await mounted();
  await drag([input("sum", 1), input("neg", 0)]);
  await userEvent.keyboard("{Escape}");
  await mouse("Released", input("neg", 0));
  expect(inputsOf("sum")).toEqual(["r"]);
  await dragAndDrop([input("sum", 1), input("neg", 0)]);
  expect([inputsOf("sum"), inputsOf("neg")]).toEqual([[], ["r"]]);
  await dragAndDrop([input("neg", 0), EMPTY()]);
  expect(inputsOf("neg")).toEqual([]);
  expect(steps()).toHaveLength(3);
});

test("a finger draws a line from as far beside a port as a finger is wide", async () => {
  await mounted();
  const session = cdp() as unknown as { send: (method: string, values: object) => Promise<unknown> };
  const frameAt = window.frameElement?.getBoundingClientRect();
  const scale = (frameAt?.width ?? innerWidth) / innerWidth;
  const finger = (type: string, at?: At) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        at === undefined
          ? []
          : [{ x: (frameAt?.left ?? 0) + at.x * scale, y: (frameAt?.top ?? 0) + at.y * scale }],
    });
  const from = by(output("value:y"), 6, 14);
  const to = input("sum", 0);
  await finger("touchStart", from);
  for (let i = 1; i <= 5; i++)
    await finger("touchMove", {
      x: from.x + ((to.x - from.x) * i) / 5,
      y: from.y + ((to.y - from.y) * i) / 5,
    });
  await expect.element(page.getByTestId("live-line")).toHaveAttribute("data-answer", "takes");
  await finger("touchEnd");
  await vi.waitFor(() => expect(inputsOf("sum")).toEqual(["y", "r"]));
});
