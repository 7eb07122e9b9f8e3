import type { GazetteerColumns, GazetteerField } from '#server/contract/gazetteer.ts';
import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import { isMapFormat } from '#server/contract/table-format.ts';
import {
  diagnoseCoordinates,
  type CoordinateDiagnosis,
} from '#server/tables/coordinate-diagnosis.ts';
import { splitCoordinates } from '#server/contract/coordinate-text.ts';
import { foldHeading, foldHeadingShort } from '#server/tables/fold-heading.ts';
import type { Table, TableRow } from '#server/tables/table.ts';

import { parseAddress } from './parse-address.ts';
import type { NewEntry, Refused } from './read-gazetteer.ts';

const HEADINGS: Readonly<Record<GazetteerField, readonly string[]>> = {
  longitude: ['lon', 'lng', 'long', 'longitude', 'kinh do', 'x'],
  latitude: ['lat', 'latitude', 'vi do', 'y'],
  coordinates: ['toa do', 'coordinates', 'coordinate', 'vi tri'],
  houseNumber: ['so nha', 'so', 'housenumber', 'house number', 'addr housenumber', 'number'],
  alleys: ['ngo', 'ngach', 'hem', 'ngo ngach', 'alley', 'lane'],
  street: ['duong', 'pho', 'ten duong', 'duong pho', 'street', 'addr street', 'road'],
  address: ['dia chi', 'address', 'full address', 'addr full'],
  name: ['ten', 'ten dia danh', 'dia danh', 'name', 'ten diem', 'dia diem', 'place'],
  locality: [
    'phuong xa',
    'phuong',
    'xa',
    'quan huyen',
    'district',
    'commune',
    'locality',
    'khu vuc',
  ],
  errorMetres: ['sai so', 'sai so m', 'accuracy', 'error', 'error metres'],
};

const LENGTHS = { name: 300, street: 200, houseNumber: 30, alleys: 60, locality: 200 } as const;
const MOST_ERROR = 5_000;

/** Guesses the meaning of the columns by their headings in Vietnamese or English. */
export function guessColumns(header: readonly string[]): GazetteerColumns {
  const folded = header.map((heading) => [foldHeading(heading), foldHeadingShort(heading)]);
  const taken = new Set<number>();
  const columns: GazetteerColumns = {};
  for (const field of Object.keys(HEADINGS) as GazetteerField[]) {
    for (const word of HEADINGS[field]) {
      const at = folded.findIndex(
        (spellings, index) => !taken.has(index) && spellings.includes(word),
      );
      if (at === -1) continue;
      columns[field] = at;
      taken.add(at);
      break;
    }
  }
  return columns;
}

/** Columns that no row can do without: a position, and words. */
export function missingColumns(
  columns: GazetteerColumns,
  format: Table['format'],
): GazetteerField[] {
  const missing: GazetteerField[] = [];
  const placed =
    columns.coordinates !== undefined ||
    (columns.longitude !== undefined && columns.latitude !== undefined);
  if (!placed && !isMapFormat(format)) missing.push('longitude', 'latitude');
  const named = columns.name ?? columns.address ?? columns.street;
  if (named === undefined) missing.push('address');
  return missing;
}

/** One entry a row; what has no place or no words is left out with its reason. */
export function tableEntries(
  table: Table,
  columns: GazetteerColumns,
): { entries: NewEntry[]; refused: Refused[] } {
  const entries: NewEntry[] = [];
  const refused: Refused[] = [];
  for (const row of table.rows) {
    const outcome = entryOf(row, columns);
    if (typeof outcome === 'string') refused.push({ line: row.line, code: outcome });
    else entries.push(outcome);
  }
  return { entries, refused };
}

function entryOf(row: TableRow, columns: GazetteerColumns): NewEntry | string {
  const cell = (field: GazetteerField) => {
    const at = columns[field];
    return at === undefined ? null : (row.cells[at] ?? null);
  };
  const place = positionOf(row, cell);
  if (place.severity !== 'fine') return place.code;
  const words = wordsOf(cell);
  if (words === null) return 'import.name_missing';
  const tooLong = (Object.keys(LENGTHS) as (keyof typeof LENGTHS)[]).some(
    (field) => (words[field]?.length ?? 0) > LENGTHS[field],
  );
  if (tooLong) return 'import.text_too_long';
  const error = Number(cell('errorMetres')?.replace(',', '.') ?? Number.NaN);
  return {
    ...words,
    line: [place.position],
    errorMetres: error >= 0 && error <= MOST_ERROR ? error : null,
  };
}

type Words = Omit<NewEntry, 'line' | 'errorMetres'>;

/** A door in the address is taken apart; whatever else it says stays as a name. */
function wordsOf(cell: (field: GazetteerField) => string | null): Words | null {
  const [name, address, street] = [cell('name'), cell('address'), cell('street')];
  const locality = cell('locality');
  if (street !== null) {
    const [houseNumber, alleys] = [cell('houseNumber'), cell('alleys')];
    return { name, street, houseNumber, alleys, locality };
  }
  const parsed = parseAddress(address ?? '');
  const [door] = parsed.doors;
  // An address that says more than the door stays whole, so that the rest is found too.
  if (
    door !== undefined &&
    (name !== null || (parsed.doors.length === 1 && parsed.names.length === 0))
  ) {
    const { house } = door;
    const range = house?.upTo == null ? '' : `-${house.upTo}`;
    return {
      name,
      street: door.street,
      houseNumber: house === null ? null : `${house.number}${house.suffix}${range}`,
      alleys: door.alleys.length === 0 ? null : door.alleys.join('/'),
      locality,
    };
  }
  const whole = [name, address].filter((part) => part !== null).join(' - ');
  if (whole === '') return null;
  return { name: whole, street: null, houseNumber: null, alleys: null, locality };
}

type Placed = { severity: 'fine'; position: LonLat } | { severity: 'refused'; code: string };

/** Only what is certain: nobody looks at each row of a gazetteer to agree to a reading. */
function positionOf(row: TableRow, cell: (field: GazetteerField) => string | null): Placed {
  const own = row.geometry;
  if (own !== undefined && own.type === 'Point') {
    const [x, y] = own.coordinates;
    return judged(diagnoseCoordinates(String(x), String(y), { bbox: CITY_BOUNDS }));
  }
  const both = cell('coordinates');
  const pair =
    both === null
      ? ([cell('longitude') ?? '', cell('latitude') ?? ''] as const)
      : splitCoordinates(both);
  if (pair === null) return { severity: 'refused', code: 'import.coordinates_unreadable' };
  return judged(diagnoseCoordinates(pair[0], pair[1], { bbox: CITY_BOUNDS }));
}

function judged(diagnosis: CoordinateDiagnosis): Placed {
  if (diagnosis.severity === 'fine') return { severity: 'fine', position: diagnosis.position };
  return { severity: 'refused', code: diagnosis.code };
}
