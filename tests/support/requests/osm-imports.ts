import { expect } from 'vitest';

import {
  OsmImportList,
  OsmImportProgress,
  OsmPreview,
  type OsmImport,
} from '#server/contract/osm-import.ts';
import type { MadeOsm } from '#tests/support/files/osm-files.ts';
import { freshKey, type TestClient } from '#tests/support/test-app.ts';

/** Two streets and a market in the middle of the city. */
export const STREETS: MadeOsm = {
  nodes: [
    { id: 1, lon: 105.84, lat: 21.03 },
    { id: 2, lon: 105.85, lat: 21.03 },
    { id: 3, lon: 105.85, lat: 21.04 },
    { id: 4, lon: 105.86, lat: 21.04, tags: { amenity: 'marketplace', name: 'Chợ Mẫu' } },
  ],
  ways: [
    { id: 1, nodes: [1, 2], tags: { highway: 'primary', name: 'Đường Ngang', oneway: 'yes' } },
    { id: 2, nodes: [2, 3], tags: { highway: 'residential', name: 'Phố Thử Nghiệm' } },
  ],
};

export function formOf(bytes: Uint8Array | string, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('file', new File([bytes as string], 'hà nội.osm.pbf'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Requests of an administrator about OSM files. */
export function osmImporter(admin: TestClient) {
  const send = (path: string, bytes: Uint8Array | string, fields: Record<string, string> = {}) =>
    admin.request(path, { method: 'POST', body: formOf(bytes, fields), headers: freshKey() });

  /** Lines of the answer to an import. */
  async function lines(bytes: Uint8Array | string, fields: Record<string, string> = {}) {
    const response = await send('/api/osm-imports', bytes, { source: 'Bản mẫu', ...fields });
    expect(response.status).toBe(200);
    const text = await response.text();
    return text
      .trim()
      .split('\n')
      .map((line) => OsmImportProgress.parse(JSON.parse(line)));
  }

  return {
    send,
    lines,
    async preview(bytes: Uint8Array): Promise<OsmPreview> {
      const response = await send('/api/osm-imports/preview', bytes);
      expect(response.status).toBe(200);
      return OsmPreview.parse(await response.json());
    },
    async bring(bytes: Uint8Array, fields: Record<string, string> = {}): Promise<OsmImport> {
      const last = (await lines(bytes, fields)).at(-1);
      if (last?.phase !== 'done') throw new Error(JSON.stringify(last));
      return last.result;
    },
    async imports(): Promise<OsmImport[]> {
      return OsmImportList.parse(await (await admin.get('/api/osm-imports')).json()).items;
    },
    goBack: () => admin.post('/api/osm-imports/undo'),
  };
}
