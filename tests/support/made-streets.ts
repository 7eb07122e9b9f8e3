import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { LonLat } from '#server/contract/geo.ts';
import type { KnownCommune } from '#server/features/geocoding/commune-names.ts';
import { GazetteerIndex, type GazetteerEntry } from '#server/features/geocoding/gazetteer-index.ts';

import type { Question } from './held-out-addresses.ts';

const FIRST = ['Minh', 'Hàng', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Bùi', 'Vũ', 'Hồ', 'Ngô'];
const LAST = ['Vọng', 'Đào', 'Quang', 'Thiếc', 'Bằng', 'Khê', 'Lãm', 'Thượng', 'Hiệp', 'Duệ'];
const STREETS = 90;
const METRE = 1 / 111_195;
const CITY_METRES = 16_000;

/**
 * An invented city: streets with doors whose numbers rise by two, skip and begin late, known by a few of their doors;
 * every third street is drawn. Questions ask for doors that the gazetteer lacks, for a spot along a street, for
 * markets from somewhere on their grounds, and for the commune of a spot.
 */
export function makeStreets(seed: number): {
  index: GazetteerIndex;
  questions: Question[];
  names: string[];
} {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const communes = makeCommunes();
  const index = new GazetteerIndex(communes);
  const questions: Question[] = [];
  const names: string[] = [];
  let id = 0;
  const none = { name: null, street: null, houseNumber: null, alleys: null, locality: null };
  const add = (given: Partial<GazetteerEntry> & { line: readonly LonLat[] }) => {
    id += 1;
    index.add({ id, setId: 1, ...none, errorMetres: 10, ...given });
  };
  for (let street = 0; street < STREETS; street += 1) {
    const name = `${FIRST[street % 10] ?? ''} ${LAST[Math.floor(street / 10)] ?? ''}`;
    names.push(name);
    const start = spot(below(CITY_METRES), below(CITY_METRES));
    const length = 300 + below(1_200);
    const along = (metres: number) => moved(start, metres, metres / 3);
    if (street % 3 === 0)
      add({ street: name, line: [0, 0.5, 1].map((share) => along(share * length)) });
    let number = 1 + below(30);
    for (let metres = 0; metres < length; metres += 6 + below(10)) {
      number += 2 + (below(10) === 0 ? 2 * below(20) : 0);
      const place = along(metres);
      const lot = below(12);
      if (lot === 0) add({ street: name, houseNumber: String(number), line: [place] });
      else if (lot === 1) questions.push({ text: `${number} ${name}`, place });
    }
    const anywhere = along(below(length));
    questions.push({ text: `phố ${name}`, place: anywhere });
    const market = `Chợ ${LAST[street % 10] ?? ''} ${FIRST[Math.floor(street / 10)] ?? ''}`;
    add({ name: market, line: [moved(anywhere, 80, 60)] });
    questions.push({ text: market, place: moved(anywhere, 80 + below(120), below(120)) });
    const commune = communes[below(communes.length)];
    if (commune === undefined) continue;
    const inside = moved(commune.centre, below(2_600) - 1_300, below(2_600) - 1_300);
    questions.push({ text: commune.name, place: inside });
  }
  return { index, questions, names };
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
