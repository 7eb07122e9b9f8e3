import { expect, it } from 'vitest';

import { areHashed, hashBackupCodes, hashLikeStored } from './backup-codes.ts';

const listOf = (stored: string) => JSON.parse(stored) as string[];

it('backup codes are stored as Argon2id hashes alone, and a typed one is found among them', async () => {
  const stored = await hashBackupCodes(JSON.stringify(['aB3de-Fg7hi', 'Zz9yx-Ww8vu']));
  expect(stored).not.toMatch(/aB3de|Zz9yx/);
  expect(areHashed(stored)).toBe(true);
  expect(listOf(stored)).toContain(await hashLikeStored(stored, 'Zz9yx-Ww8vu'));
  expect(listOf(stored)).not.toContain(await hashLikeStored(stored, 'zz9yx-Ww8vu'));
});

it('what is left after one was spent stays as it was hashed', async () => {
  const stored = await hashBackupCodes(JSON.stringify(['one', 'two']));
  const left = JSON.stringify(listOf(stored).slice(1));
  expect(await hashBackupCodes(left)).toBe(left);
  expect(await hashLikeStored('[]', 'one')).toBe('');
});

it('the codes of two people have two salts', async () => {
  const [one, two] = await Promise.all([hashBackupCodes('["same"]'), hashBackupCodes('["same"]')]);
  expect(one).not.toBe(two);
});
