import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { sessionSecret } from './secret.ts';

test('the secret is made once, kept, and readable by its owner alone', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'secret-'));
  try {
    const first = sessionSecret({ secret: null, dataDirectory });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(sessionSecret({ secret: null, dataDirectory })).toBe(first);
    expect(statSync(join(dataDirectory, 'secret')).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(dataDirectory, { recursive: true });
  }
});

test('a configured secret touches no file', () => {
  const secret = 'x'.repeat(32);
  expect(sessionSecret({ secret, dataDirectory: '/nowhere/at/all' })).toBe(secret);
});
