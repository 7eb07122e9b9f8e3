import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import { PASSWORD_MINIMUM } from '#server/contract/account.ts';

import { isKnownPassword } from './known-passwords.ts';

const folder = mkdtempSync(join(tmpdir(), 'diaban-breached-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
/** Writes a file as haveibeenpwned.com gives it out. */
function breachedFile(passwords: readonly string[], end: string): string {
  const file = join(folder, sha1(passwords.join('\n') + end));
  const lines = passwords.map((password, at) => `${sha1(password)}:${at ** 5 + 1}`);
  writeFileSync(file, lines.toSorted().join(end) + (lines.length > 0 ? end : ''));
  return file;
}

describe('the own list', () => {
  it('holds more than the 3,000 commonest that are long enough to be taken', () => {
    const list = readFileSync('server/authentication/common-passwords.txt', 'utf8')
      .trim()
      .split('\n');
    expect(new Set(list).size).toBe(8000);
    expect(list.filter((password) => password.length < PASSWORD_MINIMUM)).toEqual([]);
  });

  it('knows them in whatever case, and no long phrase', async () => {
    expect(await isKnownPassword('1qaz2wsx3edc', null)).toBe(true);
    expect(await isKnownPassword('SonyEricsson', null)).toBe(true);
    expect(await isKnownPassword('bốn mùa xuân hạ thu đông', null)).toBe(false);
  });
});

describe('the file of the operator', () => {
  it('knows each of its passwords and no other', async () => {
    const word = fc.string({ minLength: 1 }).map((text) => text.normalize('NFC'));
    const words = fc.uniqueArray(word, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom('\n', '\r\n'), async (passwords, end) => {
        const [absent = '', ...held] = passwords;
        const file = breachedFile(held, end);
        for (const password of held) expect(await isKnownPassword(password, file)).toBe(true);
        expect(await isKnownPassword(absent, file)).toBe(false);
      }),
    );
  });

  it('that is not there is an error, never a password that passes', async () => {
    const missing = isKnownPassword('một câu dài dễ nhớ', join(folder, 'missing'));
    await expect(missing).rejects.toThrow('ENOENT');
  });
});
