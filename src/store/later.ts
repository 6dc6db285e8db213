/** For work whose end nobody waits for. Services report troubles themselves; a rejection is our bug and must be seen. */
export function later(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => reportError(thrown));
}
