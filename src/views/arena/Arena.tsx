/** The arena pane: address × time of one arena, heat modes, and the memory map at the step cursor. */

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { shownArena } from "../../draw/arena-layout.ts";
import { ANY_ORDER } from "../../store/freedom.ts";
import { makingStore } from "../../store/making.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Blank } from "../../ui/Blank.tsx";
import { PaneHead } from "../../ui/PaneHead.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import css from "./Arena.module.css";
import { WhatCellsShow, WhatIsShown } from "./Controls.tsx";
import { mountArena } from "./mount.ts";

function chooseArena(arena: number): void {
  sessionStore.setState({ arena, addresses: null });
}

function WhichArena() {
  const arenas = useStore(outcomeStore, (s) => s.picture?.plan.arenas);
  const plan = useStore(outcomeStore, (s) => s.picture?.plan);
  const wanted = useStore(sessionStore, (s) => s.arena);
  if (arenas === undefined || plan === undefined || arenas.length < 2) return null;
  const shown = shownArena(plan, wanted);
  if (arenas.length <= 4) {
    return (
      <Segmented
        label="Arena"
        value={String(shown)}
        choices={arenas.map((a, i) => ({ id: String(i), title: a.id }))}
        onChange={(id) => chooseArena(Number(id))}
      />
    );
  }
  return (
    <select
      className={css.which}
      aria-label="Arena"
      value={shown}
      onChange={(event) => chooseArena(Number(event.target.value))}
    >
      {arenas.map((a, i) => (
        <option key={a.id} value={i}>
          {a.id}
        </option>
      ))}
    </select>
  );
}

export function Arena() {
  const body = useRef<HTMLDivElement>(null);
  const blank = useStore(outcomeStore, (s) => s.picture?.plan.steps === 0);
  const spoken = useRef<HTMLParagraphElement>(null);
  const anyOrder = useStore(outcomeStore, (s) => s.picture?.plan.settings.lifetimes === ANY_ORDER);
  const making = useStore(makingStore, (s) => s.cells);
  useEffect(() => {
    if (body.current === null || spoken.current === null) return;
    return mountArena(body.current, spoken.current);
  }, []);
  return (
    <section className={css.pane} aria-label="Arena">
      <PaneHead
        title="Arena"
        says={
          making !== null
            ? `making ${making === "tenants" ? "the picture" : making}…`
            : anyOrder
              ? "times are of one order; the plan holds for any"
              : "addresses ↑, steps →"
        }
      >
        <WhichArena />
        <WhatIsShown />
        <WhatCellsShow />
      </PaneHead>
      <div ref={body} className={css.body} data-testid="arena">
        {blank && <Blank>The plan appears here as you draw.</Blank>}
      </div>
      <p ref={spoken} className="sr-only" aria-live="polite" data-testid="selection-line" />
    </section>
  );
}
