/** Several files at once: a graph of CMSIS-Stream and its configuration, whichever came first; of others the first. */

import { looksLikeStreamConfig } from "../formats/cmsis-yaml/looks.ts";
import { services } from "../store/services.ts";

const HEAD_BYTES = 64 * 1024;

async function isConfig(file: File): Promise<boolean> {
  return /\.ya?ml$/i.test(file.name) && looksLikeStreamConfig(await file.slice(0, HEAD_BYTES).text());
}

export async function openTogether(files: readonly File[]): Promise<void> {
  const configs = await Promise.all(files.map(isConfig));
  const document = files.find((_, n) => configs[n] === false) ?? files[0];
  if (document === undefined) return;
  await services().openFile(document);
  const config = files.find((file, n) => configs[n] === true && file !== document);
  if (config !== undefined) await services().openFile(config);
}
