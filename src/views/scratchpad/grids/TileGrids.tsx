/** The matrices of the program as grids of tiles: what the operation that is meant touches is lit, in the colours of the picture. */

import { type KeyboardEvent, type MouseEvent, useMemo } from "react";
import { useStore } from "zustand";
import type { Matrix } from "../../../core/dialects/tiles/program.types.ts";
import { tileName } from "../../../core/dialects/tiles/program.types.ts";
import { formatCount } from "../../../core/units.ts";
import { NONE } from "../../../look/scratchpad/scratchpad.types.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { chooseTile, goToOp, pointTile } from "../../../store/tiling-links.ts";
import { nextResidency, type Touched, touchedBy } from "../meaning.ts";
import { roleColour } from "../RoleSwatch.tsx";
import { type GridSize, gridSize, walked } from "./size.ts";
import css from "./TileGrids.module.css";

/** By ROLE: what tells a part besides its colour. */
const LETTERS = ["A", "B", "D", "Σ"] as const;
/** Pixels of a cell from which a letter fits. */
const LETTERED = 11;
/** Pixels of a cell from which the lines between are seen. */
const RULED = 4;

/** What is lit: the tiles of the operation pointed at, or of the one selected. */
function useTouched({ tiled, index }: ShownTiling): readonly Touched[] {
  const hover = useStore(tilingStore, (s) => s.hoverOp);
  const chosen = useStore(tilingStore, (s) => s.op);
  const op = hover ?? chosen;
  return useMemo(
    () => (op === null || op >= tiled.schedule.ops.count ? [] : touchedBy(tiled, index, op)),
    [op, tiled, index],
  );
}

export function TileGrids() {
  const shown = useStore(tilingStore, (s) => s.shown);
  return shown === null ? null : <Grids shown={shown} />;
}

function Grids(props: { shown: ShownTiling }) {
  const { shown } = props;
  const touched = useTouched(shown);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className={css.grids} aria-label="Tiles of the matrices" tabIndex={0} data-testid="tile-grids">
      {shown.tiled.program.matrices.map((matrix) => (
        <Grid
          key={matrix.name}
          shown={shown}
          matrix={matrix}
          touched={touched.filter(({ tile }) => inMatrix(matrix, tile))}
        />
      ))}
    </section>
  );
}

function inMatrix({ first, down, across }: Matrix, tile: number): boolean {
  return tile >= first && tile < first + down * across;
}

/** Selects the next time that a tile is in the scratchpad; the tile alone when it never is. */
function meet({ index }: ShownTiling, tile: number): void {
  const { op } = tilingStore.getState();
  const r = nextResidency(index, tile, op ?? NONE);
  if (r === NONE) chooseTile(tile);
  else goToOp(index.residencies.from[r] ?? 0);
}

function Grid(props: { shown: ShownTiling; matrix: Matrix; touched: readonly Touched[] }) {
  const { shown, matrix, touched } = props;
  const { first, down, across, name } = matrix;
  const size = gridSize(down, across);
  const within = (tile: number | null) => (tile !== null && inMatrix(matrix, tile) ? tile : null);
  const hovered = useStore(tilingStore, (s) => within(s.hoverTile));
  const chosen = useStore(tilingStore, (s) => within(s.tile));
  const tileUnder = (e: MouseEvent<SVGSVGElement>): number => {
    const box = e.currentTarget.getBoundingClientRect();
    const at = (offset: number, length: number, n: number) =>
      Math.min(n - 1, Math.max(0, Math.floor((offset / length) * n)));
    const row = at(e.clientY - box.top, box.height, down);
    return first + row * across + at(e.clientX - box.left, box.width, across);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const to = walked(e.key, chosen === null ? null : chosen - first, down, across);
    if (to !== undefined) chooseTile(first + to);
    else if ((e.key === "Enter" || e.key === " ") && chosen !== null) meet(shown, chosen);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const said = chosen === null ? "" : `; ${tileName(shown.tiled.program, chosen)} selected`;
  return (
    <figure className={css.figure}>
      <figcaption className={css.name} title={`${name}: ${matrix.rows} × ${matrix.columns}`}>
        {name}{" "}
        <span className={css.quiet}>
          {formatCount(down)}×{formatCount(across)}
        </span>
      </figcaption>
      <svg
        className={css.grid}
        width={size.width + 1}
        height={size.height + 1}
        viewBox={`-0.5 -0.5 ${size.width + 1} ${size.height + 1}`}
        role="application"
        aria-roledescription="grid of tiles"
        aria-label={`${name}, ${formatCount(down)} × ${formatCount(across)} tiles${said}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its tiles are walked with the arrows
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(e) => pointTile(tileUnder(e))}
        onPointerLeave={() => pointTile(null)}
        onClick={(e) => meet(shown, tileUnder(e))}
      >
        <rect className={css.ground} width={size.width} height={size.height} />
        {size.cell >= RULED && <Rules size={size} down={down} across={across} />}
        {touched.map(({ tile, role }) => (
          <Cell key={`${tile} ${role}`} size={size} at={tile - first} across={across} role={role} />
        ))}
        {hovered !== null && (
          <Cell size={size} at={hovered - first} across={across} className={css.hovered ?? ""} />
        )}
        {chosen !== null && (
          <Cell size={size} at={chosen - first} across={across} className={css.chosen ?? ""} />
        )}
      </svg>
    </figure>
  );
}

function Rules(props: { size: GridSize; down: number; across: number }) {
  const { cell, width, height } = props.size;
  const path = [
    ...Array.from({ length: props.across - 1 }, (_, i) => `M${(i + 1) * cell} 0V${height}`),
    ...Array.from({ length: props.down - 1 }, (_, i) => `M0 ${(i + 1) * cell}H${width}`),
  ].join("");
  return <path className={css.rules} d={path} />;
}

/** A tile, never smaller than can be seen. */
function Cell(props: { size: GridSize; at: number; across: number; role?: number; className?: string }) {
  const { size, at, across, role, className } = props;
  const { cell } = size;
  const side = Math.max(3, cell);
  const x = Math.min(size.width - side, (at % across) * cell);
  const y = Math.min(size.height - side, Math.floor(at / across) * cell);
  return (
    <>
      <rect
        className={className}
        x={x}
        y={y}
        width={side}
        height={side}
        {...(role === undefined ? {} : { style: { fill: roleColour(role) }, "data-role": LETTERS[role] })}
      />
      {role !== undefined && cell >= LETTERED && (
        <text className={css.letter} x={x + side / 2} y={y + side / 2}>
          {LETTERS[role]}
        </text>
      )}
    </>
  );
}
