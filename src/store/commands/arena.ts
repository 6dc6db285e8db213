/** What is shown on the arena's picture. */

import { LAYERS, toggleAsking, toggleLayer } from "../layers.ts";
import type { Command } from "./command.ts";

export const ARENA: readonly Command[] = [
  ...LAYERS.map(
    ({ id, title }): Command => ({
      id: `show-${id}`,
      title: `Arena: show or hide ${title.slice(0, 1).toLowerCase()}${title.slice(1)}`,
      group: "View",
      keys: [],
      run: () => toggleLayer(id),
    }),
  ),
  {
    id: "ask-address",
    title: "Arena: who lived at an address",
    group: "View",
    keys: [],
    run: toggleAsking,
  },
];
