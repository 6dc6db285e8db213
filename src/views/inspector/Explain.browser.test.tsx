import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { supportOf } from "../../core/explain/support.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { textGraph } from "../../core/testing/text-graph.ts";
import { fillPaint } from "../../draw/palette.ts";
import { documentStore } from "../../store/document.ts";
import { tintsNow } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { questionsStore } from "../../store/questions.ts";
import { select, sessionStore, setCursor } from "../../store/session.ts";
import { draw, showAfresh } from "../../store/testing/draw.ts";
import { Inspector } from "./Inspector.tsx";
import { rankedLive } from "./live.ts";
import "../../ui/tokens.css";

const NET = textGraph(`
  input x 100
  conv: a:1000 = Conv(x)
  relu: b:1000 = Relu(a) b~a
  conv2: c:900 = Conv(b)
  add: d:900 = Add(c) d~c
  view: e:900 = Reshape(d) e<d+0
  pool: f:300 = MaxPool(e)
  out f
`);

/** Three of equal size in a row: where the middle one goes decides. */
const GAP = textGraph(`
  input x 10
  one: a:64 = A(x)
  two: b:96 = B(a)
  three: c:64 = C(b)
  four: d:160 = D(c)
  out d
`);

function Pane() {
  return (
    <div style={{ width: 300, height: 1400 }}>
      <Inspector />
    </div>
  );
}
function picture() {
  const { picture: now } = outcomeStore.getState();
  if (now === null) throw new Error("the test's picture is not there");
  return now;
}
const inspector = () => page.getByTestId("inspector");

beforeEach(async () => {
  await page.viewport(600, 1450);
  showAfresh(NET);
});

test("each storage of the peak tells what the bound would lose without it", async () => {
  await render(<Pane />);
  const why = page.getByRole("region", { name: "Why is the peak here" });
  await expect.element(why).toHaveTextContent(/Conv conv2 runs then/);
  await expect.element(why).toHaveTextContent(/−\d+ B of the bound without it/);
});

test("a storage tells what it rests on, down to the bottom, and each can be gone to", async () => {
  await render(<Pane />);
  const { plan } = picture();
  const high = [...plan.storages.offset.keys()].find((s) => (plan.storages.offset[s] ?? 0) > 0) ?? -1;
  select({ kind: "storage", index: high });
  const rows = page.getByTestId("why-here");
  await expect.element(rows).toHaveTextContent(/the bottom of the arena$/);
  const [rest] = supportOf(plan, high);
  await rows.getByRole("button").first().click();
  const { selection } = sessionStore.getState();
  const below = selection?.kind === "tensor" ? plan.tensors.storage[selection.index] : selection?.index;
  expect(below).toBe(rest?.below);
});

test("what is free follows the cursor, and the curve puts the cursor where it is clicked", async () => {
  await render(<Pane />);
  setCursor(5);
  await expect.element(page.getByTestId("free-at-step")).toHaveTextContent(/\d/);
  await expect.element(page.getByRole("region", { name: "Free below the peak" })).toHaveTextContent(/step 5/);
  await page.getByRole("img", { name: /^Free bytes over/ }).click();
  // the middle of six steps
  expect([2, 3]).toContain(sessionStore.getState().cursor);
});

test("writes in place are told as taken, and each kind of operator has a switch", async () => {
  await render(<Pane />);
  await expect.element(page.getByTestId("inplace-says")).toHaveTextContent(/^2 taken/);
  await page.getByRole("checkbox", { name: "Relu may be in place" }).click();
  expect(documentStore.getState().settings.inplaceExcept).toBe("Relu");
  await page.getByRole("checkbox", { name: "Reshape may be a view" }).click();
  expect(documentStore.getState().settings.viewsExcept).toBe("Reshape");
  await page.getByRole("checkbox", { name: "Relu may be in place" }).click();
  expect(documentStore.getState().settings.inplaceExcept).toBe("");
});

test("what would help is listed by saving, and a change of settings is applied by a click", async () => {
  showAfresh(GAP, { place: "none" });
  await render(<Pane />);
  await page.getByRole("button", { name: "Try changes" }).click();
  const list = page.getByTestId("helps");
  await expect.element(list).toBeVisible();
  const helps = questionsStore.getState().help?.found ?? [];
  expect(helps.length).toBeGreaterThan(0);
  const [best] = helps.toSorted((a, b) => b.saving - a.saving);
  await expect.element(list.getByRole("listitem").first()).toHaveTextContent(best?.says ?? "");
  await list
    .getByRole("button", { name: /^Apply/ })
    .first()
    .click();
  expect(documentStore.getState().settings).not.toEqual({ ...DEFAULT_SETTINGS, place: "none" });
});

