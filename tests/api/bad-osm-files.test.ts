import { deflateSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { osmBlob, osmFiles } from '#tests/support/files/osm-files.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { osmImporter, STREETS } from '#tests/support/requests/osm-imports.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
let osm: ReturnType<typeof osmImporter>;
beforeAll(async () => {
  test = await createTestApp();
  osm = osmImporter(await test.as('admin'));
});
afterAll(() => test.close());

describe('a bad OSM file', () => {
  const node = { id: 1, lon: 105.84, lat: 21.03 };
  const street = { id: 9, nodes: [1, 2], tags: { highway: 'primary', name: 'Phố Mẫu' } };
  const pair = [node, { id: 2, lon: 105.85, lat: 21.03 }];
  const named = (name: string) => ({ ...street, tags: { ...street.tags, name } });
  const abroad = pair.map((one) => ({ ...one, lon: one.lon - 100 }));
  const nextDoor = pair.map((one) => ({ ...one, lon: one.lon - 0.9, lat: 20.35 }));
  const whole = osmFiles(STREETS);
  it.each([
    ['of another country', osmFiles({ nodes: abroad, ways: [street] }).pbf, 'osm.outside_city'],
    ['of a neighbour', osmFiles({ nodes: nextDoor, ways: [street] }).xml, 'osm.outside_city'],
    ['without elements', osmFiles({ nodes: [], ways: [] }).xml, 'osm.empty'],
    ['of nothing that counts', osmFiles({ nodes: [node], ways: [] }).overpass, 'osm.empty'],
    ['that is none', Buffer.from('Tên,Địa chỉ\n'), 'osm.not_osm'],
    ['cut in the middle of a block', whole.pbf.subarray(0, 120), 'osm.file_broken'],
    ['cut in the middle of a tag', whole.xml.subarray(0, 300), 'osm.file_broken'],
    ['cut in the middle of a list', whole.overpass.subarray(0, 300), 'osm.file_broken'],
    ['of ways without nodes', osmFiles({ nodes: [], ways: [street] }).pbf, 'osm.no_positions'],
    [
      'with a way of too many nodes',
      osmFiles({ nodes: pair, ways: [{ ...street, nodes: Array<number>(30_000).fill(1) }] }).pbf,
      'osm.way_too_long',
    ],
    [
      'with a control character in a name',
      osmFiles({ nodes: pair, ways: [named('Phố\u0000Mẫu')] }).pbf,
      'osm.text_unsafe',
    ],
    [
      'with a script in a name',
      osmFiles({ nodes: pair, ways: [named('<script src=//a.vn></script>')] }).overpass,
      'osm.text_unsafe',
    ],
    [
      'with a block that unpacks without end',
      Buffer.concat([whole.pbf, osmBlob(deflateSync(Buffer.alloc(30_000_000)), 30_000_000)]),
      'osm.unpacks_too_large',
    ],
  ] as const)('%s is refused, and nothing changes', async (_, bytes, code) => {
    const before = await osm.imports();
    await expectProblem(await osm.send('/api/osm-imports/preview', bytes), code);
    expect((await osm.lines(bytes)).at(-1)).toMatchObject({ phase: 'failed', code });
    expect(await osm.imports()).toEqual(before);
  });
});
