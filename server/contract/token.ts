import * as z from 'zod';

import { PERMISSIONS, type Actor, can, type Permission } from './permission.ts';
import { Role } from './role.ts';
import { IsoInstant } from './time.ts';
import { Words } from './words.ts';

/** Rights with which a program reads: what is looked at, and the whole register as a file. */
export const READING_RIGHTS = PERMISSIONS.filter(
  (right) => right.endsWith(':read') || right === 'points:export',
);

/** Rights with which a program may write: it enters tips, for people to judge, and nothing else. */
const WRITING_RIGHTS = ['tips:enter'] as const satisfies readonly Permission[];

/** Every right that a token can hold. */
export const TOKEN_RIGHTS: readonly Permission[] = [...READING_RIGHTS, ...WRITING_RIGHTS];

/** Collections of the OGC interface that a token can be confined to. */
export const TOKEN_COLLECTIONS = [
  'points',
  'events',
  'cycles',
  'communes',
  'checks',
  'inspection-objects',
  'routes',
] as const;
export const TokenCollection = z.enum(TOKEN_COLLECTIONS).meta({ id: 'TokenCollection' });
export type TokenCollection = z.infer<typeof TokenCollection>;

const MOST_DAYS = 366;

export const NewTokenBody = z
  .strictObject({
    /** Name by which its owner knows it again. */
    name: Words(60).min(2),
    /** Purpose that stands in the log at each use; the name where nothing is said. */
    purpose: Words(200).min(2).nullable().default(null),
    /** Days of life. */
    days: z.int().min(1).max(MOST_DAYS),
    /** Without them: everything that the account may read. */
    rights: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length).optional(),
    /** With them the token opens these collections of the OGC interface, and nothing else. */
    collections: z.array(TokenCollection).min(1).max(TOKEN_COLLECTIONS.length).optional(),
    /** Makes a token of a system with a reach of its own; only the administrator may. */
    system: z
      .strictObject({
        role: Role,
        communeIds: z.array(z.int().positive()).max(200).default([]),
      })
      .optional(),
  })
  .meta({ id: 'NewToken', example: { name: 'QGIS của phòng', days: 90 } });
export type NewTokenBody = z.infer<typeof NewTokenBody>;

/** A token on record; never the token itself. */
export const AccessToken = z
  .object({
    id: z.int(),
    name: z.string(),
    purpose: z.string(),
    kind: z.enum(['personal', 'system']),
    /** Last characters of the token, so that two can be told apart. */
    ending: z.string(),
    account: z.object({ id: z.string(), name: z.string(), role: Role.nullable() }),
    rights: z.array(z.enum(PERMISSIONS)),
    collections: z.array(TokenCollection).nullable(),
    createdAt: IsoInstant,
    expiresAt: IsoInstant,
    lastUsedAt: IsoInstant.nullable(),
    revokedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'AccessToken' });
export type AccessToken = z.infer<typeof AccessToken>;

/** The only time that a token is seen: its hash alone is kept. */
export const NewToken = AccessToken.extend({ token: z.string() }).meta({ id: 'AccessTokenOnce' });
export type NewToken = z.infer<typeof NewToken>;

/** Lists what a role can give a token: reading what it reads, and entering tips where it does. */
export function rightsOfTokens(role: Role): Permission[] {
  return TOKEN_RIGHTS.filter((right) => can(role, right));
}

/**
 * Tells whether a request with a token may use a route. Reading asks for the route's right among those of the token;
 * writing also that it is a right to write, so that a token for reading changes nothing.
 * @param right null where a route is open to everybody signed in
 */
export function tokenAllows(
  actor: Pick<Actor, 'token'>,
  method: string,
  right: Permission | null,
): boolean {
  if (actor.token === undefined) return true;
  const reads = method === 'GET' || method === 'HEAD';
  if (right === null) return reads;
  const isWriting = (WRITING_RIGHTS as readonly Permission[]).includes(right);
  return actor.token.rights.includes(right) && (reads || isWriting);
}

/** Tells if somebody, or the program that stands for them, has a right. */
export function holds({ role, token }: Pick<Actor, 'role' | 'token'>, right: Permission): boolean {
  return can(role, right) && (token === undefined || token.rights.includes(right));
}
