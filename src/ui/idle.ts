/** Work that waits until the page has nothing else to do. */

/** Milliseconds after which it is done anyway. */
const AT_MOST = 2000;
/** The same where the browser cannot tell whether it is idle. */
const SOON = 500;

/** Returns how to call it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, SOON);
    return () => clearTimeout(timer);
  }
  const waiting = requestIdleCallback(work, { timeout: AT_MOST });
  return () => cancelIdleCallback(waiting);
}
