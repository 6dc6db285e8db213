interface Made {
  readonly path: string;
  readonly size: number;
}
export function makeBoth(folder: string): readonly Made[];
