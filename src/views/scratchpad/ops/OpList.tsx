/** The operations of the schedule as text, a line each. */

export function OpList() {
  return null;
}
