/** Sharing what is open: a link that holds all of it, and a file for what no link can hold. */

import { useEffect, useId, useState } from "react";
import { useStore } from "zustand";
import { formatBytes, formatBytesExactly } from "../core/units.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import { services } from "../store/services.ts";
import { showDialog } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import css from "./ShareDialog.module.css";
import { makeLink } from "./sharing.ts";
import { COMFORTABLE, MOST } from "./sharing-link.ts";

function close(): void {
  showDialog(null);
}

/** Undefined: being made. Null: far too large to be made at all. */
type Made = string | null | undefined;

function isTooLong(link: Made): boolean {
  return link === null || (link !== undefined && link.length > MOST);
}

function sizeWords(link: Made): string {
  if (link === undefined) return "…";
  if (link === null) return "This document is far too large for a link.";
  if (link.length > MOST)
    return `Too large for a link: ${formatBytes(link.length)}, at most ${formatBytes(MOST)}.`;
  if (link.length > COMFORTABLE)
    return `${formatBytesExactly(link.length)}. Beyond ${formatBytes(COMFORTABLE)} some mail and chat programs cut links.`;
  return `${formatBytesExactly(link.length)}. Passes everywhere.`;
}

/** How full a link is, with a tick where some programs begin to cut. */
function Meter(props: { length: number; labelledBy: string }) {
  return (
    <div className={css.meter}>
      <meter
        aria-labelledby={props.labelledBy}
        min={0}
        low={COMFORTABLE}
        high={MOST - 1}
        max={MOST}
        optimum={0}
        value={Math.min(MOST, props.length)}
      />
      <span style={{ left: `${(COMFORTABLE / MOST) * 100}%` }} />
    </div>
  );
}

export function ShareDialog() {
  const [withView, setWithView] = useState(true);
  const [link, setLink] = useState<Made>(undefined);
  const [copied, setCopied] = useState(false);
  const size = useId();
  const ready = useStore(outcomeStore, (s) => s.picture !== null);
  useEffect(() => {
    let current = true;
    setCopied(false);
    // nobody may copy the link that was made with or without the view before
    setLink(undefined);
    later(
      makeLink(withView).then((made) => {
        if (current) setLink(made);
      }),
    );
    return () => {
      current = false;
    };
  }, [withView]);
  const tooLong = isTooLong(link);
  const copy = async () => {
    if (typeof link !== "string") return;
    await services().copyText(link);
    setCopied(true);
  };
  return (
    <Dialog title="Share" onClose={close}>
      <div className={css.body}>
        <p>
          The link holds the document, its settings and what you look at. All of it is after the “#”, which
          browsers keep to themselves: nothing is sent anywhere.
        </p>
        <div className={css.row}>
          <input
            className={css.link}
            data-testid="share-link"
            aria-label="Link"
            readOnly
            disabled={tooLong}
            value={tooLong ? "" : (link ?? "")}
            placeholder={tooLong ? "too large: save an HTML file instead" : "…"}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Button
            look={tooLong ? "plain" : "primary"}
            data-first
            disabled={tooLong || link === undefined}
            onClick={() => later(copy())}
          >
            {copied ? "Copied" : "Copy link"}
          </Button>
        </div>
        <Meter length={link === null ? MOST + 1 : (link?.length ?? 0)} labelledBy={size} />
        <p id={size} className={css.size} data-testid="share-size" data-over={tooLong || undefined}>
          {sizeWords(link)}
        </p>
        <label className={css.check}>
          <input type="checkbox" checked={withView} onChange={(e) => setWithView(e.target.checked)} />
          with view: selection, zoom, colours, search, marks
        </label>
        <hr />
        <p>
          An HTML file holds the same for any size of document, opens from disk and shows the plan without a
          network.
        </p>
        <div>
          <Button
            look={tooLong ? "primary" : "plain"}
            disabled={!ready}
            onClick={() => later(services().saveHtml())}
          >
            Save HTML file
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
