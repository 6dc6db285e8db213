/** Panes that can be saved as a picture register here; the export menu lists them. */

export interface ImageSource {
  readonly id: string;
  readonly title: string;
  /** A whole SVG document of what the pane shows now, in the light theme. */
  readonly svg: () => string | Promise<string>;
  /** A PNG of the same at twice the size. */
  readonly png: () => Promise<Blob>;
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
