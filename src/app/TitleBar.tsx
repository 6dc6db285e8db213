/** The top bar: what is open, ways to open more, search, export. */

import { useStore } from "zustand";
import type { FormatInfo } from "../core/format-info.ts";
import { formatBytes } from "../core/units.ts";
import { runCommand } from "../store/commands.ts";
import { documentStore } from "../store/document.ts";
import { historyStore } from "../store/history.ts";
import { imageSources } from "../store/images.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import { recentNames } from "../store/recent-names.ts";
import { services } from "../store/services.ts";
import { sessionStore } from "../store/session.ts";
import { shellStore, showDialog } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { LaterMenu } from "../ui/LaterMenu.tsx";
import type { MenuEntry, MenuGroup } from "../ui/Menu.tsx";
import { keyLabel } from "./keys.ts";
import { entryOf } from "./menus.ts";
import { sizeWords } from "./size-words.ts";
import css from "./TitleBar.module.css";
import { whenText } from "./when.ts";

function recentGroups(recents: ReturnType<typeof shellStore.getState>["recents"]): MenuGroup[] {
  const now = Date.now();
  const names = recentNames(recents);
  const entries: MenuEntry[] = recents.map((r) => ({
    id: r.key,
    title: names.get(r.key) ?? r.name,
    says: [
      ...(r.edited ? ["edited"] : []),
      r.kind,
      ...(r.nodes > 0 ? [sizeWords(r.nodes, r.kind)] : []),
      ...(r.peakBytes === null ? [] : [`peak ${formatBytes(r.peakBytes)}`]),
      whenText(r.opened, now),
    ].join(", "),
    run: () => later(services().openRecent(r.key)),
  }));
  return [
    { title: "Recent in this browser", entries },
    {
      title: "More",
      entries: [
        { id: "gallery", title: "Samples…", run: () => showDialog("gallery") },
        entryOf("new-arms"),
        entryOf("new-dataflow"),
        {
          id: "forget",
          title: "Forget all recent documents",
          disabled: recents.length === 0,
          run: () => later(services().forgetRecent(null)),
        },
      ],
    },
  ];
}

const SOURCE_FORMATS = ["graph", "lifetimes", "arms", "methods", "dataflow"];
const COPIED = ["plan", "minimalloc", "markdown"];

function exportGroups(kind: string, formats: readonly FormatInfo[]): MenuGroup[] {
  const writable = formats.filter(
    (f) => f.writes && (f.only ?? kind) === kind && (!SOURCE_FORMATS.includes(f.id) || f.id === kind),
  );
  const save = (id: string, title: string, says: string, hint?: string): MenuEntry => ({
    id,
    title,
    says,
    ...(hint === undefined ? {} : { hint }),
    run: () => later(services().saveAs(id)),
  });
  return [
    {
      title: "Show others",
      entries: [
        {
          id: "share",
          title: "Share…",
          says: "A link that holds the document, its settings and what you look at.",
          run: () => showDialog("share"),
        },
        {
          id: "picture",
          title: "Picture…",
          says: "SVG or PNG of a pane, with title and legend.",
          run: () => showDialog("picture"),
        },
        {
          id: "save-html",
          title: "HTML file",
          says: "Shows the plan from disk, without a network.",
          run: () => later(services().saveHtml()),
        },
      ],
    },
    {
      title: "Save",
      entries: writable.map((f) =>
        save(f.id, f.title, f.says, f.id === "plan" ? keyLabel("$mod+KeyS") : undefined),
      ),
    },
    {
      title: "Copy",
      entries: writable
        .filter((f) => COPIED.includes(f.id))
        .map((f) => ({
          id: `copy-${f.id}`,
          title: f.id === "markdown" ? "Copy as Markdown" : `Copy: ${f.title}`,
          run: () => later(services().copyAs(f.id)),
        })),
    },
    {
      title: "Picture of a pane",
      entries: imageSources().flatMap((image) => [
        {
          id: `${image.id}-png`,
          title: `${image.title}, PNG`,
          run: () => later(services().saveImage(image.id, "png")),
        },
        {
          id: `${image.id}-svg`,
          title: `${image.title}, SVG`,
          run: () => later(services().saveImage(image.id, "svg")),
        },
      ]),
    },
  ];
}

const THEME_TITLE = { system: "as the system", light: "light", dark: "dark" } as const;

