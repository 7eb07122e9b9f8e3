import { describe, expect, it } from 'vitest';

import { ImportMapping, type LikelyGrid } from '#server/contract/point-import.ts';
import type { Table } from '#server/tables/table.ts';
import { ROW_CONTEXT } from '#tests/support/files/import-rows.ts';

import {
  readPointTable,
  EVERYTHING,
  type PointTableInput,
  type TableTaker,
} from './read-point-table.ts';
import { sampleGrids, type GridSample } from './sample-grids.ts';

const METRES = ['588154', '2326509'] as const;
const table = (rows: (string | null)[][]): Table => ({
  format: 'csv',
  encoding: null,
  delimiter: null,
  layer: null,
  coordinateSystem: null,
  systemSuggestions: [],
  header: ['Tên', 'X', 'Y', 'Mã xã', 'Xã'],
  rows: rows.map((cells, at) => ({ line: at + 2, cells })),
  warnings: [],
});
const columns = { officialName: 0, longitude: 1, latitude: 2, communeCode: 3, communeName: 4 };
const sampled = (rows: (string | null)[][], mapping: object = { columns }) =>
  sampleGrids(table(rows), ImportMapping.parse(mapping));

describe('the rows that can show the grid of a table', () => {
  it('are in metres and name their commune, by code or by name', () => {
    const rows = [
      ['A', ...METRES, '00070', null],
      ['B', ...METRES, null, 'Hoàn Kiếm'],
      ['C', ...METRES, null, null],
      ['D', '105.85', '21.03', '00070', null],
    ];
    const samples = sampled(rows);
    expect(samples.map(({ communeCode, communeName }) => [communeCode, communeName])).toEqual([
      ['00070', null],
      [null, 'Hoàn Kiếm'],
    ]);
    expect(samples[0]?.places.map(({ grid }) => grid)).toEqual(
      expect.arrayContaining(['tm3-105', 'utm-48']),
    );
    expect(samples[0]?.places[0]?.grid).toBe('tm3-105');
  });

  it('are none where somebody has named the grid, or no column has communes', () => {
    const rows = [['A', ...METRES, '00070', 'Hoàn Kiếm']];
    expect(sampled(rows, { columns, grid: 'utm-48' })).toEqual([]);
    const { communeCode: _, communeName: __, ...rest } = columns;
    expect(sampled(rows, { columns: rest })).toEqual([]);
    expect(sampled(rows, { columns: { ...rest, communeName: 4 } })).toHaveLength(1);
    expect(sampled(rows, { columns: { ...rest, communeCode: 3 } })).toHaveLength(1);
  });

  it('are up to two hundred, spread over the table', () => {
    const rows = Array.from({ length: 401 }, (_, at) => ['A', ...METRES, String(at), null]);
    expect(sampled(rows.slice(0, 200))).toHaveLength(200);
    expect(sampled(rows.slice(0, 400)).map(({ communeCode }) => Number(communeCode))).toEqual(
      Array.from({ length: 200 }, (_, at) => 2 * at),
    );
    expect(sampled(rows)).toHaveLength(134);
  });
});

describe('a table of points', () => {
  const ROW = 'Nhà nghỉ Gió;NN;588154;2326509;Hoàn Kiếm';
  const LIKELY: LikelyGrid = { grid: 'utm-48', rivals: [], agreeing: 1, named: 1 };
  const input = (rows: string[], mapping: ImportMapping | null = null): PointTableInput => ({
    fileName: 'a.csv',
    bytes: Buffer.from(['Tên;Loại;X;Y;Phường', ...rows].join('\n')),
    layer: null,
    sourceSrid: null,
    mapping,
    categories: ROW_CONTEXT.categories,
    taught: [],
    today: ROW_CONTEXT.today,
  });
  const read = async (
    given: PointTableInput,
    remembered: ImportMapping | null = null,
    likely: LikelyGrid | null = null,
    taker: TableTaker = EVERYTHING,
  ) => {
    const asked: (readonly GridSample[])[] = [];
    const table = await readPointTable(
      given,
      {
        remembered: () => Promise.resolve(remembered),
        likelyGrid: (samples) => {
          asked.push(samples);
          return Promise.resolve(likely);
        },
      },
      taker,
    );
    return { ...table, asked };
  };
  const other = ImportMapping.parse({ columns: { officialName: 0 } });

  it('is read by the chosen mapping, else by the one remembered, else by a guess', async () => {
    const third = ImportMapping.parse({ columns: { officialName: 1 } });
    const chosen = await read(input([ROW], other), third);
    expect([chosen.mappingOrigin, chosen.mapping]).toEqual(['given', other]);
    const kept = await read(input([ROW]), third);
    expect([kept.mappingOrigin, kept.mapping]).toEqual(['remembered', third]);
    const guessed = await read(input([ROW]));
    expect(guessed.mappingOrigin).toBe('guessed');
    expect(guessed.mapping.columns).toMatchObject({ officialName: 0, category: 1 });
  });

  it('guesses a column by the first two hundred rows, of which the first may be empty', async () => {
    const rows = (empty: number) => [
      ...Array.from({ length: empty }, (_, at) => `Điểm ${at};NN;;;`),
      'Gió;NN;"21.03, 105.85";;',
    ];
    const of = async (empty: number) => {
      const given = input(rows(empty));
      const text = Buffer.from(given.bytes).toString('utf8').replace('X;Y;Phường', 'a;b;c');
      return (await read({ ...given, bytes: Buffer.from(text) })).mapping.columns;
    };
    expect(await of(199)).toHaveProperty('coordinates', 2);
    expect(await of(200)).not.toHaveProperty('coordinates');
  });

  it('shows its first eight rows and counts them all', async () => {
    const { firstRows, rowCount } = await read(input(Array.from({ length: 9 }, () => ROW)));
    expect([firstRows.length, rowCount]).toEqual([8, 9]);
  });

  it('asks for the grid of its metres by the communes, and offers the positions on it', async () => {
    const [usual, likely] = [await read(input([ROW])), await read(input([ROW]), null, LIKELY)];
    expect(usual.asked).toHaveLength(1);
    expect(usual.problems[0]?.assumption?.grid).toBe('tm3-105');
    expect(likely.problems[0]?.assumption?.grid).toBe('utm-48');
    expect(likely.likelyGrid).toEqual(LIKELY);
    const degrees = await read(input(['Nhà nghỉ Gió;NN;105,85;21,03;Hoàn Kiếm']));
    expect([degrees.asked, degrees.kept.length]).toEqual([[], 1]);
  });

  it('knows the categories of its register alone', async () => {
    const park = 'Vườn hoa;CC-CV;105,85;21,03;Hoàn Kiếm';
    const taker: TableTaker = { ...EVERYTHING, accepts: ({ kind }) => kind === 'business' };
    expect((await read(input([park]))).kept).toHaveLength(1);
    const { kept, problems } = await read(input([park]), null, null, taker);
    expect([kept, problems.map(({ code }) => code)]).toEqual([[], ['import.category_unknown']]);
  });

  it('reports the rows that repeat one behind those that are wrong', async () => {
    const row = (name: string) => `${name};NN;105,85;21,03;Hoàn Kiếm`;
    const { problems } = await read(input([row('Gió'), row('GIÓ'), ';NN;105,85;21,03;']));
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'import.name_missing'],
      [3, 'import.duplicate_row'],
    ]);
    expect(problems[1]).toMatchObject({ column: 'Tên', otherLine: 2 });
  });
});
