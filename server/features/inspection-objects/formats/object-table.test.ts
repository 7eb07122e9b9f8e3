import { describe, expect, it } from 'vitest';

import { ImportMapping } from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import type { KeyedDraft } from '#server/features/point-imports/formats/read-drafts.ts';

import { OBJECT_TABLE, objectRow } from './object-table.ts';

const narrow = (columns: Record<string, number>, header: string[] = []) =>
  OBJECT_TABLE.narrow(
    ImportMapping.parse({
      columns,
      defaults: {
        category: 'KAR',
        status: 'active',
        listedOn: '2026-01-05',
        documentNumber: '1/KH',
      },
    }),
    header,
  );

describe('a table of businesses', () => {
  it('takes categories of businesses alone', () => {
    const accepts = (kind: Category['kind']) => OBJECT_TABLE.accepts({ kind } as Category);
    expect([accepts('business'), accepts('public_area')]).toEqual([true, false]);
  });

  it('takes no life-cycle and no papers, and makes every row open', () => {
    const taken = {
      externalId: 0,
      officialName: 1,
      category: 2,
      longitude: 3,
      latitude: 4,
      coordinates: 5,
      wkt: 6,
      note: 7,
    };
    const { columns, defaults } = narrow({
      ...taken,
      status: 8,
      listedOn: 9,
      documentNumber: 10,
      aliases: 11,
    });
    expect(columns).toEqual(taken);
    expect(defaults).toEqual({
      category: 'KAR',
      status: 'proposed',
      listedOn: null,
      documentNumber: null,
    });
  });

  it.each(['Địa chỉ', 'Địa chỉ cơ sở', 'Address', 'Số nhà', 'Địa điểm'])(
    'reads its column %s as the address',
    (heading) => {
      expect(narrow({ officialName: 0 }, ['Tên', heading]).columns).toEqual({
        officialName: 0,
        note: 1,
      });
    },
  );

  it('keeps the column that was chosen for the address, and takes none that means something else', () => {
    expect(narrow({ note: 0 }, ['Ghi chú', 'Địa chỉ']).columns).toEqual({ note: 0 });
    expect(narrow({ officialName: 0 }, ['Địa điểm']).columns).toEqual({ officialName: 0 });
  });
});

it('a row of a business has its note as the address, up to 300 characters', () => {
  const row = (note: string | null) =>
    objectRow({
      key: 'k',
      draft: {
        officialName: 'Quán',
        category: 'KAR',
        note,
        geometry: { type: 'Point', coordinates: [105.85, 21.03] },
      },
    } as KeyedDraft);
  expect(row('Phố Thử')).toEqual({
    importKey: 'k',
    name: 'Quán',
    category: 'KAR',
    address: 'Phố Thử',
    longitude: 105.85,
    latitude: 21.03,
  });
  expect(row('x'.repeat(301)).address).toBe('x'.repeat(300));
  expect(row(null).address).toBeNull();
});
