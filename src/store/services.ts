/** What only the app can do (files, workers, clipboard), offered to commands and views without their knowing the app. */

import type { MemplanDocument } from "../core/document.ts";
import type { Point } from "../core/edit/types.ts";
import type { Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import type { Part } from "./comparison.ts";

export interface SampleInfo {
  readonly id: string;
  readonly title: string;
  /** One line on what it teaches. */
  readonly teaches: string;
  /** Nodes of a graph, lifetimes, arms or methods. */
  readonly nodes: number;
  readonly kind: string;
  /** What it opens with, over the defaults. */
  readonly settings?: Partial<Settings>;
}

export interface RecentInfo {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  /** Nodes of a graph or plan, arms or methods; 0: not known. */
  readonly nodes: number;
  /** Null before it was planned. */
  readonly peakBytes: number | null;
  /** Edited or drawn here, not a file or a sample as it came. */
  readonly edited: boolean;
  /** Milliseconds since 1970 when it was last opened or changed. */
  readonly opened: number;
}

export interface Services {
  /** Shows the browser's file dialog. */
  readonly chooseFile: () => void;
  readonly openFile: (file: File) => Promise<void>;
  readonly openText: (name: string, text: string) => Promise<void>;
  /** Opens what a link holds: its address, or a text with it. */
  readonly openLink: (text: string) => Promise<void>;
  /** Reads a text as a document without opening it; what is being planned goes on. */
  readonly readText: (name: string, text: string) => Promise<Result<MemplanDocument>>;
  /** Says what a small input of the open model holds (null: not known), by reading its file again: one step of the history. False: refused, and said why. */
  readonly giveContents: (input: string, values: readonly number[] | null) => Promise<boolean>;
  /** Opens an empty drawing; the open document stays among the recent ones. */
  readonly newDrawing: () => void;
  /** Opens a program of one arm and one buffer; the open document stays among the recent ones. */
  readonly newArms: () => void;
  /** Opens a dataflow graph without nodes; the open document stays among the recent ones. */
  readonly newDataflow: () => void;
  readonly openSample: (id: string) => Promise<void>;
  readonly openRecent: (key: string) => Promise<void>;
  readonly forgetRecent: (key: string | null) => Promise<void>;
  readonly cancel: () => void;
  readonly restart: () => void;
  /** Of "graph": the open document as it is now, its drawing with it; of others: what is in the picture. */
  readonly saveAs: (format: string) => Promise<void>;
  readonly copyAs: (format: string) => Promise<void>;
  /** Saves one HTML file that shows the picture on the page, without a network. */
  readonly saveHtml: () => Promise<void>;
  readonly saveImage: (view: string, kind: "png" | "svg") => Promise<void>;
  readonly copyText: (text: string) => Promise<void>;
  /** Puts the chosen boxes of the graph into the clipboard as text; "cut" deletes them then. */
  readonly copyChosen: (how: "copy" | "cut") => Promise<void>;
  /** Takes what is in the clipboard as if it had been pasted at the graph; `at` in graph pixels. */
  readonly pasteClipboard: (at?: Point) => Promise<void>;
  /** Gives the focus to the pane `by` panes after the one that has it. */
  readonly walkPanes: (by: 1 | -1) => void;
  /** Measures the choices of a part in the background, as far as they are not measured yet. */
  readonly compare: (part: Part) => void;
  /** Ends the measuring; what was found stays. */
  readonly stopComparing: () => void;
}

let given: Services | undefined;

/** Called once by the app at start-up. */
export function provideServices(services: Services): void {
  given = services;
}

/** The app's services. Throws when called before start-up: our own bug. */
export function services(): Services {
  if (given === undefined) throw new Error("services are used before the app has started");
  return given;
}
