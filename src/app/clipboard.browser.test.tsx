import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { blankStream } from "../core/dialects/dataflow/edit/blank.ts";
import { addStreamNode } from "../core/dialects/dataflow/edit/nodes.ts";
import type { GraphDocument } from "../core/document.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { readNative } from "../formats/native/read.ts";
import { writeNative } from "../formats/native/write.ts";
import { choose, chosenStore } from "../store/chosen.ts";
import { chooseStream } from "../store/dataflow-chosen.ts";
import { documentStore } from "../store/document.ts";
import { historyStore, startHistory } from "../store/history.ts";
import { outcomeStore } from "../store/outcome.ts";
import { provideServices, type Services } from "../store/services.ts";
import { shellStore } from "../store/shell.ts";
import { showAfresh } from "../store/testing/draw.ts";
import { CLIPBOARD_SERVICES, startClipboard } from "./clipboard.ts";
import "./clips.ts";
import "../ui/tokens.css";

const CHAIN = textGraph("input x 64\na: u:64 = Relu(x)\nb: v:64 = Relu(u)\nout v");
const LIFETIMES = {
  format: "memplan",
  version: 1,
  kind: "lifetimes",
  name: "l",
  buffers: [{ id: "b", start: 0, end: 1, bytes: 1 }],
} as const;

let opened: string[];
let stop: () => void;

startHistory();
beforeEach(() => {
  opened = [];
  showAfresh(CHAIN);
  const services: Partial<Services> = {
    readText: async (name, text) => readNative(text, name),
    openText: async (_, text) => {
      opened.push(text);
    },
    ...CLIPBOARD_SERVICES,
  };
  provideServices(services as Services);
  choose([]);
  stop = startClipboard();
});
afterEach(() => stop());

function Page() {
  return (
    <>
      <input aria-label="field" />
      <p>words of the page</p>
      <section data-testid="graph">
        <button type="button">canvas</button>
      </section>
    </>
  );
}

const canvas = () => page.getByRole("button", { name: "canvas" }).element();

/** Gives the event as the browser does, and returns what is in the clipboard then, or null when we left it alone. */
function give(type: "copy" | "cut" | "paste", at: Element, text = ""): string | null {
  const clipboardData = new DataTransfer();
  if (text !== "") clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true });
  at.dispatchEvent(event);
  return event.defaultPrevented ? clipboardData.getData("text/plain") : null;
}

function graph(): GraphDocument {
  const { document } = documentStore.getState();
  if (document?.kind !== "graph") throw new Error("no graph is open");
  return document;
}

/** Copies once the part that comes after the start is there. */
async function copied(how: "copy" | "cut" = "copy"): Promise<string> {
  let text: string | null = null;
  await expect
    .poll(() => {
      text = give("copy", canvas());
      return text;
    })
    .toBeTruthy();
  return (how === "cut" ? give("cut", canvas()) : text) ?? "";
}

test("chosen boxes are copied as the text of a document that can be read, planned and pasted", async () => {
  await render(<Page />);
  choose(["node:b"]);
  const text = await copied();
  const read = readNative(text, "clip");
  expect(read).toMatchObject({ ok: true, value: { kind: "graph", clip: true, nodes: [{ id: "b" }] } });
  expect(text.split("\n").length).toBeGreaterThan(5);
  expect(graph()).toBe(CHAIN);
  expect(shellStore.getState().notice).toBe("Copied b.");
  give("paste", canvas(), text);
  await expect.poll(() => graph().nodes.length).toBe(3);
  expect(historyStore.getState().at).toBe(1);
  expect(chosenStore.getState().keys).not.toEqual(["node:b"]);
});

test("a cut takes the boxes away as one step, and paste brings them back", async () => {
  await render(<Page />);
  choose(["node:a", "node:b"]);
  const text = await copied("cut");
  expect(graph().nodes).toEqual([]);
  expect(historyStore.getState().steps.at(-1)?.says).toBe("Cut a and b");
  give("paste", document.body, text);
  await expect.poll(() => graph().nodes.length).toBe(2);
});

