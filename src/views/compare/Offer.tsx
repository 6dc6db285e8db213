/** A quiet line above the panes: the open file ships a plan, or is one of a document that is here too. */

import { useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatCount } from "../../core/units.ts";
import { comparingStore, hold } from "../../store/comparing.ts";
import { comparingServices } from "../../store/comparing-services.ts";
import { documentStore } from "../../store/document.ts";
import { later } from "../../store/later.ts";
import { outcomeStore } from "../../store/outcome.ts";
import { sessionStore } from "../../store/session.ts";
import { Button } from "../../ui/Button.tsx";
import css from "./Compare.module.css";

export function Offer() {
  const held = useStore(comparingStore, (s) => s.held);
  const work = useStore(comparingStore, (s) => s.work);
  const offer = useStore(comparingStore, (s) => s.offer);
  const opening = useStore(documentStore, (s) => s.opening);
  const imported = useStore(documentStore, (s) => s.document?.kind === "plan" && s.source !== null);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const [dismissed, setDismissed] = useState(-1);
  if (held !== null || work !== null || dismissed === opening || picture?.opening !== opening) return null;
  const ours = formatBytes(picture.plan.stats.peakBytes);
  const shipped = offer?.opening === opening ? offer : null;
  if (shipped === null && !imported) return null;
  return (
    <div className={css.offer} role="status" data-testid="offer">
      <span>
        {shipped === null
          ? "This is a plan of a document that is here too."
          : `This file ships a plan: ${formatBytes(shipped.bytes)}; ours ${ours}.`}
      </span>
      {shipped !== null && shipped.faults > 0 && (
        <button
          type="button"
          className={css.faults}
          title="Show what is wrong with the plan in the file"
          onClick={() => sessionStore.setState({ lowerPane: "problems" })}
        >
          {shipped.faults === 1 ? "1 conflict in it" : `${formatCount(shipped.faults)} conflicts in it`}
        </button>
      )}
      <Button
        look="quiet"
        onClick={() => {
          if (shipped !== null) hold(shipped.held);
          else later(comparingServices().withSettings(documentStore.getState().settings, "our plan"));
        }}
      >
        {shipped === null ? "Compare with ours" : "Compare"}
      </Button>
      <Button look="quiet" aria-label="Dismiss" onClick={() => setDismissed(opening)}>
        ✕
      </Button>
    </div>
  );
}
