/** A swatch of a fill with the pattern of its class; both schemes at once, so that a change of theme costs no render. */

import { fillPaint } from "../../draw/palette.ts";
import { type Lines, patternOf } from "../../draw/patterns.ts";
import css from "./Legend.module.css";

/** Paths of a swatch of 14 × 12 pixels. */
const PATHS: Readonly<Record<Lines, string>> = {
  rising: "M0 6 6 0M0 13 13 0M5 12 14 3M11 12l3-3",
  falling: "M8 0l6 6M1 0l12 12M0 5l7 7",
  across: "M0 3.5h14M0 8.5h14",
  down: "M3.5 0v12M10.5 0v12",
};

export function Sample(props: { fill: number }) {
  const [light, dark] = [fillPaint(props.fill, "light"), fillPaint(props.fill, "dark")];
  const over = (ink: string) => (ink === "#000000" ? "#ffffff" : "#000000");
  return (
    <svg
      className={css.sample}
      viewBox="0 0 14 12"
      aria-hidden="true"
      style={{
        backgroundColor: `light-dark(${light.fill}, ${dark.fill})`,
        stroke: `light-dark(${over(light.ink)}, ${over(dark.ink)})`,
      }}
    >
      {patternOf(props.fill).map((lines) => (
        <path key={lines} d={PATHS[lines]} />
      ))}
    </svg>
  );
}
