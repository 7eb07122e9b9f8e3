import { describe, expect, it } from 'vitest';

import { rowIdentity, splitRepeated } from './read-drafts.ts';
import type { PointDraft } from './validate-row.ts';

const point = (longitude: number): PointDraft => ({
  line: 2,
  externalId: null,
  officialName: 'Ngã ba Hoà Lạc',
  aliases: [],
  kind: 'public_area',
  category: 'CC-NG',
  geometry: { type: 'Point', coordinates: [longitude, 21.03] },
  consentedTo: [],
  status: 'proposed',
  listedOn: null,
  eliminatedOn: null,
  handedOverOn: null,
  communeCode: null,
  communeName: null,
  documentNumber: null,
  note: null,
  locationErrorMetres: null,
  address: null,
  placedBy: null,
});

describe('the identity of a row', () => {
  it('is its external id where it has one', () => {
    expect(rowIdentity({ ...point(105.85), externalId: '436176914' })).toBe('id:436176914');
    expect(rowIdentity({ ...point(105.85), externalId: 'Ab-Đ' })).toBe('id:Ab-Đ');
  });

  it('is its name and address where it has no position, wherever a gazetteer puts it', () => {
    const addressed = { ...point(0), geometry: null, address: '12 phố Huế, Hai Bà Trưng' };
    expect(rowIdentity(addressed)).toMatch(/^address:[0-9a-f]{64}$/);
    expect(rowIdentity({ ...addressed, address: '12 PHO HUE, Hai Ba Trung' })).toBe(
      rowIdentity(addressed),
    );
    expect(rowIdentity({ ...addressed, address: '14 phố Huế' })).not.toBe(rowIdentity(addressed));
    expect(rowIdentity({ ...addressed, officialName: 'Ngã tư' })).not.toBe(rowIdentity(addressed));
  });

  it('is its folded name and place to a metre otherwise', () => {
    const key = rowIdentity(point(105.85));
    expect(key).toMatch(/^place:[0-9a-f]{64}$/);
    expect(rowIdentity({ ...point(105.850_000_4), officialName: 'NGÃ BA  HÒA LẠC' })).toBe(key);
    expect(rowIdentity(point(105.850_01))).not.toBe(key);
    expect(rowIdentity(point(105.850_004))).toBe(key);
    expect(rowIdentity({ ...point(105.85), officialName: 'Ngã tư Hoà Lạc' })).not.toBe(key);
  });

  it('finds rows that repeat an earlier one', () => {
    const drafts = [
      { ...point(105.85), line: 2 },
      { ...point(105.86), line: 3 },
      { ...point(105.85), line: 4 },
    ];
    const { kept, problems } = splitRepeated(drafts, () => 'Tên');
    expect(kept.map(({ draft }) => draft.line)).toEqual([2, 3]);
    expect(problems).toMatchObject([
      { line: 4, otherLine: 2, code: 'import.duplicate_row', column: 'Tên' },
    ]);
  });

  it('names the column that repeats, and each time the first row that had it', () => {
    const drafts = [2, 3, 4].map((line) => ({ ...point(105 + line), line, externalId: 'A-1' }));
    const { problems } = splitRepeated(drafts, (field) => `cột ${field}`);
    expect(problems).toMatchObject([
      { line: 3, field: 'externalId', column: 'cột externalId', value: 'A-1', otherLine: 2 },
      { line: 4, otherLine: 2 },
    ]);
    const named = [2, 3].map((line) => ({ ...point(105.85), line }));
    expect(splitRepeated(named, () => null).problems).toMatchObject([
      { line: 3, field: 'officialName', column: null, value: 'Ngã ba Hoà Lạc', otherLine: 2 },
    ]);
  });
});
