import { beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { textGraph } from "../core/testing/text-graph.ts";
import { documentStore } from "../store/document.ts";
import { provideServices, type Services, services } from "../store/services.ts";
import { sessionStore } from "../store/session.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { ShareDialog } from "./ShareDialog.tsx";
import { readFragment } from "./sharing-link.ts";
import "../ui/tokens.css";

const GRAPH = textGraph("input x 4096\na:8192 = Relu(x)\nb:4096 = Conv(a)\nout b");
const LINK = () => page.getByTestId("share-link");

beforeEach(async () => {
  await page.viewport(1000, 700);
});

async function linkNow(): Promise<string> {
  await expect.element(LINK()).toHaveValue(expect.stringContaining("#share/") as unknown as string);
  return (LINK().element() as HTMLInputElement).value;
}

test("the link holds what is open, its settings and the view, and says how large it is", async () => {
  showAfresh(GRAPH, { alignment: 32 });
  sessionStore.setState({ cursor: 1 });
  await render(<ShareDialog />);
  const link = await linkNow();
  const read = await readFragment(link.slice(link.indexOf("#")));
  if (!read.ok) throw new Error(read.problem.message);
  expect(JSON.parse(read.value.document)).toEqual(GRAPH);
  expect(read.value.settings.alignment).toBe(32);
  expect(read.value.view).toMatchObject({ cursor: 1 });
  await expect.element(page.getByTestId("share-size")).toHaveTextContent("Passes everywhere.");
});

test("without the view the link is shorter and holds none", async () => {
  showAfresh(GRAPH);
  await render(<ShareDialog />);
  const whole = await linkNow();
  await page.getByLabelText("with view").click();
  await vi.waitFor(async () => expect((await linkNow()).length).toBeLessThan(whole.length));
  const link = await linkNow();
  const read = await readFragment(link.slice(link.indexOf("#")));
  expect(read).toMatchObject({ ok: true, value: { view: null } });
});

test("copying gives the link to the clipboard and says so", async () => {
  const { copied } = showAfresh(GRAPH);
  await render(<ShareDialog />);
  const link = await linkNow();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.element(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(copied).toEqual([link]);
});

test("what no link can hold is offered as a file instead", async () => {
  showAfresh(GRAPH);
  const tensors = Array.from({ length: 50_001 }, (_, i) => ({ id: `t${i}`, bytes: 4 }));
  documentStore.setState({ document: { ...GRAPH, tensors } });
  const saveHtml = vi.fn(async () => {});
  provideServices({ ...services(), saveHtml } as Partial<Services> as Services);
  await render(<ShareDialog />);
  await expect.element(page.getByTestId("share-size")).toHaveTextContent("far too large for a link");
  await expect.element(page.getByRole("button", { name: "Copy link" })).toBeDisabled();
  await page.getByRole("button", { name: "Save HTML file" }).click();
  expect(saveHtml).toHaveBeenCalledOnce();
});
