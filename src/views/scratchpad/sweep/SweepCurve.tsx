/** LOADs by the size of the scratchpad, and the slider of that size. */

export function SweepCurve() {
  return null;
}
