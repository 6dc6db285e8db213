/** The timeline pane: live bytes over time, and who lives when, in rows of many kinds. */

import { type ReactNode, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { shownArena } from "../../draw/arena-layout.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import { looksStore } from "../../store/looks.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Blank } from "../../ui/Blank.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { mountTimeline } from "./mount.ts";
import { RowControls } from "./RowControls.tsx";
import css from "./Timeline.module.css";

/** Whether other rows than those shown are being made: those of a large plan take a while. */
function useMaking(): boolean {
  const made = useStore(looksStore, (s) => s.rows?.spec);
  const kind = useStore(sessionStore, (s) => s.timelineRows);
  const sort = useStore(sessionStore, (s) => s.rowSort);
  const down = useStore(sessionStore, (s) => s.rowsDown);
  return made !== undefined && (made.kind !== kind || made.sort !== sort || made.down !== down);
}

/** With several arenas the pane shows one of them, and says which. */
function useSays(): string {
  const making = useMaking();
  const plan = useStore(outcomeStore, (s) => s.picture?.plan);
  const wanted = useStore(sessionStore, (s) => s.arena);
  if (making) return "making rows…";
  if (plan?.settings.lifetimes === ANY_ORDER) return "times are of one order; the plan holds for any";
  if (plan === undefined || plan.arenas.length < 2) return "steps →, live bytes above";
  return `steps →, live bytes of ${plan.arenas[shownArena(plan, wanted)]?.id ?? ""} above`;
}

export function Timeline(props: { children?: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const blank = useStore(outcomeStore, (s) => s.picture?.plan.steps === 0);
  useEffect(() => (body.current === null ? undefined : mountTimeline(body.current)), []);
  return (
    <section className={css.pane} aria-label="Timeline">
      <PaneHead title="Timeline" says={useSays()}>
        {props.children}
        <RowControls />
      </PaneHead>
      <div ref={body} className={css.body} data-testid="timeline">
        {blank && <Blank>The plan appears here as you draw.</Blank>}
      </div>
    </section>
  );
}
