import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const GIVEN = {
  DIABAN_STORE_URL: 'https://kho.example/',
  DIABAN_STORE_BUCKET: 'dia-ban',
  DIABAN_STORE_KEY_ID: 'AKID',
  DIABAN_STORE_SECRET: 'a secret of the store',
};
const withSecretFile = { ...GIVEN, DIABAN_STORE_SECRET: undefined };

describe('the settings of the object store', () => {
  it('are none without an address', () => {
    expect(readConfig({}).objectStore).toBeNull();
  });

  it('hold address, bucket, key and secret', () => {
    expect(readConfig({ ...GIVEN, DIABAN_STORE_PREFIX: 'ha-noi/' }).objectStore).toEqual({
      url: 'https://kho.example',
      bucket: 'dia-ban',
      region: 'us-east-1',
      keyId: 'AKID',
      secret: 'a secret of the store',
      prefix: 'ha-noi/',
    });
  });

  it('take the secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diaban-secret-'));
    const file = join(folder, 'secret');
    try {
      writeFileSync(file, 'a secret in a file\n');
      const { objectStore } = readConfig({ ...withSecretFile, DIABAN_STORE_SECRET_FILE: file });
      expect(objectStore?.secret).toBe('a secret in a file');
      writeFileSync(file, 'short\n');
      const short = { ...withSecretFile, DIABAN_STORE_SECRET_FILE: file };
      expect(() => readConfig(short)).toThrow(/DIABAN_STORE_SECRET/);
      const missing = { ...withSecretFile, DIABAN_STORE_SECRET_FILE: join(folder, 'none') };
      expect(() => readConfig(missing)).toThrow(/cannot be read/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['http outside this machine', { DIABAN_STORE_URL: 'http://kho.example' }, /https/],
    ['a key in the address', { DIABAN_STORE_URL: 'https://a:b@kho.example' }, /address alone/],
    ['no bucket', { DIABAN_STORE_BUCKET: undefined }, /needs DIABAN_STORE_BUCKET/],
    ['no secret', { DIABAN_STORE_SECRET: undefined }, /DIABAN_STORE_SECRET_FILE/],
    ['two secrets', { DIABAN_STORE_SECRET_FILE: '/run/secret' }, /both set/],
    ['no address', { DIABAN_STORE_URL: undefined }, /DIABAN_STORE_URL is missing/],
    ['a prefix without an end', { DIABAN_STORE_PREFIX: 'ha-noi' }, /ending with/],
    ['a prefix that climbs', { DIABAN_STORE_PREFIX: '../' }, /folders of letters/],
  ])('are refused in words: %s', (_, changed, message) => {
    let said = '';
    try {
      readConfig({ ...GIVEN, ...changed });
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(message);
    expect(said).not.toContain('a secret of the store');
  });

  it.each(['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])(
    'allow plain http on this machine: %s',
    (url) => {
      expect(readConfig({ ...GIVEN, DIABAN_STORE_URL: url }).objectStore?.url).toBe(url);
    },
  );
});
