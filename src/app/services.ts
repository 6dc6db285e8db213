/** The app's services: what commands and views ask for and only the app can do. */

import { fail, ok } from "../core/result.ts";
import { PLAIN_PICTURE } from "../look/image.types.ts";
import { openGraph } from "../store/editing.ts";
import { imageSource } from "../store/images.ts";
import { later } from "../store/later.ts";
import { outcomeStore, type Picture, showTrouble } from "../store/outcome.ts";
import { request } from "../store/requests.ts";
import { forget, listSaved } from "../store/saved.ts";
import type { Services } from "../store/services.ts";
import { notify, shellStore } from "../store/shell.ts";
import type { Written } from "../worker/api.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { CLIPBOARD_SERVICES } from "./clipboard.ts";
import type { Comparing } from "./comparing.ts";
import { fileKey } from "./document-keys.ts";
import { askForFile, blobOf, download, fileName } from "./files.ts";
import type { Opening } from "./opening.ts";
import { presentPicture } from "./present.ts";

function readableExtensions(): readonly string[] {
  return [
    ...new Set(
      shellStore
        .getState()
        .formats.filter((f) => f.reads)
        .flatMap((f) => f.extensions),
    ),
  ];
}

/** Gives the canvas of the graph the focus; once more when its pane comes with the picture. */
function focusGraph(): void {
  request({ kind: "focus-graph" });
  const stop = outcomeStore.subscribe((now, before) => {
    if (now.picture === before.picture) return;
    stop();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) request({ kind: "focus-graph" });
    });
  });
}

export function createServices(
  client: PlannerClient,
  opening: Opening,
  replan: () => void,
  comparing: Comparing,
): Services {
  async function write(
    format: string,
  ): Promise<{ written: Written; name: string; picture: Picture | null } | undefined> {
    const graph = openGraph();
    if (format === "graph" && graph !== null) {
      // as it is drawn now: the picture may be behind
      const { writeNative } = await import("../formats/native/write.ts");
      const written = { data: writeNative(graph), mime: "application/json", extension: ".graph.json" };
      return { written, name: graph.name, picture: null };
    }
    // what is on the page, even while a search goes on: planning again could give another plan
    const present = await presentPicture();
    if (!present.ok) showTrouble("Export", present.problem);
    if (!present.ok || present.value === null) return undefined;
    const { document, plan } = present.value;
    try {
      const written = await client.write(format, document, plan);
      if (written.ok) return { written: written.value, name: document.name, picture: present.value };
      showTrouble(document.name, written.problem);
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) outcomeStore.setState({ crash: String(thrown) });
    }
    return undefined;
  }

  async function copyText(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      notify("Copied to the clipboard.");
    } catch {
      const refused = fail("clipboard", "The browser did not let us write to the clipboard.", {
        help: "Allow it for this page, or export to a file instead.",
      });
      showTrouble("Copy", refused.problem);
    }
  }

  const openFile = async (file: File) => {
    await opening.blob(file.name, file, fileKey(file.name));
  };

  return {
    chooseFile: () =>
      askForFile(readableExtensions(), (file) => {
        later(openFile(file));
      }),
    openFile,
    async openText(name, text) {
      await opening.blob(name, new Blob([text]), fileKey(`${name}-${Date.now()}`));
    },
    async openLink(text) {
      await opening.link(text);
    },
    async readText(name, text) {
      const read = await client.read(new Blob([text]), name);
      return read.ok ? ok(read.value.document) : read;
    },
    giveContents: opening.giveContents,
    newDrawing() {
      opening.blank();
      shellStore.setState({ graphShown: true });
      focusGraph();
    },
    newArms: opening.blankArms,
    newDataflow() {
      opening.blankStream();
      shellStore.setState({ graphShown: true, inspectorShown: true });
      focusGraph();
    },
    async openSample(id) {
      await opening.sample(id);
    },
    async openRecent(key) {
      if (await opening.recent(key)) return;
      const gone = fail("gone", "This document is no longer kept in this browser.", {
        help: "Open its file again.",
      });
      showTrouble("Recent documents", gone.problem);
      shellStore.setState({ recents: await listSaved() });
    },
    async forgetRecent(key) {
      await forget(key);
      shellStore.setState({ recents: await listSaved() });
    },
    cancel() {
      client.cancel();
      outcomeStore.setState({ work: null });
    },
    restart() {
      outcomeStore.setState({ crash: null });
      client.cancel();
      replan();
    },
    async saveAs(format) {
      const made = await write(format);
      if (made === undefined) return;
      download(`${fileName(made.name)}${made.written.extension}`, blobOf(made.written));
      notify(`Saved ${made.name}${made.written.extension}.`);
    },
    async copyAs(format) {
      const made = await write(format);
      if (made === undefined) return;
      const { data } = made.written;
      await copyText(typeof data === "string" ? data : new TextDecoder().decode(data));
    },
    async saveHtml() {
      const made = await write("plan");
      if (made === undefined || made.picture === null) return;
      const { htmlFile } = await import("./sharing-file.ts");
      const html = await htmlFile(String(made.written.data), made.picture);
      if (!html.ok) {
        showTrouble("HTML file", html.problem);
        return;
      }
      const name = `${fileName(made.name)}.html`;
      download(name, html.value);
      notify(`Saved ${name}.`);
    },
    async saveImage(view, kind) {
      const image = imageSource(view);
      if (image === undefined) return;
      const name = `${fileName(outcomeStore.getState().picture?.document.name ?? "plan")}.${view}.${kind}`;
      const { wordsOf } = await import("./picture-words.ts");
      const wish = { ...PLAIN_PICTURE, ...wordsOf(image) };
      const blob =
        kind === "svg" ? new Blob([await image.svg(wish)], { type: "image/svg+xml" }) : await image.png(wish);
      download(name, blob);
      notify(`Saved ${name}.`);
    },
    copyText,
    ...CLIPBOARD_SERVICES,
    walkPanes: (by) => later(import("./panes.ts").then(({ walkPanes }) => walkPanes(by))),
    compare: comparing.compare,
    stopComparing: comparing.stop,
  };
}
