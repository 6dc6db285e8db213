/** Files in and out: dialogs, downloads, the clipboard, samples over HTTP from the page's own origin. */

import type { SampleInfo } from "../store/services.ts";
import type { Written } from "../worker/api.ts";

/** Shows the browser's file dialog; calls back with what was chosen, if anything. */
export function askForFile(extensions: readonly string[], chosen: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = extensions.join(",");
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined) chosen(file);
  });
  input.click();
}

/** Saves a blob under a name, as a browser's download. */
export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // the download has its own hold on the data once it has begun
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function blobOf(written: Written): Blob {
  return new Blob([written.data], { type: written.mime });
}

/** A file name of a document's name: nothing that a file system refuses. */
export function fileName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-+|-+$/g, "");
  return safe === "" ? "memplan" : safe.slice(0, 80);
}

async function fetchExample(path: string): Promise<Response> {
  const response = await fetch(new URL(`examples/${path}`, document.baseURI));
  if (!response.ok) throw new Error(`the sample ${path} could not be loaded (${response.status})`);
  return response;
}

export async function fetchSamples(): Promise<readonly SampleInfo[]> {
  return (await (await fetchExample("index.json")).json()) as readonly SampleInfo[];
}

export async function fetchSample(id: string): Promise<Blob> {
  return (await fetchExample(`${id}.json`)).blob();
}
