import { randomInt } from 'node:crypto';

import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for Argon2id: 19 MiB, two passes, one lane. About 30 ms of one core. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Without the signs that are mistaken for one another when a password is read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUP_LENGTH = 4;

/** An Argon2id hash in PHC format. People type the same letters in two Unicode forms: NFC decides. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), COST);
}

export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  return await verify(stored, password.normalize('NFC'));
}

/** Tests if a stored hash was made at another cost than the present one, so that it is made anew at the next sign-in. */
export function isOfAnotherCost(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = COST;
  return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}

/** A random password of about 138 bits, in groups that can be read out: `k7pm-2xwq-…`. */
export function generatePassword(): string {
  return randomGroups(7);
}

/**
 * A random code of about 39 bits, read out to who has the link that it belongs to: an out-of-band code, which the link's
 * 256 bits and the limit of tries protect (ASVS 6.5.4, 6.6.2, 6.6.3).
 */
export function generateCode(): string {
  return randomGroups(2);
}

function randomGroups(count: number): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(
      '',
    );
  return Array.from({ length: count }, group).join('-');
}
