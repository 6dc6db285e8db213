/** The numbers of the schedule in a line. */

export function Strip() {
  return null;
}
