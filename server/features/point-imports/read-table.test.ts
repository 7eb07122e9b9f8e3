import { describe, expect, it, vi } from 'vitest';

import { ImportMapping } from '#server/contract/point-import.ts';

import type { ReadPointTable } from './formats/read-point-table.ts';
import { createKeptTable, nameOfReading, type ReadingGrounds } from './read-table.ts';

const MAPPING = ImportMapping.parse({ columns: { officialName: 0, longitude: 1, latitude: 2 } });
const OTHER = ImportMapping.parse({ columns: { officialName: 0, longitude: 2, latitude: 1 } });

function readTable(more: Partial<ReadPointTable> = {}): ReadPointTable {
  return {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ';',
    layer: null,
    coordinateSystem: null,
    systemSuggestions: [],
    warnings: [],
    header: ['Tên', 'Kinh độ', 'Vĩ độ'],
    rowCount: 0,
    firstRows: [],
    mapping: MAPPING,
    mappingOrigin: 'guessed',
    likelyGrid: null,
    kept: [],
    problems: [],
    ...more,
  };
}

/** Asks for a table after it was read; `known` is the mapping that the person used last. */
function findAfter(
  read: ReadPointTable,
  mapping: ImportMapping | null,
  known: ImportMapping | null = null,
): Promise<ReadPointTable | null> {
  const table = createKeptTable();
  table.keep('file', read);
  return table.find('file', { mapping, remembered: () => Promise.resolve(known) });
}

describe('the table that was read last', () => {
  it('is found for the mapping by which it was read, whoever chose it', async () => {
    const guessed = readTable();
    expect(await findAfter(guessed, null)).toEqual(guessed);
    expect(await findAfter(guessed, MAPPING)).toEqual({ ...guessed, mappingOrigin: 'given' });
    const remembered = { ...guessed, mappingOrigin: 'remembered' };
    expect(await findAfter(guessed, null, MAPPING)).toEqual(remembered);
    expect(await findAfter(readTable({ mappingOrigin: 'given' }), null, MAPPING)).toEqual(
      remembered,
    );
  });

  it('is read again under another mapping', async () => {
    expect(await findAfter(readTable(), OTHER)).toBeNull();
    expect(await findAfter(readTable(), null, OTHER)).toBeNull();
  });

  it('is read again by a guess where the mapping was none', async () => {
    expect(await findAfter(readTable({ mappingOrigin: 'given' }), null)).toBeNull();
  });

  it('makes room for the next one', async () => {
    const table = createKeptTable();
    table.keep('first', readTable());
    table.keep('second', readTable());
    const asked = { mapping: MAPPING, remembered: () => Promise.resolve(null) };
    expect(await table.find('first', asked)).toBeNull();
    expect(await table.find('second', asked)).not.toBeNull();
  });

  it('goes after five minutes', async () => {
    vi.useFakeTimers();
    const table = createKeptTable();
    table.keep('file', readTable());
    const asked = { mapping: MAPPING, remembered: () => Promise.resolve(null) };
    vi.advanceTimersByTime(299_000);
    expect(await table.find('file', asked)).not.toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(await table.find('file', asked)).toBeNull();
    vi.useRealTimers();
  });
});

describe('the name of a reading', () => {
  const grounds: ReadingGrounds = {
    task: 'pointTable',
    accountId: 'a',
    boundaries: { id: 1 },
    fileName: 'bảng.csv',
    bytes: new TextEncoder().encode('Tên;Kinh độ;Vĩ độ'),
    layer: null,
    sourceSrid: null,
    categories: [],
    taught: [],
    today: '2026-07-01',
  };

  it('is the same for the same file', async () => {
    expect(await nameOfReading({ ...grounds })).toBe(await nameOfReading(grounds));
  });

  it.each<[string, Partial<ReadingGrounds>]>([
    ['another register', { task: 'objectTable' }],
    ['another person', { accountId: 'b' }],
    ['other boundaries', { boundaries: { id: 2 } }],
    ['other rows', { bytes: new TextEncoder().encode('Tên;Kinh độ;Vĩ độ\n') }],
    ['another layer', { layer: 'điểm' }],
    ['another system', { sourceSrid: 3405 }],
    ['a word that the office has taught', { taught: [{ word: 'cà phê', category: 'CF' }] }],
    ['the next day', { today: '2026-07-02' }],
  ])('is another one for %s', async (_, other) => {
    expect(await nameOfReading({ ...grounds, ...other })).not.toBe(await nameOfReading(grounds));
  });
});
