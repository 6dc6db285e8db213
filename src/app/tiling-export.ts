/** The schedule that is shown as a file or in the clipboard. It is written in a worker: a million operations are much text. */

import { documentStore } from "../store/document.ts";
import { showTrouble } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { notify } from "../store/shell.ts";
import { tilingStore } from "../store/tiling.ts";
import type { TilingForm, TilingServices } from "../store/tiling-services.ts";
import type { Background } from "../worker/background.ts";
import { download, fileName } from "./files.ts";

const FILES = {
  json: { extension: ".tiles.json", mime: "application/json" },
  text: { extension: ".tiles.txt", mime: "text/plain" },
} as const;

/** `schedules` runs one question at a time. */
export function tilingExports(schedules: Pick<Background, "run">): Pick<TilingServices, "save" | "copy"> {
  async function written(form: TilingForm): Promise<{ name: string; text: string } | undefined> {
    const { shown } = tilingStore.getState();
    if (shown === null) return undefined;
    const { document, settings } = shown;
    const input = { document, source: null, settings: documentStore.getState().settings };
    const made = await schedules.run(input, (api, request) => api.writeTiles(request, settings, form));
    if (made.ok) return { name: document.name, text: made.value };
    showTrouble("Export", made.problem);
    return undefined;
  }
  return {
    async save(form) {
      const made = await written(form);
      if (made === undefined) return;
      const { extension, mime } = FILES[form];
      const name = `${fileName(made.name)}${extension}`;
      download(name, new Blob([made.text], { type: mime }));
      notify(`Saved ${name}.`);
    },
    async copy(form) {
      const made = await written(form);
      if (made !== undefined) await services().copyText(made.text);
    },
  };
}
