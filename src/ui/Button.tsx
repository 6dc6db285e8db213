/** A plain button in the style of the page. */

import type { ButtonHTMLAttributes } from "react";
import css from "./Button.module.css";

export function Button(
  props: ButtonHTMLAttributes<HTMLButtonElement> & { look?: "plain" | "primary" | "quiet" },
) {
  const { look = "plain", className, ...rest } = props;
  return (
    <button
      type="button"
      className={[css.button, css[look], className].filter(Boolean).join(" ")}
      {...rest}
    />
  );
}
