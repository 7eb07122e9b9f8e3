import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { connectionAddress } from './connection-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'diaban-address-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('the address of a database', () => {
  it('is left as it is where it names nothing of ours', () => {
    for (const url of ['postgres://a:b@c/d', 'postgres://a@c/d?sslmode=verify-full']) {
      expect(connectionAddress(url)).toEqual({ url, options: {} });
    }
  });

  it('leads to a socket by its folder and port, as a user', () => {
    expect(connectionAddress('postgres:///diaban?host=/run/postgresql&user=dia')).toEqual({
      url: 'postgres:///diaban',
      options: { path: '/run/postgresql/.s.PGSQL.5432', user: 'dia' },
    });
    expect(connectionAddress('postgres:///d?host=/run&port=6432&sslmode=disable')).toEqual({
      url: 'postgres:///d?sslmode=disable',
      options: { path: '/run/.s.PGSQL.6432' },
    });
  });

  it('shows a certificate, and always checks that of the server', () => {
    const [cert, key, ca] = [file('cert', 'C'), file('key', 'K'), file('ca', 'A')];
    const { options } = connectionAddress(
      `postgres://a@b/c?sslcert=${cert}&sslkey=${key}&sslrootcert=${ca}`,
    );
    expect(options).toEqual({ ssl: { cert: 'C', key: 'K', ca: 'A', rejectUnauthorized: true } });
    expect(connectionAddress(`postgres://a@b/c?sslrootcert=${ca}`).options).toEqual({
      ssl: { ca: 'A', rejectUnauthorized: true },
    });
    expect(() => connectionAddress('postgres://a@b/c?sslcert=/no/such/file')).toThrow('/no/such');
  });

  it('reads a password of short life anew for each connection', async () => {
    const path = file('password', ' first\n');
    const { options, url } = connectionAddress(`postgres://a@b/c?passwordfile=${path}`);
    expect(url).toBe('postgres://a@b/c');
    const password = options['password'] as () => Promise<string>;
    expect(await password()).toBe('first');
    writeFileSync(path, 'second');
    expect(await password()).toBe('second');
  });
});
