/** What only the app can do for a comparison: plan in the background, read files, save. */

import type { Settings } from "../core/settings.ts";

export interface ComparingServices {
  /** Plans the open document with other settings in the background, then compares with that. */
  readonly withSettings: (settings: Settings, title: string) => Promise<void>;
  /** Shows the browser's file dialog and compares with the file chosen; the open document is not touched. */
  readonly chooseFile: () => void;
  readonly withFile: (file: File) => Promise<void>;
  /** Compares with a document that is kept in this browser. */
  readonly withRecent: (key: string) => Promise<void>;
  /** Ends the planning under way. */
  readonly cancel: () => void;
  /** Saves the difference as JSON; without a comparison nothing happens. */
  readonly save: () => Promise<void>;
}

let given: ComparingServices | undefined;

/** Called once by the app at start-up. */
export function provideComparing(services: ComparingServices): void {
  given = services;
}

/** Throws when called before start-up: our own bug. */
export function comparingServices(): ComparingServices {
  if (given === undefined) throw new Error("a comparison is asked for before the app has started");
  return given;
}
