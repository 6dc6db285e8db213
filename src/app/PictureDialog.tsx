/** A pane as a picture for a paper or a talk: what it is to be, how it will look, where it goes. */

import { type ReactNode, useEffect, useId, useState } from "react";
import { formatCount } from "../core/units.ts";
import type { PictureWish } from "../look/image.types.ts";
import { type ImageSource, imageSource, imageSources } from "../store/images.ts";
import { later } from "../store/later.ts";
import { outcomeStore } from "../store/outcome.ts";
import { notify, showDialog } from "../store/shell.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { download, fileName } from "./files.ts";
import css from "./PictureDialog.module.css";
import { NO_WORDS, wordsOf } from "./picture-words.ts";

/** Milliseconds after the last change until the preview is made anew. */
const PREVIEW_AFTER = 120;
const LEAST = 80;
const MOST = 8000;

type Kind = "png" | "svg";

interface Choice {
  readonly view: string;
  readonly kind: Kind;
  readonly scheme: PictureWish["scheme"];
  readonly asShown: boolean;
  /** As typed, in pixels: what `mayBe` refuses makes no picture. */
  readonly width: number;
  readonly height: number;
  readonly scale: string;
  readonly title: string;
  readonly legend: boolean;
  readonly transparent: boolean;
}

/** Whether a picture may be so wide, or so high; what is not a number is neither. */
function mayBe(pixels: number): boolean {
  return pixels >= LEAST && pixels <= MOST;
}

function titleNow(): string {
  return outcomeStore.getState().picture?.document.name ?? "";
}

function sizeOf(view: string): { readonly width: number; readonly height: number } {
  const { width, height } = imageSource(view)?.size() ?? { width: 800, height: 400 };
  return { width: Math.round(width), height: Math.round(height) };
}

function first(): Choice {
  const sources = imageSources();
  const preferred = (wanted: string) => sources.find(({ id }) => id === wanted);
  const view = (preferred("scratchpad") ?? preferred("arena") ?? sources[0])?.id ?? "";
  return {
    view,
    kind: "svg",
    scheme: "light",
    asShown: true,
    ...sizeOf(view),
    scale: "2",
    title: titleNow(),
    legend: true,
    transparent: false,
  };
}

function wishOf(choice: Choice, source: ImageSource): PictureWish {
  const words = wordsOf(source);
  const { scheme, asShown, width, height, transparent, title } = choice;
  return {
    scheme,
    size: asShown ? null : { width, height },
    scale: Number(choice.scale),
    transparent,
    ...(choice.legend ? words : NO_WORDS),
    title,
    subtitle: title === "" ? "" : words.subtitle,
  };
}

function sizeIn(svg: string): { readonly width: number; readonly height: number } {
  const [, width = "0", height = "0"] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

function Row(props: { label: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      <span className={css.label}>{props.label}</span>
      <div className={css.fields}>{props.children}</div>
    </div>
  );
}

function Pixels(props: {
  label: string;
  value: number;
  disabled: boolean;
  onChange: (value: number) => void;
}) {
  return (
    <label className={css.pixels}>
      {props.label}
      <input
        type="number"
        min={LEAST}
        max={MOST}
        value={Number.isNaN(props.value) ? "" : props.value}
        disabled={props.disabled}
        aria-invalid={!props.disabled && !mayBe(props.value)}
        onChange={(event) => props.onChange(Math.round(event.target.valueAsNumber))}
      />
    </label>
  );
}

function Check(props: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.children}
    </label>
  );
}

/** The picture as SVG, as an address that an image can show; made anew a moment after the last change. */
function usePreview(choice: Choice, sound: boolean): { readonly url: string; readonly words: string } {
  const [made, setMade] = useState({ url: "", words: "…" });
  useEffect(() => {
    if (!sound) return;
    let current = true;
    const make = async () => {
      const source = imageSource(choice.view);
      if (source === undefined) return;
      const svg = await source.svg(wishOf(choice, source));
      if (!current) return;
      const { width, height } = sizeIn(svg);
      const scale = choice.kind === "png" ? Number(choice.scale) : 1;
      const pixels = `${formatCount(Math.ceil(width * scale))} × ${formatCount(Math.ceil(height * scale))} pixels`;
      setMade({ url: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })), words: pixels });
    };
    const timer = setTimeout(() => later(make()), PREVIEW_AFTER);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [choice, sound]);
  useEffect(() => () => URL.revokeObjectURL(made.url), [made.url]);
  return made;
}

