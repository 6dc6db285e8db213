/** The door through which what a program shares is changed: each change is a step of the history. */

import type { SharingEdit } from "../core/dialects/methods/edit/sharing.ts";
import type { MethodsDocument } from "../core/document.ts";
import { documentStore } from "./document.ts";
import { commit } from "./history.ts";
import { speak } from "./spoken.ts";

/** The open program, when there is one. */
export function openProgram(): MethodsDocument | null {
  const { document } = documentStore.getState();
  return document?.kind === "methods" ? document : null;
}

/** Without an open program nothing happens. */
export function editSharing(run: (document: MethodsDocument) => SharingEdit): void {
  const document = openProgram();
  if (document === null) return;
  const { document: made, says } = run(document);
  if (JSON.stringify(made.sharing) === JSON.stringify(document.sharing)) return;
  commit(says, { document: made });
  speak(says);
}
