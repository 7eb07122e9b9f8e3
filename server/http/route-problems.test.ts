import { describe, expect, it } from 'vitest';

import { impliedProblems, problemResponses } from './route-problems.ts';

type Route = Parameters<typeof impliedProblems>[0];

/** The barest route: it reads, takes nothing, and is open to everybody. */
const BARE: Route = {
  method: 'get',
  right: 'public',
  key: 'none',
  version: 'none',
  decides: false,
  asks: false,
};
const ALWAYS = ['request.malformed', 'request.unknown_query'];
const CLOSED = [
  'session.missing',
  'session.revoked',
  'session.wiped',
  'account.disabled',
  'session.other_account',
  'permission.denied',
  'token.invalid',
  'token.not_enough',
  'token.in_address',
  'request.too_many',
];
const RESTRICTED = ['session.password_change_required', 'session.second_factor_required'];
const WRITE = ['request.cross_site', 'request.too_large'];
const BODY = ['request.invalid', 'request.unsupported_media_type'];

/** Lists what a declaration adds to the refusals of the barest route. */
const added = (more: Partial<Route>): string[] =>
  impliedProblems({ ...BARE, ...more })
    .filter((code) => !ALWAYS.includes(code))
    .toSorted();

const cases: [what: string, route: Partial<Route>, codes: string[]][] = [
  ['open to everybody has none of its own', {}, []],
  ['with a right asks for a session', { right: 'points:read' }, [...CLOSED, ...RESTRICTED]],
  ['for everybody signed in does so too', { right: 'signed-in' }, [...CLOSED, ...RESTRICTED]],
  ['open to those who owe a password', { right: 'signed-in', whileRestricted: true }, CLOSED],
  ['whose handler reads the session', { right: 'by-handler' }, ['session.missing']],
  ['of a hotline', { right: 'source' }, ['tip.token_invalid', 'request.too_many']],
  ['that asks again', { asks: true }, ['session.confirm_again']],
  ['that decides', { decides: true }, ['session.browser_outdated']],
  ['about who comes in', { decides: 'who-comes-in' }, []],
  ['with parameters', { params: {} }, ['request.invalid']],
  ['with a query', { query: {} }, ['request.invalid']],
  ['that writes', { method: 'post' }, WRITE],
  ['that deletes', { method: 'delete' }, WRITE],
  ['with a body', { body: {} }, BODY],
  ['with fields', { fields: {} }, BODY],
  ['with a stream', { stream: {} }, BODY],
  ['with a form', { form: {} }, [...BODY, 'file.malicious', 'file.not_scanned']],
  ['that may name a version', { version: 'optional' }, ['request.precondition_failed']],
  [
    'that must name a version',
    { version: 'required' },
    ['request.precondition_failed', 'request.version_missing'],
  ],
  ['with a file', { size: 'file' }, ['import.already_running']],
  ['with a photo or paper', { size: 'attachment' }, ['request.too_many']],
  ['with a backup', { size: 'backup' }, []],
  [
    'that needs a key',
    { key: 'required' },
    [
      'request.invalid',
      'request.idempotency_key_missing',
      'request.idempotency_key_reused',
      'request.outcome_unknown',
    ],
  ],
  [
    'that may have a key',
    { key: 'optional' },
    ['request.invalid', 'request.idempotency_key_reused', 'request.outcome_unknown'],
  ],
];

describe('the refusals that follow from a declaration', () => {
  it.each(cases)('of a route %s', (_, route, codes) => {
    expect(added(route)).toEqual(codes.toSorted());
  });

  it('are always that of an unknown name, and that of a bad text but ahead of the checks', () => {
    expect(impliedProblems(BARE).toSorted()).toEqual(ALWAYS);
    expect(impliedProblems({ ...BARE, ahead: true })).toEqual(['request.unknown_query']);
  });
});

describe('the answers of a refusal in the document', () => {
  it('stand together by their status, each code once', () => {
    const described = problemResponses([
      'session.missing',
      'permission.denied',
      'session.missing',
      'token.invalid',
    ]);
    expect(
      Object.entries(described).map(([status, { description }]) => [status, description]),
    ).toEqual([
      ['401', 'session.missing, token.invalid'],
      ['403', 'permission.denied'],
    ]);
  });
});
