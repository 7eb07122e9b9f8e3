import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SUBJECTS } from '#server/app-features.ts';
import { ENUMERATION_WORDS } from '#server/http/enumeration-words.ts';
import { interfaceDocument } from '#tests/support/openapi/document.ts';
import { redocly } from '#tests/support/openapi/redocly.ts';
import { some } from '#tests/support/some.ts';

type Operation = { operationId: string; summary: string; tags: string[] };
type Schema = { type?: unknown; enum?: unknown[] };

let folder: string;
let document: ReturnType<typeof interfaceDocument>;
let operations: Operation[];
let schemas: [string, Schema][];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-openapi-'));
  document = interfaceDocument();
  operations = Object.values(document.paths).flatMap((item) =>
    Object.values(item),
  ) as unknown as Operation[];
  schemas = Object.entries(document.components['schemas'] as Record<string, Schema>);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the description of the interface', () => {
  it('has no errors and no warnings in Redocly', async () => {
    const path = join(folder, 'openapi.json');
    await writeFile(path, JSON.stringify(document));
    const report = await redocly('lint', '--extends=recommended', '--format=json', path);
    const { totals } = JSON.parse(report.slice(report.indexOf('{')));
    expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  });

  it('names each operation once, and its subject', () => {
    expect(operations.length).toBeGreaterThan(200);
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^(get|post|put|patch|delete)[A-Z][A-Za-z0-9]*$/.test(id))).toEqual(
      [],
    );
    const used = new Set(operations.flatMap(({ tags }) => tags));
    expect([...used].toSorted()).toEqual(Object.keys(SUBJECTS).toSorted());
  });

  it('says of each named enumeration what its values mean', () => {
    for (const [name, { enum: values }] of some(schemas)) {
      if (values === undefined) continue;
      expect([name, Object.keys(ENUMERATION_WORDS[name] ?? {})]).toEqual([name, values]);
    }
  });

  it('lets no named schema be null: who refers to it says so', () => {
    const nullable = schemas.filter(([, schema]) =>
      JSON.stringify(schema.type ?? '').includes('null'),
    );
    expect(nullable.map(([name]) => name)).toEqual([]);
    // Both at once would be neither.
    const contradicts = /"allOf":\[\{"\$ref":"[^"]+"\},\{"type":\["\w+","null"\]/;
    expect(JSON.stringify(document)).not.toMatch(contradicts);
  });
});
