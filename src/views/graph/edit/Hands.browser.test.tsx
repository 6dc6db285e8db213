import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { askedStore } from "../../../store/asking.ts";
import { documentStore } from "../../../store/document.ts";
import { openGraph } from "../../../store/editing.ts";
import { undo } from "../../../store/history.ts";
import { layoutNow } from "../../../store/placing.ts";
import { boxOf } from "../geometry.ts";
import { previewStore } from "../preview.ts";
import { boxByKey, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import {
  by,
  clickAt,
  DOC,
  drag,
  dragAndDrop,
  EMPTY,
  lifetimes,
  middle,
  mounted,
  mouse,
  place,
  scene,
  steps,
  withHands,
} from "./testing/hands.tsx";

withHands();

test("a double click on the canvas asks what to put there; on a box it gives it another name", async () => {
  await mounted();
  const { zoom } = viewStore.getState();
  const spot = EMPTY();
  await clickAt(spot, 2);
  const { asked } = askedStore.getState();
  expect(asked).toMatchObject({ kind: "add" });
  expect(asked?.screen?.x).toBeCloseTo(spot.x, 0);
  expect(asked?.screen?.y).toBeCloseTo(spot.y, 0);
  expect(viewStore.getState().zoom).toBe(zoom);
  await clickAt(middle("node:sum"), 2);
  const field = page.getByRole("textbox", { name: "New name of sum" });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("total{Enter}");
  expect(openGraph()?.nodes.map((n) => n.id)).toContain("total");
  await expect.element(field).not.toBeInTheDocument();
  await clickAt(middle("node:total"), 2);
  await userEvent.keyboard("other{Escape}");
  expect(openGraph()?.nodes.map((n) => n.id)).not.toContain("other");
});

test("in a layout of our own the first box that is moved places all of them by hand", async () => {
  const { drawing: _, ...plain } = DOC;
  await mounted(plain, false);
  expect(sceneStore.getState().scene?.kind).toBe("steps");
  const before = boxOf(scene().geometry, boxByKey(scene(), "node:relu"));
  await dragAndDrop([middle("node:relu"), by(middle("node:relu"), 0, 33)]);
  expect(Object.keys(openGraph()?.drawing?.at ?? {}).toSorted()).toEqual(
    Object.keys(DOC.drawing?.at ?? {}).toSorted(),
  );
  expect(place("node:relu")?.[1]).toBeGreaterThan(before.y);
  await vi.waitFor(() => expect(sceneStore.getState().scene?.kind).toBe("free"));
  undo();
  expect(layoutNow()).toBe("steps");
});

test("where no graph is open to be edited, nothing is taken hold of", async () => {
  await mounted();
  const spot = middle("node:neg");
  const { document: open } = documentStore.getState();
  documentStore.setState({ document: open === null ? null : { ...lifetimes } });
  await dragAndDrop([spot, by(spot, 40, 40)]);
  await clickAt(EMPTY(), 2);
  expect(previewStore.getState().at.size).toBe(0);
  expect(askedStore.getState().asked).toBeNull();
});

test("two fingers are left to the view: the second ends a drag", async () => {
  await mounted();
  const from = middle("node:neg");
  await drag([from, by(from, 40, 40)]);
  expect(previewStore.getState().at.size).toBe(1);
  page
    .getByRole("application")
    .element()
    .dispatchEvent(new PointerEvent("pointerdown", { pointerId: 77, bubbles: true }));
  expect(previewStore.getState().at.size).toBe(0);
  await mouse("Released", from);
  expect(steps()).toEqual(["Opened"]);
});

test("a double click inside the frame of a group asks what to put into it", async () => {
  const drawing = { ...DOC.drawing, groups: [{ id: "g", title: "both", nodes: ["relu", "sum"] }] };
  await mounted({ ...DOC, drawing });
  const [above, below] = [middle("node:relu"), middle("node:sum")];
  await clickAt({ x: above.x, y: (above.y + below.y) / 2 }, 2);
  expect(askedStore.getState().asked).toMatchObject({ kind: "add", group: "g" });
});
