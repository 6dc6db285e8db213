/** Of the selected eviction: the victim, its next use, and what other policies would have taken. */

export function EvictionDetails() {
  return null;
}
