/** The document that a new program of arms begins with: one arm and one buffer, so that there is a cell to choose in. */

import type { ArmsDocument } from "../document.ts";

export function blankArms(name: string): ArmsDocument {
  return {
    format: "memplan",
    version: 1,
    kind: "arms",
    name,
    buffers: [{ id: "a", bytes: 1024, access: "read_write" }],
    body: [{ arm: "A", body: [] }],
  };
}
