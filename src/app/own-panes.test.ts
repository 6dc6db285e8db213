import { beforeAll, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { openDocument } from "../store/document.ts";
import { sessionStore } from "../store/session.ts";
import { TWO_METHODS } from "../store/testing/two-methods.ts";
import { startOwnPanes } from "./own-panes.ts";

const GRAPH = textGraph("input x 64\n a:64 = Op(x)\n out a");
const open = (document: typeof GRAPH | typeof TWO_METHODS) => openDocument(document, { format: "", key: "" });

beforeAll(startOwnPanes);

test("a program opens the pane, a graph folds it again; a pane that a person opened stays", () => {
  open(TWO_METHODS);
  expect(sessionStore.getState().lowerPane).toBe("methods");
  open(GRAPH);
  expect(sessionStore.getState().lowerPane).toBe("none");
  sessionStore.setState({ lowerPane: "methods" });
  open(TWO_METHODS);
  open(GRAPH);
  expect(sessionStore.getState().lowerPane).toBe("methods");
});
