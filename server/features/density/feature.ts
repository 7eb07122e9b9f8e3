import * as z from 'zod';

import { Density, DENSITY_CELLS, DensityQuery } from '#server/contract/density.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { GRID_STEPS, type Raster } from '#server/engine/cell-counts.ts';
import { gridX, gridY } from '#server/engine/grid-positions.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';
import { kernelDensity } from '#server/methods/kernel-density.ts';
import { readSetting } from '#server/settings/queries.ts';

const EARTH_METRES = 40_075_016.686;

/** Radii that are easy to say, metres. */
const RADII = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** Part of the longer side of the box that a radius is to have. */
const RADIUS_SHARE = 1 / 20;

const Rule = z.object({ fewest: z.number().int().positive() });

const read = route('get', '/density', {
  tags: ['points'],
  summary: 'Density of the places of a filter in a box; never of persons',
  right: 'points:read',
  query: DensityQuery,
  responses: { 200: jsonResponse(Density, 'The density, or how many places it would need') },
});

const densityRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readDensity(c.var.deps, c.var.actor, c.req.valid('query')), 200),
);

export const density = {
  operations: [densityRoutes],
} as const satisfies Feature;

/** Density of the places of a filter in a box, unless there are too few (`map.density`). */
async function readDensity(
  deps: Deps,
  actor: Actor,
  { bbox, ...given }: z.infer<typeof DensityQuery>,
): Promise<Density> {
  const filter = await engineFilter(deps, actor, given);
  const setting = await asActor(deps.database, actor, (sql) =>
    readSetting(sql, 'map.density', deps.clock.today()),
  );
  const { fewest } = Rule.parse(setting?.value);
  const { raster, edge, cellMetres, radiusMetres } = rasterOf(bbox);
  const counts = await deps.points.cells(actor, filter, raster);
  const inside = (cell: number) => {
    const column = cell % raster.columns;
    const row = Math.floor(cell / raster.columns);
    return (
      column >= edge && column < raster.columns - edge && row >= edge && row < raster.rows - edge
    );
  };
  const places = counts.reduce((sum, count, cell) => (inside(cell) ? sum + count : sum), 0);
  const known = { places, fewest, origin: setting?.origin ?? '', radiusMetres };
  if (places < fewest) return { ...known, grid: null };
  return { ...known, grid: smooth(counts, { raster, edge, cellMetres, radiusMetres }) };
}

type Given = { raster: Raster; edge: number; cellMetres: number; radiusMetres: number };

/** A raster over the box with an edge around it, since places outside reach into it; metres as at its middle. */
function rasterOf([west, south, east, north]: BoundingBox): Given {
  const left = gridX(west);
  const top = gridY(north);
  const width = Math.max(1, gridX(east) - left);
  const height = Math.max(1, gridY(south) - top);
  const side = Math.max(1, Math.ceil(Math.max(width, height) / DENSITY_CELLS));
  const latitude = ((south + north) / 2) * (Math.PI / 180);
  const stepMetres = (EARTH_METRES / GRID_STEPS) * Math.cos(latitude);
  const wanted = Math.max(width, height) * stepMetres * RADIUS_SHARE;
  const radiusMetres = RADII.find((radius) => radius >= wanted) ?? RADII.at(-1) ?? wanted;
  const cellMetres = side * stepMetres;
  const edge = Math.min(DENSITY_CELLS, Math.ceil(radiusMetres / cellMetres));
  const raster = {
    left: left - edge * side,
    top: top - edge * side,
    side,
    columns: Math.ceil(width / side) + 2 * edge,
    rows: Math.ceil(height / side) + 2 * edge,
  };
  return { raster, edge, cellMetres, radiusMetres };
}

/** The kernel over the cells, each with its places in its middle; the edge is cut off again. */
function smooth(
  counts: Uint32Array,
  { raster, edge, cellMetres, radiusMetres }: Given,
): Density['grid'] {
  const events: { x: number; y: number; weight: number }[] = [];
  for (const [cell, weight] of counts.entries()) {
    if (weight === 0) continue;
    const x = (cell % raster.columns) + 0.5;
    // The kernel's rows go up, those of the map down.
    const y = raster.rows - Math.floor(cell / raster.columns) - 0.5;
    events.push({ x: x * cellMetres, y: y * cellMetres, weight });
  }
  const columns = raster.columns - 2 * edge;
  const rows = raster.rows - 2 * edge;
  const start = edge * cellMetres;
  const grid = { left: start, bottom: start, side: cellMetres, columns, rows };
  const values = [...kernelDensity(events, grid, radiusMetres)].map(
    (value) => Math.round(value * 1_000) / 1_000,
  );
  const left = raster.left + edge * raster.side;
  const top = raster.top + edge * raster.side;
  return {
    columns,
    rows,
    bounds: [
      longitudeAt(left),
      latitudeAt(top + rows * raster.side),
      longitudeAt(left + columns * raster.side),
      latitudeAt(top),
    ],
    values,
    peak: values.reduce((most, value) => Math.max(most, value), 0),
  };
}

function longitudeAt(x: number): number {
  return (x / GRID_STEPS) * 360 - 180;
}

/** Latitude of a row of the Web Mercator grid. */
function latitudeAt(y: number): number {
  const northing = Math.PI * (1 - (2 * y) / GRID_STEPS);
  return (Math.atan(Math.sinh(northing)) * 180) / Math.PI;
}
