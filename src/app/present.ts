/** The picture of what is open now, for those who take it away: waits while an edit is being planned. */

import { fail, ok, type Result } from "../core/result.ts";
import { documentStore } from "../store/document.ts";
import { outcomeStore, type Picture } from "../store/outcome.ts";
import { notify } from "../store/shell.ts";

const BEHIND = fail("plan-behind", "The plan on the page is of the graph before the last change.", {
  help: "Have it planned once more, then export it.",
});

const GONE = fail("plan-behind", "Another document was opened before the last change was planned.", {
  help: "Go back to it, then export it.",
});

/** Of a picture whose document is the open one as it is; settings that were changed since do not make it wrong. */
function isPresent(picture: Picture): boolean {
  const { revision, document } = documentStore.getState();
  return picture.revision === revision || picture.document === document;
}

/** Fails ("plan-behind") when an edit could not be planned, its planning was cancelled, or another document was opened meanwhile. Null without a picture. */
export async function presentPicture(): Promise<Result<Picture | null>> {
  const { opening } = documentStore.getState();
  const waits = () => {
    const { picture, work } = outcomeStore.getState();
    return picture !== null && !isPresent(picture) && work !== null;
  };
  if (waits()) {
    notify("The last change is being planned; then it is exported.");
    await new Promise<void>((resolve) => {
      const stop = outcomeStore.subscribe(() => {
        if (waits()) return;
        stop();
        resolve();
      });
    });
  }
  if (documentStore.getState().opening !== opening) return GONE;
  const { picture } = outcomeStore.getState();
  return picture === null || isPresent(picture) ? ok(picture) : BEHIND;
}
