import { describe, expect, it } from 'vitest';

import { previewGazetteer, readGazetteer } from './read-gazetteer.ts';

const read = (text: string, fileName = 'bang.csv') =>
  readGazetteer({ bytes: new TextEncoder().encode(text), fileName, columns: null });
const HEAD = 'Tên,Số nhà,Ngõ,Đường,Kinh độ,Vĩ độ';
const row = (name: string, house: string, alley: string, street: string) =>
  `${name},${house},${alley},${street},105.85,21.03`;

describe('the report on a gazetteer', () => {
  it('counts what each entry is: doors, places and names of streets', async () => {
    const { report, missing, format } = await read(
      [
        HEAD,
        row('Chợ Mẫu', '12', '', 'Phố Huế'),
        row('', '', '34', 'huế'),
        row('', '', '', 'Đường Láng'),
        row('Quán Mẫu', '', '', ''),
        row('', '', '', ''),
      ].join('\n'),
    );
    expect({ missing, format }).toEqual({ missing: [], format: 'csv' });
    expect(report).toMatchObject({
      elements: 5,
      entries: 4,
      doors: 2,
      streets: 0,
      places: 2,
      streetNames: 2,
      refused: [{ code: 'import.name_missing', count: 1, lines: [6] }],
      bounds: [105.85, 21.03, 105.85, 21.03],
    });
  });

  it('names the first ten lines that were left out for a reason, and counts all', async () => {
    const rows = Array.from({ length: 12 }, () => row('', '', '', ''));
    const { refused } = (await read([HEAD, ...rows].join('\n'))).report;
    expect(refused).toEqual([
      {
        code: 'import.name_missing',
        count: 12,
        lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      },
    ]);
  });

  it('holds nothing while a column is missing, and no row is judged', async () => {
    const { missing, entries, report } = await read('Tên,Mã\nChợ Mẫu,1\n,2');
    expect(missing).toEqual(['longitude', 'latitude']);
    expect(entries).toEqual([]);
    expect(report).toMatchObject({ elements: 2, entries: 0, refused: [] });
  });
});

describe('the samples of a gazetteer', () => {
  const names = async (entries: number) => {
    const rows = Array.from({ length: entries }, (_, at) => row(`Chợ Mẫu ${at}`, '', '', ''));
    const bytes = new TextEncoder().encode([HEAD, ...rows].join('\n'));
    const { samples } = await previewGazetteer({ bytes, fileName: 'bang.csv', columns: null });
    return samples.map(({ name }) => name);
  };

  it('are all entries of a small one, and two hundred spread over a large one', async () => {
    expect(await names(3)).toEqual(['Chợ Mẫu 0', 'Chợ Mẫu 1', 'Chợ Mẫu 2']);
    const many = await names(450);
    expect(many).toHaveLength(200);
    expect([many[0], many[1], many.at(-1)]).toEqual(['Chợ Mẫu 0', 'Chợ Mẫu 2', 'Chợ Mẫu 398']);
  });
});

describe('a file in the notation of JSON', () => {
  const feature = {
    type: 'Feature',
    properties: { name: 'Chợ Mẫu' },
    geometry: { type: 'Point', coordinates: [105.85, 21.03] },
  };

  it('is GeoJSON where it has features, whoever made it', async () => {
    const file = { type: 'FeatureCollection', generator: 'overpass-turbo', features: [feature] };
    const { format, entries } = await read(JSON.stringify(file), 'diem.geojson');
    expect(format).toBe('geojson');
    expect(entries).toMatchObject([{ name: 'Chợ Mẫu', line: [[105.85, 21.03]] }]);
  });

  it('is an answer of Overpass where it has elements', async () => {
    const node = { type: 'node', id: 1, lon: 105.85, lat: 21.03, tags: { shop: 'x', name: 'Chợ' } };
    const { format, entries, report } = await read(
      JSON.stringify({ generator: 'Overpass API', elements: [node] }),
      'osm.json',
    );
    expect(format).toBe('overpass');
    expect(entries).toMatchObject([{ name: 'Chợ', street: null }]);
    expect(report).toMatchObject({ elements: 1, entries: 1, places: 1, doors: 0 });
  });
});
