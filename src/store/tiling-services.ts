/** What only the app can do for the scratchpad view. */

export interface TilingServices {
  /** Ends what is being made; what was there stays. */
  readonly cancel: () => void;
  /** Downloads the schedule that is shown; says so when it cannot be written. */
  readonly save: (form: TilingForm) => Promise<void>;
  /** The same to the clipboard. */
  readonly copy: (form: TilingForm) => Promise<void>;
}

/** JSON by public/schema/tiles.schema.json, or the original's lines. */
export type TilingForm = "json" | "text";

let given: TilingServices | undefined;

/** Called once by the app at start-up. */
export function provideTiling(services: TilingServices): void {
  given = services;
}

/** Throws when called before start-up: our own bug. */
export function tilingServices(): TilingServices {
  if (given === undefined) throw new Error("a schedule is asked for before the app has started");
  return given;
}
