import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { Point } from "../../core/edit/types.ts";
import { onRequest } from "../../store/requests.ts";
import { shellStore } from "../../store/shell.ts";
import { spokenStore } from "../../store/spoken.ts";
import { Chooser } from "./Chooser.tsx";
import type { Choice } from "./choice.ts";
import "../../ui/tokens.css";

const row = (title: string, rest: Partial<Choice> = {}): Choice => ({
  id: title,
  group: "Fruit",
  title,
  says: `is a ${title}`,
  signs: "",
  why: undefined,
  ...rest,
});
const ROWS = [row("apple"), row("banana"), row("carrot", { group: "Not here", why: "No fruit." })];

let taken: string[];
let closed: number;
const close = () => closed++;

function Sample(props: { rows?: readonly Choice[]; screen?: Point }) {
  return (
    <Chooser
      title="Choose"
      placeholder="Name"
      choices={props.rows ?? ROWS}
      empty="Nothing."
      screen={props.screen}
      foot={(marked) => marked?.why ?? marked?.says}
      onTake={(choice, stay) => {
        taken.push(`${choice.id}${stay ? "+" : ""}`);
        return true;
      }}
      onClose={close}
    />
  );
}

const field = () => page.getByRole("combobox", { name: "Choose" });
const option = (name: string) => page.getByRole("option", { name: new RegExp(`^${name}`) });

beforeEach(async () => {
  await page.viewport(900, 600);
  taken = [];
  closed = 0;
  shellStore.setState(shellStore.getInitialState(), true);
});

test("the field has the focus, the first row is marked, arrows go round, Enter takes", async () => {
  await render(<Sample />);
  await expect.element(field()).toHaveFocus();
  await expect.element(option("apple")).toHaveAttribute("aria-selected", "true");
  await expect.element(page.getByRole("status")).toHaveTextContent("is a apple");
  await userEvent.keyboard("{ArrowDown}");
  const marked = field().element().getAttribute("aria-activedescendant");
  expect(document.getElementById(marked ?? "")).toBe(option("banana").element());
  await userEvent.keyboard("{Enter}{ArrowDown}{ArrowDown}{Enter}{Control>}{Enter}{/Control}");
  expect(taken).toEqual(["banana", "apple", "apple+"]);
});

test("a row that cannot be taken says why, in the list, at the foot and aloud, and is never taken", async () => {
  await render(<Sample />);
  await expect.element(option("carrot")).toHaveAttribute("aria-disabled", "true");
  await expect.element(option("carrot")).toHaveTextContent("No fruit.");
  await userEvent.keyboard("{ArrowUp}{Enter}");
  expect(spokenStore.getState().text).toBe("No fruit.");
  await expect.element(page.getByRole("status")).toHaveTextContent("No fruit.");
  await option("carrot").click({ force: true });
  expect(taken).toEqual([]);
  await expect.element(field()).toHaveFocus();
});

test("the first that can be taken is marked, wherever it is", async () => {
  await render(<Sample rows={[...ROWS].reverse()} />);
  await expect.element(option("banana")).toHaveAttribute("aria-selected", "true");
});

test("the mouse takes a row, and a press beside the window closes it", async () => {
  await render(<Sample />);
  await option("banana").click();
  expect(taken).toEqual(["banana"]);
  await userEvent.click(document.body, { position: { x: 3, y: 590 }, force: true });
  await vi.waitFor(() => expect(closed).toBe(1));
});

test("Escape closes; the focus goes back to where it was, else to the canvas", async () => {
  const requests: string[] = [];
  const stop = onRequest(({ kind }) => requests.push(kind));
  const before = await render(<button type="button">before</button>);
  before.getByRole("button").element().focus();
  const { unmount } = await render(<Sample />);
  await userEvent.keyboard("{Escape}");
  await vi.waitFor(() => expect(closed).toBe(1));
  await unmount();
  await expect.element(before.getByRole("button")).toHaveFocus();
  expect(requests).toEqual([]);
  (document.activeElement as HTMLElement).blur();
  await (await render(<Sample />)).unmount();
  expect(requests).toEqual(["focus-graph"]);
  stop();
});

test("what was typed before the field was there is in it, and an early Enter takes the first row", async () => {
  shellStore.setState({ sought: "ap", soughtFirst: true });
  const { unmount } = await render(<Sample />);
  await expect.element(field()).toHaveValue("ap");
  expect(taken).toEqual(["apple"]);
  await unmount();
  expect(shellStore.getState().sought).toBe("");
});

test("it opens at a point, wholly inside the page; only so many rows are drawn", async () => {
  const many = Array.from({ length: 250 }, (_, i) => row(`n${i}`));
  await render(<Sample rows={many} screen={{ x: 880, y: 590 }} />);
  const { right, bottom } = page.getByRole("dialog").element().getBoundingClientRect();
  expect(right).toBeLessThanOrEqual(892);
  expect(bottom).toBeLessThanOrEqual(592);
  await expect.element(page.getByText("50 more: type to narrow.")).toBeVisible();
  expect(page.getByRole("option").elements()).toHaveLength(200);
});
