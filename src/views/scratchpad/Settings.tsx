/** Settings of the scratchpad and of its schedule. */

export function Settings() {
  return null;
}
