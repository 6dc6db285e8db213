/** Samples, each with what it teaches, and the documents kept in this browser. */

import { useStore } from "zustand";
import { formatBytes } from "../core/units.ts";
import { later } from "../store/later.ts";
import { recentNames } from "../store/recent-names.ts";
import { services } from "../store/services.ts";
import { shellStore, showDialog } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import css from "./Gallery.module.css";
import { sizeWords } from "./size-words.ts";
import { whenText } from "./when.ts";

function open(work: Promise<void>): void {
  showDialog(null);
  later(work);
}

export function Gallery() {
  const samples = useStore(shellStore, (s) => s.samples);
  const recents = useStore(shellStore, (s) => s.recents);
  const names = recentNames(recents);
  return (
    <Dialog title="Samples and recent documents" wide onClose={() => showDialog(null)}>
      <div className={css.scroll}>
        <Button
          onClick={() => {
            showDialog(null);
            // when the dialog has given the focus back
            setTimeout(() => services().newDrawing());
          }}
        >
          New drawing
        </Button>{" "}
        <Button
          onClick={() => {
            showDialog(null);
            services().newArms();
          }}
        >
          New program of arms
        </Button>{" "}
        <Button
          onClick={() => {
            showDialog(null);
            setTimeout(() => services().newDataflow());
          }}
        >
          New dataflow graph
        </Button>
        <ul className={css.grid} data-testid="samples">
          {samples.map((s) => (
            <li key={s.id}>
              <button type="button" className={css.card} onClick={() => open(services().openSample(s.id))}>
                <strong>{s.title}</strong>
                <span>{s.teaches}</span>
                {s.nodes > 0 && <small>{sizeWords(s.nodes, s.kind)}</small>}
              </button>
            </li>
          ))}
        </ul>
        {recents.length > 0 && (
          <section className={css.recents}>
            <h3>Recent, kept in this browser only</h3>
            <ul>
              {recents.map((r) => (
                <li key={r.key}>
                  <button
                    type="button"
                    className={css.recent}
                    onClick={() => open(services().openRecent(r.key))}
                  >
                    {names.get(r.key)}
                    <small>
                      {r.edited && "edited · "}
                      {r.kind}
                      {r.nodes > 0 && ` · ${sizeWords(r.nodes, r.kind)}`}
                      {r.peakBytes !== null && ` · peak ${formatBytes(r.peakBytes)}`} ·{" "}
                      {whenText(r.opened, Date.now())}
                    </small>
                  </button>
                  <Button
                    look="quiet"
                    aria-label={`Forget ${names.get(r.key)}`}
                    onClick={() => later(services().forgetRecent(r.key))}
                  >
                    ✕
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
