/** The matrices of the program as grids of tiles. */

export function TileGrids() {
  return null;
}
