import { beforeEach, expect, test } from "vitest";
import { textGraph } from "../core/testing/text-graph.ts";
import { askAbout } from "./asked-address.ts";
import { hinders, LAYERS, toggleAsking, toggleLayer } from "./layers.ts";
import { outcomeStore } from "./outcome.ts";
import { select, sessionStore } from "./session.ts";
import { showAfresh } from "./testing/draw.ts";

/** a and then c have the same bytes; between them nobody has. */
const NET = textGraph(`
  input x 64
  a:64 = Op(x)
  b:64 = Op(a)
  c:64 = Op(b)
  d:64 = Op(c)
  out d
`);

beforeEach(() => {
  sessionStore.setState(sessionStore.getInitialState());
  showAfresh(NET);
});

test("each switch goes on and off again and leaves the others as they are", () => {
  for (const { id } of LAYERS) {
    const { ghosts, explained, lanes } = sessionStore.getState();
    toggleLayer(id);
    const changed = sessionStore.getState();
    if (id === "lanes") {
      expect(hinders(id)).toBe("This plan has one arena only.");
      expect(changed.lanes).toBe(lanes);
      continue;
    }
    const was = [...ghosts, ...explained].length;
    expect(Math.abs([...changed.ghosts, ...changed.explained].length - was)).toBe(1);
    toggleLayer(id);
    expect(sessionStore.getState()).toMatchObject({ ghosts, explained });
  }
});

test("a question about an address goes when something is selected that never has it, and stays otherwise", () => {
  const { picture } = outcomeStore.getState();
  if (picture === null) throw new Error("nothing is drawn");
  const { storages } = picture.plan;
  const of = (id: string) => storages.id.indexOf(id);
  const address = storages.offset[of("a")] ?? 0;
  askAbout({ arena: 0, address, step: 0 });
  select({ kind: "storage", index: of("a") });
  expect(sessionStore.getState().spot?.address).toBe(address);
  const other = [...storages.id.keys()].find((s) => storages.offset[s] !== address) ?? -1;
  select({ kind: "storage", index: other });
  expect(sessionStore.getState().spot).toBeNull();
});

test("nothing is asked about an address above the peak, and asking again takes the question back", () => {
  askAbout({ arena: 0, address: 1e9, step: 0 });
  expect(sessionStore.getState().spot).toBeNull();
  toggleAsking();
  expect(sessionStore.getState().spot).toMatchObject({ arena: 0, address: 0 });
  toggleAsking();
  expect(sessionStore.getState().spot).toBeNull();
});
