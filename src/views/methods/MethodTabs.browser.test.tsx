import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../../core/testing/text-graph.ts";
import { methodSpans } from "../../store/method-spans.ts";
import { methodsStore } from "../../store/methods.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { onRequest, type Request } from "../../store/requests.ts";
import { sessionStore } from "../../store/session.ts";
import { showAfresh } from "../../store/testing/draw.ts";
import { programAfresh } from "../../store/testing/methods.ts";
import { TWO_METHODS } from "../../store/testing/two-methods.ts";
import { MethodTabs } from "./MethodTabs.tsx";
import "../../ui/tokens.css";

const tab = (name: RegExp) => page.getByRole("tab", { name });
const picture = () => {
  const shown = outcomeStore.getState().picture;
  if (shown === null) throw new Error("the test's picture is not there");
  return shown;
};

beforeEach(async () => {
  await page.viewport(900, 200);
  programAfresh(TWO_METHODS);
});

test("each method has a tab with the bytes of its own memory, and what is shared stands apart", async () => {
  await render(<MethodTabs />);
  const [write, read] = methodSpans(picture());
  await expect.element(tab(/^All/)).toHaveAttribute("aria-selected", "true");
  await expect.element(tab(/^write/)).toHaveTextContent(`write${write?.peak} B`);
  await expect.element(tab(/^read/)).toHaveTextContent(`read${read?.peak} B`);
  await expect.element(page.getByText("shared 256 B")).toBeVisible();
  // all that is planned is of one method or shared
  const own = (write?.peak ?? 0) + (read?.peak ?? 0);
  expect(own + 256).toBe(picture().plan.stats.peakBytes);
});

test("a tab shows the steps, the memory and the boxes of its method, with the cursor where it is fullest", async () => {
  const asked: Request[] = [];
  const stop = onRequest((r) => asked.push(r));
  await render(<MethodTabs />);
  await tab(/^read/).click();
  stop();
  const span = methodSpans(picture())[1];
  const { time, arena, cursor } = sessionStore.getState();
  expect(time).toEqual(span?.steps);
  expect(picture().plan.arenas[arena]?.id).toBe("read/1");
  expect(cursor).toBe(span?.peakStep);
  const keys = asked.find((r) => r.kind === "frame-boxes")?.keys ?? [];
  expect(keys).toContain("node:read/find");
  expect(keys.every((key) => key.startsWith("node:read/"))).toBe(true);
});

test("arrow keys go from tab to tab, round the end, and the focus goes with them", async () => {
  await render(<MethodTabs />);
  await tab(/^All/).click();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(tab(/^write/)).toHaveFocus();
  expect(methodsStore.getState().method).toBe("write");
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
  await expect.element(tab(/^read/)).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}");
  expect(methodsStore.getState().method).toBeNull();
  expect(sessionStore.getState().cursor).toBeNull();
});

test("a document that is one graph has no tabs", async () => {
  showAfresh(textGraph("input x 64\na:64 = Op(x)\nout a"));
  await render(<MethodTabs />);
  expect(page.getByRole("tab").elements()).toHaveLength(0);
});