async function pngOf(choice: Choice): Promise<Blob> {
  const source = imageSource(choice.view);
  if (source === undefined) throw new Error(`There is no pane ${choice.view}.`);
  return source.png(wishOf(choice, source));
}

async function save(choice: Choice): Promise<void> {
  const source = imageSource(choice.view);
  if (source === undefined) return;
  const blob =
    choice.kind === "svg"
      ? new Blob([await source.svg(wishOf(choice, source))], { type: "image/svg+xml" })
      : await source.png(wishOf(choice, source));
  const name = `${fileName(titleNow())}.${choice.view}.${choice.kind}`;
  download(name, blob);
  notify(`Saved ${name}.`);
}

async function copy(choice: Choice): Promise<void> {
  // the browser must see the click: the picture may come later
  const image = pngOf(choice);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
    notify("Copied the picture to the clipboard.");
  } catch {
    // the clipboard rejects in the same way when the picture failed
    const made = await image.then(
      () => true,
      () => false,
    );
    notify(
      made
        ? "The browser did not let us write to the clipboard. Save the picture instead."
        : "The picture could not be made as PNG. A smaller one may work, or SVG.",
    );
  }
}

export function PictureDialog() {
  const [choice, setChoice] = useState(first);
  const title = useId();
  const sound = choice.asShown || (mayBe(choice.width) && mayBe(choice.height));
  const preview = usePreview(choice, sound);
  const give = (change: Partial<Choice>) => setChoice((now) => ({ ...now, ...change }));
  const ofView = (view: string) => give({ view, ...(choice.asShown ? sizeOf(view) : {}) });
  return (
    <Dialog title="Picture" wide onClose={() => showDialog(null)}>
      <div className={css.body}>
        <div className={css.form}>
          <Row label="Pane">
            <Segmented
              label="Pane"
              value={choice.view}
              choices={imageSources().map(({ id, title: name }) => ({ id, title: name }))}
              onChange={ofView}
            />
          </Row>
          <Row label="Format">
            <Segmented<Kind>
              label="Format"
              value={choice.kind}
              choices={[
                { id: "svg", title: "SVG", says: "Sharp at any size" },
                { id: "png", title: "PNG", says: "Pixels" },
              ]}
              onChange={(kind) => give({ kind })}
            />
            {choice.kind === "png" && (
              <Segmented
                label="Scale"
                value={choice.scale}
                choices={["1", "2", "3", "4"].map((id) => ({ id, title: `${id}×` }))}
                onChange={(scale) => give({ scale })}
              />
            )}
          </Row>
          <Row label="Theme">
            <Segmented<PictureWish["scheme"]>
              label="Theme of the picture"
              value={choice.scheme}
              choices={[
                { id: "light", title: "light" },
                { id: "dark", title: "dark" },
              ]}
              onChange={(scheme) => give({ scheme })}
            />
          </Row>
          <Row label="Size">
            <Check
              checked={choice.asShown}
              onChange={(asShown) => give({ asShown, ...(asShown ? sizeOf(choice.view) : {}) })}
            >
              as on the page
            </Check>
            <Pixels
              label="width"
              value={choice.width}
              disabled={choice.asShown}
              onChange={(width) => give({ width })}
            />
            <Pixels
              label="height"
              value={choice.height}
              disabled={choice.asShown}
              onChange={(height) => give({ height })}
            />
          </Row>
          <div className={css.row}>
            <label className={css.label} htmlFor={title}>
              Title
            </label>
            <input
              id={title}
              className={css.title}
              value={choice.title}
              placeholder="none"
              onChange={(event) => give({ title: event.target.value })}
            />
          </div>
          <Row label="With">
            <Check checked={choice.legend} onChange={(legend) => give({ legend })}>
              legend and numbers
            </Check>
            <Check checked={choice.transparent} onChange={(transparent) => give({ transparent })}>
              transparent ground
            </Check>
          </Row>
          <div className={css.actions}>
            <Button look="primary" data-first disabled={!sound} onClick={() => later(save(choice))}>
              Save {choice.kind.toUpperCase()}
            </Button>
            <Button disabled={!sound} onClick={() => later(copy(choice))}>
              Copy as PNG
            </Button>
            <span className={css.size} data-testid="picture-size">
              {sound ? preview.words : `Width and height: ${LEAST} to ${formatCount(MOST)} pixels`}
            </span>
          </div>
        </div>
        <div className={css.preview} data-scheme={choice.scheme} data-transparent={choice.transparent}>
          {preview.url !== "" && <img src={preview.url} alt="Preview" data-testid="picture-preview" />}
        </div>
      </div>
    </Dialog>
  );
}