test("text of the page that is selected, and fields, are copied by the browser", async () => {
  await render(<Page />);
  choose(["node:b"]);
  await copied();
  expect(give("copy", page.getByRole("textbox").element())).toBeNull();
  getSelection()?.selectAllChildren(page.getByText("words of the page").element());
  expect(give("copy", document.body)).toBeNull();
  expect(give("cut", document.body)).toBeNull();
  expect(graph()).toBe(CHAIN);
  getSelection()?.removeAllRanges();
});

test("nothing chosen is said at the graph, and elsewhere is the browser's", async () => {
  await render(<Page />);
  expect(give("copy", document.body)).toBeNull();
  choose(["node:b"]);
  await copied();
  choose([]);
  canvas().focus();
  give("copy", canvas());
  expect(shellStore.getState().notice).toBe("Nothing is chosen to copy. Choose boxes of the graph first.");
});

test("a whole graph is inserted while the graph has the focus, and opened elsewhere", async () => {
  await render(<Page />);
  const text = writeNative(textGraph("input y 8\nother: z:8 = Relu(y)\nout z"));
  page.getByRole("textbox").element().focus();
  give("paste", document.body, text);
  await expect.poll(() => opened).toEqual([text]);
  canvas().focus();
  give("paste", canvas(), text);
  await expect.poll(() => graph().nodes.map((n) => n.id)).toContain("other");
  expect(opened).toHaveLength(1);
});

test("text that is no document of ours is opened as before", async () => {
  await render(<Page />);
  canvas().focus();
  give("paste", canvas(), "id,lower,upper,size\nb,0,1,4");
  await expect.poll(() => opened).toHaveLength(1);
  expect(give("paste", page.getByRole("textbox").element(), "typed")).toBeNull();
  expect(opened).toHaveLength(1);
});

test("a broken clip is refused with its place, and nothing is lost", async () => {
  await render(<Page />);
  choose(["node:b"]);
  const text = await copied();
  canvas().focus();
  give("paste", canvas(), text.replace('"op": "Relu"', '"op": 7'));
  await expect.poll(() => outcomeStore.getState().trouble?.problem.where).toBe("nodes[0].op");
  expect(outcomeStore.getState().trouble?.about).toBe("Paste");
  give("paste", canvas(), text.slice(0, -20));
  await expect.poll(() => outcomeStore.getState().trouble?.problem.where).not.toBe("nodes[0].op");
  expect(graph()).toBe(CHAIN);
  expect(opened).toEqual([]);
});

test("a clip without a graph to paste into is opened by itself, and that is said", async () => {
  await render(<Page />);
  choose(["node:b"]);
  const text = await copied();
  documentStore.setState({ document: LIFETIMES });
  give("paste", document.body, text);
  await expect.poll(() => opened).toEqual([text]);
  expect(shellStore.getState().notice).toMatch(/^No graph is open to paste into/);
});

test("boxes of a graph are refused by a dataflow graph, and nodes of one by a graph", async () => {
  await render(<Page />);
  choose(["node:b"]);
  const boxes = await copied();
  const made = addStreamNode(blankStream("stream"), "source", { id: "mic" });
  if (!made.ok) throw new Error(made.problem.message);
  const stream = made.value.document;
  documentStore.setState({ document: stream });
  canvas().focus();
  give("paste", canvas(), boxes);
  await expect
    .poll(() => shellStore.getState().notice)
    .toContain("Boxes of a graph cannot be put into a dataflow graph.");
  chooseStream({ kind: "actor", id: "mic" });
  const nodes = give("copy", canvas()) ?? "";
  expect(shellStore.getState().notice).toBe("Copied mic.");
  documentStore.setState({ document: CHAIN });
  give("paste", canvas(), nodes);
  await expect
    .poll(() => shellStore.getState().notice)
    .toContain("Nodes of a dataflow graph cannot be put into a graph.");
  expect(graph()).toBe(CHAIN);
  // in another dataflow graph it is a node among others, of a step of its own
  documentStore.setState({ document: stream });
  give("paste", canvas(), nodes);
  await expect
    .poll(() => {
      const { document } = documentStore.getState();
      return document?.kind === "dataflow" ? document.nodes.map(({ id }) => id) : [];
    })
    .toEqual(["mic", "mic2"]);
  expect(historyStore.getState().steps.at(-1)?.says).toBe("Pasted mic2");
  expect(opened).toEqual([]);
});