test("what was found to help stays when the plan changes, and says that it was of the plan before", async () => {
  showAfresh(GAP, { place: "none" });
  await render(<Pane />);
  await page.getByRole("button", { name: "Try changes" }).click();
  await expect.element(page.getByTestId("helps")).toBeVisible();
  outcomeStore.setState({ picture: draw(GAP) });
  await expect.element(inspector()).toHaveTextContent(/of the plan before/);
});

test("a plan for any order tells of its bound by storages of which no two may share", async () => {
  showAfresh(NET, { lifetimes: "any-order" });
  await render(<Pane />);
  const bound = page.getByRole("region", { name: "What the bound is made of" });
  await expect.element(bound).toHaveTextContent(/can ever share/);
  await expect.element(page.getByTestId("bound-rows").getByRole("button").first()).toBeVisible();
});

test("in a plan for any order, too, a storage tells what it rests on", async () => {
  showAfresh(NET, { lifetimes: "any-order" });
  const plan = outcomeStore.getState().picture?.plan;
  const offsets = [...(plan?.storages.offset ?? [])];
  const high = offsets.indexOf(Math.max(...offsets));
  sessionStore.setState({ selection: { kind: "storage", index: high } });
  await render(<Pane />);
  const first = page.getByTestId("why-here").getByRole("button").first();
  await expect
    .element(first)
    .toHaveAttribute("title", expect.stringContaining("may not share in every order"));
});

test("a peak that holes make is explained at the step of its highest address, apart from where most is alive", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "apart",
    buffers: [
      { id: "a", start: 0, end: 2, bytes: 60, offset: 0 },
      { id: "b", start: 0, end: 2, bytes: 60, offset: 60 },
      { id: "c", start: 3, end: 5, bytes: 50, offset: 100 },
    ],
  });
  await render(<Pane />);
  const why = page.getByRole("region", { name: "Why is the peak here" });
  await expect.element(why).toHaveTextContent(/step 3/);
  await expect
    .element(page.getByTestId("peak-apart"))
    .toHaveTextContent(
      "in use up to 150 B here, with 50 B alive: below them 100 B are free. Most is alive at step 0, 120 B.",
    );
  const rows = page.getByTestId("peak-stack").getByRole("listitem").elements();
  expect(rows.map((row) => row.textContent)).toEqual(["c50 B", "free100 B", "aliveat step 350 B"]);
  const most = page.getByRole("region", { name: "Most alive at once" });
  await expect.element(most).toHaveTextContent(/step 0.*120 B 100 %/);
  await page.getByTestId("peak-stack").getByRole("button", { name: "at step 3" }).click();
  expect(sessionStore.getState().cursor).toBe(3);
});

test("swatches have the colours that the pictures have, whatever these stand for", async () => {
  await render(<Pane />);
  select({ kind: "storage", index: 0 });
  const swatches = () =>
    [
      ...document.querySelectorAll<HTMLElement>("[data-testid=live-rows] [aria-hidden][style*=light-dark]"),
    ].map((swatch) => swatch.style.backgroundColor);
  await expect.poll(() => swatches().length).toBeGreaterThan(1);
  sessionStore.setState({ colourBy: "lifetime" });
  const { fill } = tintsNow(picture()) ?? { fill: new Int32Array() };
  const wanted = rankedLive(picture().plan, picture().plan.stats.peakStep).storages.map((s) => {
    const [light, dark] = (["light", "dark"] as const).map((scheme) => fillPaint(fill[s] ?? 0, scheme).fill);
    const probe = document.createElement("span");
    probe.style.backgroundColor = `light-dark(${light}, ${dark})`;
    return probe.style.backgroundColor;
  });
  await expect.poll(swatches).toEqual(wanted.slice(0, swatches().length));
  sessionStore.setState({ colourBy: "buffer" });
});

test("what is free above the capacity is said to be of no use", async () => {
  showAfresh({
    format: "memplan",
    version: 1,
    kind: "lifetimes",
    name: "over",
    capacity: 40,
    buffers: [
      { id: "a", start: 0, end: 1, bytes: 10, offset: 10 },
      { id: "b", start: 1, end: 2, bytes: 50, offset: 0 },
    ],
  });
  await render(<Pane />);
  setCursor(0);
  await expect
    .element(page.getByTestId("free-at-step"))
    .toHaveTextContent(/^30 B in 2 holes, the largest 20 B .* Another 10 B above the capacity/);
  await expect
    .element(page.getByRole("region", { name: "At step 0" }))
    .toHaveTextContent(/free40 B in 2 holes.*of it above the capacity10 B/);
});
