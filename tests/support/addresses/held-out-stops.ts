import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

import type { KnownCommune } from '#server/addresses/commune-names.ts';
import { GazetteerIndex } from '#server/addresses/gazetteer-index.ts';
import { parseAddress } from '#server/addresses/parse-address.ts';
import { LonLat } from '#server/contract/geo.ts';
import { drawAtRandom } from '#server/features/routes/add-stop-commands.ts';
import { metresBetween } from '#server/methods/local-metres.ts';
import reference from '#data/reference/communes.json' with { type: 'json' };
import { realData } from '#tests/support/files/real-data.ts';

import type { Question } from './held-out-addresses.ts';

/** Error of a bus stop's place as that of the door which it is named after, metres. */
export const STOP_METRES = 60;

export type NamedStop = { id: number; name: string; place: LonLat; commune: string };
const StopRow = z.object({
  name: z.string(),
  lon: z.coerce.number(),
  lat: z.coerce.number(),
  commune: z.string(),
});

/** Real bus stops with names that many hands have typed. */
export function namedStops(): NamedStop[] {
  const rows: unknown[] = parse(readFileSync(realData('hanoi_bus_stops_osm.csv')), {
    columns: true,
    bom: true,
  });
  return rows
    .map((row, id) => ({ id, ...StopRow.parse(row) }))
    .filter(({ name }) => name !== '')
    .map(({ id, name, lon, lat, commune }) => ({
      id,
      name: name.normalize('NFC'),
      place: [lon, lat],
      commune,
    }));
}

/** A gazetteer of stops, by their names alone. */
export function stopIndex(
  stops: readonly NamedStop[],
  communes: readonly KnownCommune[] = [],
): GazetteerIndex {
  const index = new GazetteerIndex(communes);
  const none = { street: null, houseNumber: null, alleys: null, locality: null };
  for (const { id, name, place } of stops) {
    index.add({ id, setId: 1, name, ...none, line: [place], errorMetres: STOP_METRES });
  }
  return index;
}

/**
 * A gazetteer of half of the stops, and questions for the other half: each by its name, with and without its
 * commune, by its street alone, and by its commune alone. Every `every`-th of them.
 */
export function heldOutStops(
  seed: number,
  every = 1,
): { index: GazetteerIndex; questions: Question[] } {
  const stops = namedStops();
  const ids = stops.map(({ id }) => id);
  const known = new Set(drawAtRandom(ids, Math.floor(ids.length / 2), seed));
  const index = stopIndex(
    stops.filter(({ id }) => known.has(id)),
    realCommunes(),
  );
  const questions = stops.filter(({ id }) => !known.has(id)).flatMap(questionsFor);
  return { index, questions: questions.filter((_, place) => place % every === 0) };
}

function questionsFor({ name, place, commune }: NamedStop): Question[] {
  const [door] = parseAddress(name).doors;
  const texts = [
    name,
    ...(commune === '' ? [] : [`${name}, ${commune}`, commune]),
    ...(door === undefined ? [] : [`Đường ${door.street}`]),
    ...(door === undefined || commune === '' ? [] : [`${door.street}, ${commune}`]),
  ];
  return texts.map((text) => ({ text, place }));
}

const CommuneFile = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string(), fullName: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(LonLat)) }),
        z.object({
          type: z.literal('MultiPolygon'),
          coordinates: z.array(z.array(z.array(LonLat))),
        }),
      ]),
    }),
  ),
});

/** The communes as the database gives them: the circle has the area's size and half as much again. */
function realCommunes(): KnownCommune[] {
  const centres = new Map(
    reference.communes.map(({ code, centre }) => [code, LonLat.parse(centre)]),
  );
  const text = readFileSync(realData('hanoi_communes_2025_osm.geojson'), 'utf8');
  const { features } = CommuneFile.parse(JSON.parse(text));
  return features.map(({ properties: { code, fullName }, geometry }, id) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const area = polygons.reduce((sum, [outside = []]) => sum + squareMetresIn(outside), 0);
    return {
      id,
      name: fullName,
      formerNames: [],
      centre: centres.get(code) ?? [0, 0],
      radiusMetres: 1.5 * Math.sqrt(area / Math.PI),
    };
  });
}

function squareMetresIn(ring: readonly LonLat[]): number {
  const [origin = [0, 0]] = ring;
  const corners = ring.map(([longitude, latitude]) => [
    metresBetween(origin, [longitude, origin[1]]) * Math.sign(longitude - origin[0]),
    metresBetween(origin, [origin[0], latitude]) * Math.sign(latitude - origin[1]),
  ]);
  const twice = corners.reduce((sum, [x = 0, y = 0], place) => {
    const [nextX = 0, nextY = 0] = corners[(place + 1) % corners.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
