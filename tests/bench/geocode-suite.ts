import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

import type { GazetteerIndex } from '#server/addresses/gazetteer-index.ts';
import { parseAddress } from '#server/addresses/parse-address.ts';
import type { Resolved } from '#server/addresses/place-readings.ts';
import { resolveAddress } from '#server/addresses/resolve-address.ts';
import { foldText } from '#server/contract/text.ts';
import { metresBetween } from '#server/methods/local-metres.ts';
import {
  askAll,
  heldByGrade,
  hitRate,
  type Asked,
} from '#tests/support/addresses/held-out-addresses.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';
import {
  heldOutStops,
  namedStops,
  stopIndex,
  type NamedStop,
} from '#tests/support/addresses/held-out-stops.ts';
import { misspell, misspellWords, streetsOf } from '#tests/support/addresses/street-names.ts';

import { percentile, type Row } from './row.ts';

/** A house number, a kilometre, a number of anything: how the 1,713 queries are chosen. */
const HOLDS_NUMBER = /(?<![\p{L}\p{N}_])\d+[A-Za-z]?(?![\p{L}\p{N}_])/u;
const NEAR_METRES = 200;
const HELD_OUT_SEED = 2;

/** Addresses to places: hit rate and error on bus stops named by hand, and streets with a wrong letter. */
export async function benchGeocode(): Promise<Row[]> {
  if (realDataMissing) {
    console.log(`geocode: left out, ${WHERE_REAL_DATA_IS}`);
    return [];
  }
  const stops = namedStops();
  const asked = stops.filter(({ name }) => HOLDS_NUMBER.test(name));
  const unnumbered = stopIndex(stops.filter(({ name }) => !HOLDS_NUMBER.test(name)));
  const all = stopIndex(stops);
  return [
    ...measure('stops without a number', asked, () => unnumbered),
    ...measure('all other stops', asked, (stop) => without(all, stop.id)),
    ...heldOutRows(),
    ...streetRows(),
  ];
}

/** Half of the stops asked for the other half: how often a stated radius is true, and what a slip of the pen costs. */
function heldOutRows(): Row[] {
  const { index, questions } = heldOutStops(HELD_OUT_SEED);
  const at = {
    suite: 'geocode',
    subject: 'gazetteer: half of the stops',
    case: `${questions.length} addresses of the other half`,
  };
  const asked = askAll(index, questions);
  const spoilt = (change: (text: string) => string) =>
    askAll(
      index,
      questions.map(({ text, place }) => ({ text: change(text), place })),
    );
  const hits: [string, Asked[]][] = [
    ['as written', asked],
    ['one slip of the pen', spoilt(misspell(7))],
    ['no marks', spoilt(foldText)],
  ];
  return [
    ...heldByGrade(asked).flatMap(({ grade, answers, held, radius }) => [
      {
        ...at,
        metric: `${grade}: radius holds the spot, ${answers} answers nobody chooses in`,
        value: 100 * held,
        unit: '%',
      },
      { ...at, metric: `${grade}: median radius`, value: radius, unit: 'm' },
    ]),
    ...hits.map(([how, some]) => ({
      ...at,
      metric: `one of the answers holds the spot, ${how}`,
      value: 100 * hitRate(some),
      unit: '%',
    })),
  ];
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
  asked: readonly NamedStop[],
  indexFor: (stop: NamedStop) => GazetteerIndex,
): Row[] {
  const answers: { error: number; best: Resolved; near: boolean }[] = [];
  const times: number[] = [];
  for (const stop of asked) {
    const index = indexFor(stop);
    const start = performance.now();
    const { items } = resolveAddress(parseAddress(stop.name), index);
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
    'one wrong letter': misspellWords(7),
    'one wrong letter, no diacritics': (name: string) => misspellWords(11)(foldText(name)),
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
