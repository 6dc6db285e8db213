/** Runs a service whose end nobody waits for. Services report troubles themselves; a rejection is our bug and is made seen. */
export function later(work: Promise<void>): void {
  work.catch((thrown: unknown) => reportError(thrown));
}
