import { expect, test } from "vitest";
import type { TileImage } from "./blit.ts";
import { makeTileStore } from "./tiles-store.ts";

function tile(closed: string[], name: string) {
  const image = { close: () => closed.push(name) } as unknown as TileImage;
  return { image, big: new Int32Array(0) };
}

test("what was shown longest ago goes first, and its image is given back", () => {
  const closed: string[] = [];
  const store = makeTileStore(30);
  for (const name of ["a", "b", "c"]) store.put(name, tile(closed, name), 10);
  store.get("a");
  store.put("d", tile(closed, "d"), 10);
  expect(closed).toEqual(["b"]);
  expect([store.has("a"), store.has("b"), store.bytes()]).toEqual([true, false, 30]);
});

test("the last one stays, however large, and one that is put in again counts once", () => {
  const closed: string[] = [];
  const store = makeTileStore(30);
  store.put("a", tile(closed, "a"), 10);
  store.put("a", tile(closed, "a again"), 20);
  expect(store.bytes()).toBe(20);
  store.put("b", tile(closed, "b"), 100);
  expect([store.has("a"), store.has("b"), store.bytes()]).toEqual([false, true, 100]);
  store.clear();
  expect(closed).toEqual(["a", "a again", "b"]);
  expect(store.bytes()).toBe(0);
});
