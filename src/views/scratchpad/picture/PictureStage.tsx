/** The scratchpad as addresses over the schedule, and the lanes in time beneath. */

export function PictureStage() {
  return null;
}
