type DensityGrid = {
  left: number;
  bottom: number;
  side: number;
  columns: number;
  rows: number;
};

/**
 * Events a square kilometre around the middle of every cell, by the quartic kernel (Silverman 1986, eq. 4.5):
 * 3/(πh²)·(1 − d²/h²)². Rows from the bottom, columns from the left.
 * @param bandwidth h, metres
 */
export function kernelDensity(
  events: readonly { x: number; y: number; weight?: number }[],
  grid: DensityGrid,
  bandwidth: number,
): Float64Array {
  const density = new Float64Array(grid.columns * grid.rows);
  const squareKilometre = 1_000_000;
  const scale = (3 / (Math.PI * bandwidth * bandwidth)) * squareKilometre;
  for (const { x, y, weight = 1 } of events) {
    const reach = (value: number, start: number, cells: number) => ({
      from: Math.max(0, Math.floor((value - bandwidth - start) / grid.side)),
      to: Math.min(cells - 1, Math.floor((value + bandwidth - start) / grid.side)),
    });
    const across = reach(x, grid.left, grid.columns);
    const up = reach(y, grid.bottom, grid.rows);
    for (let row = up.from; row <= up.to; row += 1) {
      for (let column = across.from; column <= across.to; column += 1) {
        const dx = grid.left + (column + 0.5) * grid.side - x;
        const dy = grid.bottom + (row + 0.5) * grid.side - y;
        const share = 1 - (dx * dx + dy * dy) / (bandwidth * bandwidth);
        if (share <= 0) continue;
        const cell = row * grid.columns + column;
        density[cell] = (density[cell] ?? 0) + weight * scale * share * share;
      }
    }
  }
  return density;
}
