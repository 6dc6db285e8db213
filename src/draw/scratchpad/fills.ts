/** Colours of tiles by what they are there for, with a second shade for the other of two generations of buffers. */

import { hcl } from "d3";
import { ROLE } from "../../look/scratchpad/scratchpad.types.ts";
import { inkOn, type Scheme } from "../palette.ts";

/** Shades of a role. */
export const SHADES = 2;

/** Okabe–Ito, by ROLE: blue, orange, purple, green. */
const HUES = ["#0072B2", "#E69F00", "#CC79A7", "#009E73"] as const;
const LIGHT = [4, 20] as const;
const DARK = [-2, 14] as const;

function table(scheme: Scheme): readonly string[] {
  return HUES.flatMap((hue) => {
    const { h, c, l } = hcl(hue);
    const least = scheme === "light" ? 46 : 40;
    return (scheme === "light" ? LIGHT : DARK).map((by) =>
      hcl(h, c * 0.82, Math.min(scheme === "light" ? 84 : 76, Math.max(least, l + by)))
        .rgb()
        .clamp()
        .formatHex(),
    );
  });
}

const FILLS: Record<Scheme, readonly string[]> = { light: table("light"), dark: table("dark") };
const INKS: Record<Scheme, readonly string[]> = {
  light: FILLS.light.map(inkOn),
  dark: FILLS.dark.map(inkOn),
};

export function scratchpadFills(scheme: Scheme): readonly string[] {
  return FILLS[scheme];
}

export function scratchpadInks(scheme: Scheme): readonly string[] {
  return INKS[scheme];
}

/** `buffer`: 0 and 1 are the generations; −1 is drawn as the first. */
export function fillOf(role: number, buffer: number): number {
  return role * SHADES + (buffer > 0 && role !== ROLE.sum ? 1 : 0);
}
