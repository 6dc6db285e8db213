/** What somebody wants a picture of a pane to be: on paper, in a talk. */

export interface PictureWish {
  readonly scheme: "light" | "dark";
  /** CSS pixels of the pane's part, without title and legend; null: as on the page. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Pixels of a PNG to one of the picture's. */
  readonly scale: number;
  /** Without a ground of its own. */
  readonly transparent: boolean;
  /** Two lines above; "": none. */
  readonly title: string;
  readonly subtitle: string;
  /** What colours stand for, by the index of the fill. */
  readonly legend: readonly { readonly title: string; readonly fill: number }[];
  /** Marks (MARK) whose patterns are to be told. */
  readonly marks: readonly number[];
  /** Lines below. */
  readonly notes: readonly string[];
}

/** In the light theme, as on the page, without words. */
export const PLAIN_PICTURE: PictureWish = {
  scheme: "light",
  size: null,
  scale: 2,
  transparent: false,
  title: "",
  subtitle: "",
  legend: [],
  marks: [],
  notes: [],
};
