import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'diaban-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = (environment: Record<string, string>) => readConfig(environment).security;

describe('the strictness of an installation', () => {
  it('is the highest where the operator says nothing', () => {
    expect(settings({})).toEqual({
      breachedPasswords: null,
      secondFactor: 'everybody',
      idleMinutes: 60,
      scanner: null,
      previousSecret: null,
      tls: null,
    });
  });

  it('is what the operator says', () => {
    const previous = 'a former secret of thirty-two signs';
    expect(
      settings({
        DIABAN_BREACHED_PASSWORDS: '/breached',
        DIABAN_SECOND_FACTOR: 'deciders',
        DIABAN_IDLE_MINUTES: '30',
        DIABAN_PREVIOUS_SECRET: previous,
      }),
    ).toMatchObject({
      breachedPasswords: '/breached',
      secondFactor: 'deciders',
      idleMinutes: 30,
      previousSecret: previous,
    });
  });

  it('names the scanner by its socket, or by host and port', () => {
    const scanner = (address: string) => settings({ DIABAN_VIRUS_SCANNER: address }).scanner;
    expect(scanner('unix:/run/clamd.ctl')).toEqual({ path: '/run/clamd.ctl' });
    expect(scanner('localhost:3310')).toEqual({ host: 'localhost', port: 3310 });
    for (const address of ['unix:run/clamd.ctl', 'localhost', 'localhost:', 'localhost:123456']) {
      expect(() => scanner(address)).toThrow('HOST:3310');
    }
  });
});

describe('a certificate of its own', () => {
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  writeFileSync(certificate, 'the certificate');
  writeFileSync(key, 'the key');
  const NAMED = { DIABAN_TLS_CERTIFICATE_FILE: certificate, DIABAN_TLS_KEY_FILE: key };
  const DIABAN_PUBLIC_URL = 'https://diaban.example';

  it('is read with its key', () => {
    expect(settings({ ...NAMED, DIABAN_PUBLIC_URL }).tls).toEqual({
      cert: 'the certificate',
      key: 'the key',
    });
  });

  it('goes with its key, and with an address that begins with https', () => {
    const { DIABAN_TLS_CERTIFICATE_FILE, DIABAN_TLS_KEY_FILE } = NAMED;
    for (const half of [{ DIABAN_TLS_CERTIFICATE_FILE }, { DIABAN_TLS_KEY_FILE }]) {
      expect(() => settings({ ...half, DIABAN_PUBLIC_URL })).toThrow('go together');
    }
    expect(() => settings(NAMED)).toThrow('begins with https://');
    const plain = { DIABAN_PUBLIC_URL: 'http://diaban.example' };
    expect(() => settings({ ...NAMED, ...plain })).toThrow('begins with https://');
  });

  it('that cannot be read is named with its variable', () => {
    const missing = join(folder, 'missing.pem');
    const without = (name: keyof typeof NAMED) =>
      settings({ ...NAMED, [name]: missing, DIABAN_PUBLIC_URL });
    for (const name of ['DIABAN_TLS_CERTIFICATE_FILE', 'DIABAN_TLS_KEY_FILE'] as const) {
      expect(() => without(name)).toThrow(`${name}: ${missing} cannot be read`);
    }
  });
});
