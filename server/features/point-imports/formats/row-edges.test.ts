import { describe, expect, it } from 'vitest';

import { type Cells, GOOD_ROW, judgeRow, reasonsOf } from '#tests/support/files/import-rows.ts';

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
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...cells }))).toEqual([]);
  });

  it('a default listing day is not used for proposals, which are on no list', () => {
    const defaults = { listedOn: '2024-02-05' };
    expect(judgeRow(GOOD_ROW, { defaults })).toMatchObject({ draft: { listedOn: null } });
    const active = { ...GOOD_ROW, status: 'active' };
    expect(judgeRow(active, { defaults })).toMatchObject({ draft: { listedOn: '2024-02-05' } });
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
    expect(reasonsOf(judgeRow({ ...GOOD_ROW, ...cells }))).toEqual(expected);
  });
});
