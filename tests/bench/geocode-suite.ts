import { readFileSync } from 'node:fs';

import { parse } from 'csv-parse/sync';
import * as z from 'zod';

import type { LonLat } from '#server/contract/geo.ts';
import { foldText } from '#server/contract/text.ts';
import { GazetteerIndex, type GazetteerEntry } from '#server/features/geocoding/gazetteer-index.ts';
import { parseAddress } from '#server/features/geocoding/parse-address.ts';
import type { Resolved } from '#server/features/geocoding/place-readings.ts';
import { resolveAddress } from '#server/features/geocoding/resolve-address.ts';
import { metresBetween } from '#server/methods/local-metres.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/real-data.ts';
import { misspell, streetsOf } from '#tests/support/street-names.ts';

import { percentile, type Row } from './row.ts';

/** A house number, a kilometre, a number of anything: how the 1,713 queries are chosen. */
const HOLDS_NUMBER = /(?<![\p{L}\p{N}_])\d+[A-Za-z]?(?![\p{L}\p{N}_])/u;
/** How well a bus stop's place says where the door is that it is named after. */
const STOP_METRES = 60;
const NEAR_METRES = 200;

type Stop = { id: number; name: string; place: LonLat };
const StopRow = z.object({ name: z.string(), lon: z.coerce.number(), lat: z.coerce.number() });

/** Addresses to places: hit rate and error on bus stops named by hand, and streets with a wrong letter. */
export async function benchGeocode(): Promise<Row[]> {
  if (realDataMissing) {
    console.log(`geocode: left out, ${WHERE_REAL_DATA_IS}`);
    return [];
  }
  const stops = readStops();
  const asked = stops.filter(({ name }) => HOLDS_NUMBER.test(name));
  const unnumbered = indexOf(stops.filter(({ name }) => !HOLDS_NUMBER.test(name)));
  const all = indexOf(stops);
  return [
    ...measure('stops without a number', asked, () => unnumbered),
    ...measure('all other stops', asked, (stop) => without(all, stop.id)),
    ...streetRows(),
  ];
}

function readStops(): Stop[] {
  const text = readFileSync(realData('hanoi_bus_stops_osm.csv'));
  const rows: unknown[] = parse(text, { columns: true, bom: true });
  return rows
    .map((row, id) => ({ id, ...StopRow.parse(row) }))
    .filter(({ name }) => name !== '')
    .map(({ id, name, lon, lat }) => ({ id, name: name.normalize('NFC'), place: [lon, lat] }));
}

function indexOf(stops: readonly Stop[]): GazetteerIndex {
  const index = new GazetteerIndex(new Set());
  for (const { id, name, place } of stops) {
    const none = { street: null, houseNumber: null, alleys: null, locality: null };
    const entry: GazetteerEntry = {
      id,
      setId: 1,
      name,
      ...none,
      line: [place],
      errorMetres: STOP_METRES,
    };
    index.add(entry);
  }
  return index;
}

/** The same index as if one stop had never been there: nobody is to find himself. */
function without(index: GazetteerIndex, id: number): GazetteerIndex {
  return Object.create(index, {
    terms: { value: index.terms },
    find: { value: index.find.bind(index) },
    mentionsOf: {
      value: (term: number) => index.mentionsOf(term).filter(({ entry }) => entry.id !== id),
    },
    junctions: { value: index.junctions.filter(({ mention }) => mention.entry.id !== id) },
  });
}

function measure(
  gazetteer: string,
  asked: readonly Stop[],
  indexFor: (stop: Stop) => GazetteerIndex,
): Row[] {
  const answers: { error: number; best: Resolved; near: boolean }[] = [];
  const times: number[] = [];
  for (const stop of asked) {
    const index = indexFor(stop);
    const start = performance.now();
    const { items } = resolveAddress(parseAddress(stop.name), index, []);
    times.push(performance.now() - start);
    const [best] = items;
    if (best === undefined) continue;
    const errorOf = ({ position }: Resolved) => metresBetween(position, stop.place);
    const near = items.slice(0, 3).some((item) => errorOf(item) <= NEAR_METRES);
    answers.push({ error: errorOf(best), best, near });
  }
  const exact = answers.filter(({ best }) => ['door', 'interpolated'].includes(best.precision));
  const at = {
    suite: 'geocode',
    subject: `gazetteer: ${gazetteer}`,
    case: `${asked.length} names`,
  };
  const share = (count: number, of = asked.length) => (100 * count) / Math.max(1, of);
  const median = (some: typeof answers) =>
    percentile(
      some.map(({ error }) => error),
      0.5,
    );
  return [
    { ...at, metric: 'answered', value: share(answers.length), unit: '%' },
    {
      ...at,
      metric: `hit: first within ${NEAR_METRES} m`,
      value: share(answers.filter(({ error }) => error <= NEAR_METRES).length),
      unit: '%',
    },
    {
      ...at,
      metric: `hit: one of three within ${NEAR_METRES} m`,
      value: share(answers.filter(({ near }) => near).length),
      unit: '%',
    },
    { ...at, metric: 'median error', value: median(answers), unit: 'm' },
    { ...at, metric: 'median error by house number', value: median(exact), unit: 'm' },
    {
      ...at,
      metric: 'within its own radius',
      value: share(
        answers.filter(({ error, best }) => error <= best.radiusMetres).length,
        answers.length,
      ),
      unit: '%',
    },
    { ...at, metric: 'time p95', value: percentile(times, 0.95), unit: 'ms' },
  ];
}

function streetRows(): Row[] {
  const text = readFileSync(realData('hanoi_street_names_by_old_district.csv'));
  const rows: { street: string }[] = parse(text, { columns: true, bom: true });
  const streets = streetsOf(rows.map(({ street }) => street));
  const spoilt = {
    'without diacritics': (name: string) => foldText(name),
    'one wrong letter': misspell(7),
    'one wrong letter, no diacritics': (name: string) => misspell(11)(foldText(name)),
  };
  return Object.entries(spoilt).map(([name, spoil]) => ({
    suite: 'geocode',
    subject: `${streets.names.length} streets`,
    case: name,
    metric: 'among the first three',
    value: 100 * streets.shareFound(spoil),
    unit: '%',
  }));
}
