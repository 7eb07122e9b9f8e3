import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';
import { SECRET_VARIABLES, withSecretsFromFiles } from './secrets-from-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'diaban-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function kept(name: string, secret: string): string {
  const file = join(folder, name);
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return file;
}
const SECRET = 'thirty-two characters, no fewer.';

describe('a secret', () => {
  it.each(SECRET_VARIABLES)('%s is read from the file that a keeper of secrets names', (name) => {
    const read = withSecretsFromFiles({ [`${name}_FILE`]: kept(`of ${name}`, SECRET) });
    expect(read[name]).toBe(SECRET);
  });

  it('is read from the credentials that systemd has decrypted for the service', () => {
    kept('DIABAN_SECRET', SECRET);
    expect(readConfig({ CREDENTIALS_DIRECTORY: folder }).secret).toBe(SECRET);
  });

  it('that is set itself is left as it is', () => {
    const own = 'another one of thirty-two signs, own';
    const given = { CREDENTIALS_DIRECTORY: folder, DIABAN_SECRET: own };
    expect(readConfig(given).secret).toBe(own);
  });

  it('is never guessed at: a file that is missing, or one beside the variable, is refused', () => {
    expect(() => withSecretsFromFiles({ DIABAN_SECRET_FILE: '/no/such/file' })).toThrow(
      'DIABAN_SECRET: the file /no/such/file cannot be read',
    );
    const both = { SMTP_URL: 'smtp://localhost', SMTP_URL_FILE: '/run/secrets/smtp' };
    expect(() => withSecretsFromFiles(both)).toThrow('SMTP_URL and SMTP_URL_FILE are both set');
  });
});
