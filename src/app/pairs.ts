/** Several files at once: a graph of CMSIS-Stream and its configuration, whichever came first; of others the first. */

import { looksLikeStreamConfig } from "../formats/cmsis-yaml/looks.ts";
import { documentStore } from "../store/document.ts";
import { services } from "../store/services.ts";

const HEAD_BYTES = 64 * 1024;

async function isConfig(file: File): Promise<boolean> {
  return /\.ya?ml$/i.test(file.name) && looksLikeStreamConfig(await file.slice(0, HEAD_BYTES).text());
}

export async function openTogether(files: readonly File[]): Promise<void> {
  const configs = await Promise.all(files.map(isConfig));
  const document = files.find((_, n) => configs[n] === false);
  const config = files.find((_, n) => configs[n] === true);
  const { opening } = documentStore.getState();
  if (document !== undefined) await services().openFile(document);
  // a graph that did not come leaves another open, which the configuration is not for
  const isThere = document === undefined || documentStore.getState().opening !== opening;
  if (config !== undefined && isThere) await services().openFile(config);
}
