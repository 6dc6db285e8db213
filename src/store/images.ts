/** Panes that can be saved as a picture register here; the export menu and the picture dialog list them. */

import type { PictureWish } from "../look/image.types.ts";

/** What a picture that leaves the page says besides what it shows. */
export type ImageWords = Pick<PictureWish, "title" | "subtitle" | "legend" | "marks" | "notes">;

export interface ImageSource {
  readonly id: string;
  readonly title: string;
  /** Absent: what the page says of its plan. */
  readonly words?: () => ImageWords;
  /** CSS pixels on the page. */
  readonly size: () => { readonly width: number; readonly height: number };
  /** A whole SVG document of what the pane shows now; without a wish the pane alone, in the light theme. */
  readonly svg: (wish?: PictureWish) => Promise<string>;
  /** A PNG of the same; without a wish at twice the size. Rejects when the browser cannot make it. */
  readonly png: (wish?: PictureWish) => Promise<Blob>;
}

const sources = new Map<string, ImageSource>();

/** Registers a pane; returns how to take it back. */
export function offerImage(source: ImageSource): () => void {
  sources.set(source.id, source);
  return () => {
    if (sources.get(source.id) === source) sources.delete(source.id);
  };
}

export function imageSources(): readonly ImageSource[] {
  return [...sources.values()];
}

export function imageSource(id: string): ImageSource | undefined {
  return sources.get(id);
}
