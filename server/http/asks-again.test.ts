import { describe, expect, it } from 'vitest';

import type { SessionHolder } from '#server/authentication/holder.ts';
import type { Actor } from '#server/contract/permission.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { asksAgain, asksForOwn } from './asks-again.ts';

const AGENT = 'Mozilla/5.0 Chrome/130.0';
const OLD_AGENT = 'Mozilla/5.0 Chrome/90.0';
const ANALYST: Actor = { accountId: 'lan', role: 'analyst', reach: 'city', communeIds: [] };
const ADMINISTRATOR: Actor = { ...ANALYST, role: 'admin' };
const LEADER: Actor = { ...ANALYST, role: 'leader' };

type Asked = {
  age?: number | null;
  userAgent?: string;
  actor?: Actor;
  status?: 200 | 302 | 400;
  middleware?: typeof asksAgain;
};

/** Sends an act some seconds after the last proof; gives its outcome and how often a new proof was to be noted. */
async function acted(given: Asked) {
  const { age = 60, userAgent = AGENT, actor = LEADER, status = 200 } = given;
  const warnings: unknown[] = [];
  const database = { sql: { begin: () => Promise.reject(new Error('gone')) } };
  const holder = {
    role: actor.role,
    secondFactor: true,
    secondsSinceProof: age,
    provedAddress: null,
    provedAgent: userAgent,
  };
  const app = smallApp(
    { database, log: { warn: (_: unknown, words: string) => void warnings.push(words) } },
    { actor, holder: holder as SessionHolder },
  );
  app.post('/', given.middleware ?? asksAgain, (context) => context.text('', status));
  const outcome = await outcomeOf(
    app.request('/', { method: 'POST', headers: { 'user-agent': userAgent } }),
  );
  // Nobody waits for the note.
  await new Promise(setImmediate);
  return { outcome, warnings };
}

const NOT_NOTED = ['the last proof of a session was not noted'];

describe('an act that decides', () => {
  it('is recorded even where its proof cannot be noted, which the log says', async () => {
    expect(await acted({})).toEqual({ outcome: 200, warnings: NOT_NOTED });
  });

  it('notes a proof from the tenth second on, and none for a token', async () => {
    expect((await acted({ age: 10 })).warnings).toEqual(NOT_NOTED);
    expect((await acted({ age: 9.9 })).warnings).toEqual([]);
    expect(await acted({ age: null })).toEqual({ outcome: 200, warnings: [] });
  });

  it('notes none where it was refused', async () => {
    expect((await acted({ status: 400 })).warnings).toEqual([]);
    expect((await acted({ status: 302 })).warnings).toEqual(NOT_NOTED);
  });

  it('asks after five minutes', async () => {
    expect((await acted({ age: 299 })).outcome).toBe(200);
    expect((await acted({ age: 301 })).outcome).toBe('session.confirm_again');
  });

  it('is refused from an outdated browser to the administrator alone, before anything is asked', async () => {
    const userAgent = OLD_AGENT;
    const refused = await acted({ userAgent, actor: ADMINISTRATOR, age: 301 });
    expect(refused.outcome).toBe('session.browser_outdated');
    expect((await acted({ actor: ADMINISTRATOR })).outcome).toBe(200);
    expect((await acted({ userAgent })).outcome).toBe(200);
  });
});

describe('a change of what lets the own person in', () => {
  it('asks under its own conditions, and is no proof itself', async () => {
    const asked = await acted({ middleware: asksForOwn, age: 86_400 });
    expect(asked.outcome).toBe('session.confirm_again');
    expect(await acted({ middleware: asksForOwn, age: 60 })).toEqual({
      outcome: 200,
      warnings: [],
    });
  });
});
