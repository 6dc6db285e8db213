/** What policies are called on the page. */

export const POLICY_WORDS = {
  furthest: "furthest next use",
  lru: "least recently used",
  fifo: "first in",
  original: "original",
} as const;
