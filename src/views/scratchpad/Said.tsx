/** Why there is no schedule for the present settings. */

export function Said() {
  return null;
}
