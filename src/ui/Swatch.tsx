/** A small square in a tenant's colour; both schemes at once, so that a change of theme costs no render. */

import css from "./Swatch.module.css";

export function Swatch(props: { light: string; dark: string }) {
  return (
    <span
      className={css.swatch}
      style={{ backgroundColor: `light-dark(${props.light}, ${props.dark})` }}
      aria-hidden="true"
    />
  );
}
