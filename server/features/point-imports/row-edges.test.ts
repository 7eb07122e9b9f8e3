import { describe, expect, it } from 'vitest';

import reference from '#data/reference/categories.json' with { type: 'json' };
import { CITY_BOUNDS } from '#server/contract/geo.ts';
import { ImportMapping, type ImportField } from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';

import { rowValidator, type RowOutcome } from './validate-row.ts';

const categories: Category[] = reference.categories.map(({ code, name, kind, number }) => ({
  code,
  name,
  number,
  kind: kind === 'business' ? 'business' : 'public_area',
}));
const context = { today: '2026-11-24', bbox: CITY_BOUNDS, categories };

type Cells = Partial<Record<ImportField, string>>;
const GOOD: Cells = {
  officialName: 'Ngã ba Hoà Lạc',
  category: 'CC-NG',
  longitude: '105.85',
  latitude: '21.03',
};

/** Judges a row whose columns have the names of the fields. */
function judge(cells: Cells, defaults: object = {}): RowOutcome {
  const header = Object.keys(cells);
  const columns = Object.fromEntries(header.map((field, index) => [field, index]));
  const mapping = ImportMapping.parse({ columns, defaults });
  return rowValidator(header, mapping, context)({ line: 7, cells: Object.values(cells) });
}

const reasons = (outcome: RowOutcome): string[] =>
  'draft' in outcome
    ? []
    : outcome.problems.map((problem) => `${problem.field}: ${problem.code.replace(/^\w+\./, '')}`);

function namesUpTo(count: number): string {
  return Array.from({ length: count }, (_, index) => `Tên khác ${index + 1}`).join('; ');
}

describe('the edge of what is allowed', () => {
  it.each<[string, Cells]>([
    ['a day of today', { status: 'active', listedOn: '24/11/2026' }],
    [
      'both days the same',
      {
        status: 'eliminated',
        listedOn: '5/2/2024',
        eliminatedOn: '5/2/2024',
      },
    ],
    ['a proposal with the day of the paper that lists it', { listedOn: '5/2/2024' }],
    ['an error of position of 10 km', { locationErrorMetres: '10000' }],
    ['an error of position of nothing', { locationErrorMetres: '0' }],
    ['a name of 200 letters', { officialName: 'a'.repeat(200) }],
    ['20 other names', { aliases: namesUpTo(20) }],
  ])('%s is allowed', (_, cells) => {
    expect(reasons(judge({ ...GOOD, ...cells }))).toEqual([]);
  });

  it('a day for rows that say none is that of a list, which a proposal is not on', () => {
    const defaults = { listedOn: '2024-02-05' };
    expect(judge(GOOD, defaults)).toMatchObject({ draft: { listedOn: null } });
    const active = { ...GOOD, status: 'active' };
    expect(judge(active, defaults)).toMatchObject({ draft: { listedOn: '2024-02-05' } });
  });

  it.each<[string, Cells, string[]]>([
    ['21 other names', { aliases: namesUpTo(21) }, ['aliases: too_many_aliases']],
    [
      'a person in the document number',
      { documentNumber: '46/KH-UBND ông Nguyễn Văn Minh' },
      ['documentNumber: personal_data'],
    ],
    [
      'an error of position of more than 10 km',
      { locationErrorMetres: '10001' },
      ['locationErrorMetres: location_error_unreadable'],
    ],
    [
      'a day of elimination on a proposal',
      { eliminatedOn: '1/1/2024' },
      ['eliminatedOn: date_contradicts_status'],
    ],
  ])('%s is refused', (_, cells, expected) => {
    expect(reasons(judge({ ...GOOD, ...cells }))).toEqual(expected);
  });
});
