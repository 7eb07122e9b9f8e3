import { describe, expect, it } from 'vitest';
import { foldText } from '#server/contract/text.ts';
import {
  askAll,
  describeShares,
  heldByGrade,
  hitRate,
  type Question,
} from '#tests/support/addresses/held-out-addresses.ts';
import { heldOutStops } from '#tests/support/addresses/held-out-stops.ts';
import { realDataMissing } from '#tests/support/files/real-data.ts';
import { misspell } from '#tests/support/addresses/street-names.ts';
import { type GazetteerEntry, GazetteerIndex } from './gazetteer-index.ts';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { KnownCommune } from './commune-names.ts';
import type { LonLat } from '#server/contract/geo.ts';

const FIRST = ['Minh', 'Hàng', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Bùi', 'Vũ', 'Hồ', 'Ngô'];
const LAST = ['Vọng', 'Đào', 'Quang', 'Thiếc', 'Bằng', 'Khê', 'Lãm', 'Thượng', 'Hiệp', 'Duệ'];
const STREETS = 90;
const METRE = 1 / 111_195;
const CITY_METRES = 16_000;

type Entry = Pick<GazetteerEntry, 'line'> & Partial<GazetteerEntry>;
type Below = (limit: number) => number;

/**
 * Makes an invented city: streets with doors whose numbers rise by two, skip and begin late, known by a few of their
 * doors; every third street is drawn. Questions ask for doors that the gazetteer lacks, for a spot along a street, for
 * markets from somewhere on their grounds, and for the commune of a spot.
 */
function makeStreets(seed: number): {
  index: GazetteerIndex;
  questions: Question[];
  names: string[];
} {
  const generator = xoroshiro128plus(seed);
  const below: Below = (limit) => uniformInt(generator, 0, limit - 1);
  const communes = makeCommunes();
  const streets = Array.from({ length: STREETS }, (_, place) => makeStreet(place, below));
  const index = new GazetteerIndex(communes);
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  for (const [id, entry] of streets.flatMap(({ entries }) => entries).entries()) {
    index.add({ id, setId: 1, ...none, errorMetres: 10, ...entry });
  }
  const spots = Array.from({ length: STREETS }, (_, place): Question => {
    const { name, centre } = communes[place % communes.length] ?? { name: '', centre: spot(0, 0) };
    return { text: name, place: moved(centre, below(2_600) - 1_300, below(2_600) - 1_300) };
  });
  return {
    index,
    questions: [...streets.flatMap(({ questions }) => questions), ...spots],
    names: streets.map(({ name }) => name),
  };
}

function makeStreet(place: number, below: Below) {
  const [first, last] = [place % 10, Math.floor(place / 10)];
  const name = `${FIRST[first] ?? ''} ${LAST[last] ?? ''}`;
  const market = `Chợ ${LAST[first] ?? ''} ${FIRST[last] ?? ''}`;
  const entries: Entry[] = [];
  const questions: Question[] = [];
  const start = spot(below(CITY_METRES), below(CITY_METRES));
  const length = 300 + below(1_200);
  const along = (metres: number) => moved(start, metres, metres / 3);
  if (place % 3 === 0) {
    entries.push({ street: name, line: [0, 0.5, 1].map((share) => along(share * length)) });
  }
  let number = 1 + below(30);
  for (let metres = 0; metres < length; metres += 6 + below(10)) {
    number += 2 + (below(10) === 0 ? 2 * below(20) : 0);
    const lot = below(12);
    const houseNumber = String(number);
    if (lot === 0) entries.push({ street: name, houseNumber, line: [along(metres)] });
    if (lot === 1) questions.push({ text: `${houseNumber} ${name}`, place: along(metres) });
  }
  const anywhere = along(below(length));
  questions.push({ text: `phố ${name}`, place: anywhere });
  entries.push({ name: market, line: [moved(anywhere, 80, 60)] });
  questions.push({ text: market, place: moved(anywhere, 80 + below(120), below(120)) });
  return { name, entries, questions };
}

function makeCommunes(): KnownCommune[] {
  return ['An Tâm', 'Bình Sa', 'Cổ Lũng', 'Dương Hòa'].map((name, id) => ({
    id,
    name: `Phường ${name}`,
    formerNames: [],
    centre: spot(CITY_METRES * (0.25 + 0.5 * (id % 2)), CITY_METRES * (id < 2 ? 0.25 : 0.75)),
    radiusMetres: 1_900,
  }));
}

const spot = (east: number, north: number) => moved([105.8, 21], east, north);

function moved([longitude, latitude]: LonLat, east: number, north: number): LonLat {
  return [longitude + (east * METRE) / Math.cos((21 * Math.PI) / 180), latitude + north * METRE];
}

/** Fewer answers say nothing about a share of nine in ten. */
const LEAST_ANSWERS = 20;

type City = { index: GazetteerIndex; questions: Question[] };

const made = makeStreets(5);
const cities: [name: string, city: () => City][] = [['an invented city', () => made]];
if (!realDataMissing) cities.push(['half of the bus stops', () => heldOutStops(11, 12)]);

describe.each(cities)('of addresses that %s lacks', (_name, read) => {
  const { index, questions } = read();
  const asked = askAll(index, questions);

  it('nine of ten that need nobody’s choice lie within the radius that is stated, whatever the grade', () => {
    const shares = heldByGrade(asked);
    const judged = shares.filter(({ answers }) => answers >= LEAST_ANSWERS);
    expect(judged.length).toBeGreaterThanOrEqual(4);
    expect(describeShares(judged.filter(({ held }) => held < 0.9))).toBe('');
  });

  it('one slip of the pen loses at most five in a hundred, and marks that are left out as few', () => {
    const spoil = misspell(3);
    const rate = hitRate(asked);
    const spoilt = (change: (text: string) => string) =>
      hitRate(
        askAll(
          index,
          questions.map(({ text, place }) => ({ text: change(text), place })),
        ),
      );
    const [withSlip, withoutMarks] = [spoilt(spoil), spoilt(foldText)];
    expect(rate - withSlip).toBeLessThanOrEqual(0.05);
    expect(rate - withoutMarks).toBeLessThanOrEqual(0.05);
  });
});

describe('a street that no gazetteer knows', () => {
  it('is never answered by another street without a person being asked', () => {
    const near = made.names.flatMap((name) => [
      `${name}g`,
      `${name} Hạ`,
      name.slice(1),
      `${name.slice(0, -1)}m`,
    ]);
    const unknown = near.filter((name) => !made.names.includes(name));
    const answers = askAll(
      made.index,
      unknown.flatMap((name) => [
        { text: `12 ${name}`, place: [0, 0] },
        { text: `phố ${name}`, place: [0, 0] },
      ]),
    );
    const found = answers.filter(({ items }) => items.length > 0);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ ambiguous }) => !ambiguous)).toEqual([]);
  });
});
