/** What went wrong or was done, without taking the focus: a banner that stays until dismissed, a notice that goes. */

import { useEffect } from "react";
import { useStore } from "zustand";
import { outcomeStore } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { notify, shellStore } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import css from "./Notices.module.css";

/** Milliseconds that a notice stays, and what each of its characters adds where it is long. */
const NOTICE_MS = 2500;
const READING_MS = 60;

function Trouble() {
  const trouble = useStore(outcomeStore, (s) => s.trouble);
  if (trouble === null) return null;
  const { problem } = trouble;
  return (
    <div className={css.trouble} role="alert" data-testid="trouble">
      <div>
        <strong>{trouble.about}</strong>
        {problem.where !== "" && <span className={css.where}> {problem.where}</span>}
        <p>{problem.message}</p>
        {problem.help !== "" && <p className={css.help}>{problem.help}</p>}
      </div>
      <Button look="quiet" aria-label="Dismiss" onClick={() => outcomeStore.setState({ trouble: null })}>
        ✕
      </Button>
    </div>
  );
}

function Crash() {
  const crash = useStore(outcomeStore, (s) => s.crash);
  if (crash === null) return null;
  return (
    <div className={css.trouble} role="alert" data-testid="crash">
      <div>
        <strong>The planner stopped.</strong>
        <p>Your document is safe. {crash}</p>
      </div>
      <Button onClick={() => services().restart()}>Restart the planner</Button>
    </div>
  );
}

function Notice() {
  const notice = useStore(shellStore, (s) => s.notice);
  useEffect(() => {
    if (notice === "") return;
    const timer = setTimeout(() => notify(""), Math.max(NOTICE_MS, notice.length * READING_MS));
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <output className={css.notice} data-shown={notice !== ""} data-testid="notice">
      {notice}
    </output>
  );
}

export function Notices() {
  return (
    <>
      <div className={css.stack}>
        <Crash />
        <Trouble />
      </div>
      <Notice />
    </>
  );
}
