/** A quiet button beside a value that copies it and says so for a moment. */

import { useEffect, useState } from "react";
import css from "./CopyButton.module.css";

/** Milliseconds for which "copied" stays. */
const SHOWN = 1500;

export function CopyButton(props: { what: string; copy: () => Promise<void> }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);
  const label = copied ? "Copied" : `Copy ${props.what}`;
  return (
    <button
      type="button"
      className={css.copy}
      aria-label={label}
      title={label}
      data-copied={copied}
      onClick={() => void props.copy().then(() => setCopied(true))}
    >
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        {copied ? <path d="M3 8.5l3.2 3.2L13 5" /> : <path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7" />}
      </svg>
    </button>
  );
}
