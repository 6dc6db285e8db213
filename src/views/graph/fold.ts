/** Folds and unfolds groups: an edit like others, whose code is loaded after the start. */

import { edit } from "../../store/editing.ts";

export function fold(id: string, collapsed: boolean): void {
  import("../../core/edit/draw.ts")
    .then(({ foldGroup }) => {
      edit((document) => foldGroup(document, id, collapsed));
    })
    .catch((thrown: unknown) => reportError(thrown));
}
