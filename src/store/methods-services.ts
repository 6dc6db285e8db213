/** What only the app can do for the methods pane: read another file beside the open one. */

export interface MethodsServices {
  /** Shows the browser's file dialog; the arenas of the file chosen stand beside those of the open one from then on. */
  readonly chooseOther: () => void;
  /** Compares the plan in the open file with the one in that file, tensor by tensor. */
  readonly compareOther: () => void;
  /** Plans that file, too, and compares the two plans. */
  readonly planOther: () => void;
}

let given: MethodsServices | undefined;

/** Called once by the app at start-up. */
export function provideMethods(services: MethodsServices): void {
  given = services;
}

/** Throws when called before start-up: our own bug. */
export function methodsServices(): MethodsServices {
  if (given === undefined) throw new Error("another file is asked for before the app has started");
  return given;
}