const EDIT_MENU: readonly (readonly [title: string, ...ids: string[]])[] = [
  ["Steps", "undo", "redo", "history"],
  ["Clipboard", "cut", "copy", "paste", "duplicate"],
  ["Make", "add", "add-apart", "connect"],
  ["Chosen boxes", "delete", "delete-bridge", "disconnect", "rename", "mark-output"],
  ["Choose", "choose-all", "choose-fed", "choose-feeding"],
  ["Groups", "group", "ungroup", "fold"],
  ["Order", "run-earlier", "run-later", "forget-order"],
  [
    "In line",
    "align-left",
    "align-centre",
    "align-right",
    "align-top",
    "align-middle",
    "align-bottom",
    "distribute-across",
    "distribute-down",
  ],
];

function editGroups(undone: string | undefined, redone: string | undefined): MenuGroup[] {
  const said = { undo: undone, redo: redone };
  return EDIT_MENU.map(([title, ...ids]) => ({
    title,
    entries: ids.map((id) => {
      if (id !== "undo" && id !== "redo") return entryOf(id);
      const says = said[id];
      return { ...entryOf(id), ...(says === undefined ? { disabled: true } : { says }) };
    }),
  }));
}

function StepButton(props: { id: "undo" | "redo"; says: string | undefined; path: string }) {
  const { title, hint = "" } = entryOf(props.id);
  return (
    <Button
      look="quiet"
      className={css.step}
      disabled={props.says === undefined}
      aria-label={props.says === undefined ? title : `${title}: ${props.says}`}
      title={`${props.says === undefined ? title : `${title}: ${props.says}`} (${hint})`}
      onClick={() => runCommand(props.id)}
    >
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d={props.path} />
      </svg>
    </Button>
  );
}

/** Undo, redo, and everything else that is done to a drawing. */
function Editing() {
  const undone = useStore(historyStore, ({ steps, at }) => (at > 0 ? steps[at]?.says : undefined));
  const redone = useStore(historyStore, ({ steps, at }) => steps[at + 1]?.says);
  return (
    <>
      <StepButton id="undo" says={undone} path="M5 2 2 5l3 3M2.5 5H9a3 3 0 0 1 0 6.5H6" />
      <StepButton id="redo" says={redone} path="M9 2l3 3-3 3M11.5 5H5a3 3 0 0 0 0 6.5h3" />
      <LaterMenu label="Edit" trigger={<>Edit ▾</>} groups={editGroups(undone, redone)} />
    </>
  );
}

export function TitleBar() {
  const name = useStore(documentStore, (s) => s.document?.name ?? "");
  const kind = useStore(documentStore, (s) => s.document?.kind ?? "");
  const recents = useStore(shellStore, (s) => s.recents);
  // they come with the planner, before or after the first picture
  const formats = useStore(shellStore, (s) => s.formats);
  const ready = useStore(outcomeStore, (s) => s.picture !== null);
  const theme = useStore(sessionStore, (s) => s.theme);
  return (
    <header className={css.bar}>
      <h1 className={css.brand}>
        <img src="./icon.svg" alt="" width={16} height={16} /> <span className={css.word}>memplan</span>
      </h1>
      <LaterMenu
        label={`Document: ${name}. Recent documents`}
        groups={recentGroups(recents)}
        trigger={
          <>
            <span className={css.name} title={name}>
              {name === "" ? "…" : name}
            </span>
            <span aria-hidden="true">▾</span>
          </>
        }
      />
      <Button
        onClick={() => runCommand("open")}
        title={`Open a file (${keyLabel("$mod+KeyO")}), or drop it anywhere`}
      >
        Open
      </Button>
      <Button className={css.samples} onClick={() => showDialog("gallery")}>
        Samples
      </Button>
      <Button onClick={() => services().newDrawing()} title="Begin an empty graph and draw it">
        New
      </Button>
      <Editing />
      <button
        type="button"
        className={css.search}
        onClick={() => showDialog("palette")}
        aria-haspopup="dialog"
      >
        <span title="Find a tensor, a node, a command">Find a tensor, a node, a command…</span>
        <kbd>{keyLabel("$mod+KeyK")}</kbd>
      </button>
      <LaterMenu
        label="Export"
        look="primary"
        trigger={<>Export ▾</>}
        groups={ready ? exportGroups(kind, formats) : []}
      />
      <Button
        look="quiet"
        aria-label={`Theme: ${THEME_TITLE[theme]}. Change`}
        title={`Theme: ${THEME_TITLE[theme]}`}
        onClick={() => runCommand("theme")}
      >
        ◐
      </Button>
    </header>
  );
}
