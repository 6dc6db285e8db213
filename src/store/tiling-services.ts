/** What only the app can do for the scratchpad view. */

export interface TilingServices {
  /** Ends what is being made; what was there stays. */
  readonly cancel: () => void;
}

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
