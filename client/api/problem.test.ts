import { describe, expect, it } from 'vitest';

import {
  ApiProblem,
  ApiUnreachable,
  isOvertaken,
  isRevocation,
  isSessionEnd,
  isSettled,
  readProblem,
  wipedAccount,
} from './problem.ts';

const problem = (status: number, code = 'some.code', parameters = {}) =>
  new ApiProblem({ type: '', title: 'Title', status, code, requestId: '', parameters }, null);

describe('a refusal', () => {
  it('decides the write, unless it came before the write was looked at or after a failure', () => {
    const decided = [400, 403, 404, 409, 422, 499].filter((status) => isSettled(problem(status)));
    expect(decided).toEqual([400, 403, 404, 409, 422, 499]);
    const open = [401, 408, 425, 429, 500, 503].filter((status) => isSettled(problem(status)));
    expect(open).toEqual([]);
    expect(isSettled(problem(409, 'request.outcome_unknown'))).toBe(false);
    expect(isSettled(new ApiUnreachable('network'))).toBe(false);
  });

  it('says that somebody was faster by 409 alone', () => {
    expect([404, 409, 412].filter((status) => isOvertaken(problem(status)))).toEqual([409]);
    expect(isOvertaken(problem(409, 'request.outcome_unknown'))).toBe(false);
  });
});

describe('the end of a session', () => {
  const CODES = [
    'session.missing',
    'session.revoked',
    'session.wiped',
    'account.disabled',
    'session.other_account',
    'permission.denied',
  ];
  const codesOf = (test: (error: unknown) => boolean) =>
    CODES.filter((code) => test(problem(401, code)));

  it('is that it ran out or was ended; a disabled account is told otherwise', () => {
    expect(codesOf(isSessionEnd)).toEqual(['session.missing', 'session.revoked', 'session.wiped']);
    expect(isSessionEnd(new Error('session.missing'))).toBe(false);
  });

  it('makes the device forget where it was taken away, not where it ran out', () => {
    expect(codesOf(isRevocation)).toEqual(['session.revoked', 'session.wiped', 'account.disabled']);
  });

  it('deletes unsent work only where the device is to be wiped, and of that account alone', () => {
    const accountId = 'lan';
    expect(wipedAccount(problem(401, 'session.wiped', { accountId }))).toBe('lan');
    expect(wipedAccount(problem(401, 'session.revoked', { accountId }))).toBeNull();
    expect(wipedAccount(problem(401, 'session.wiped', { accountId: 7 }))).toBeNull();
    expect(wipedAccount(problem(401, 'session.wiped'))).toBeNull();
  });
});

describe('the answer of a refusal', () => {
  const DOCUMENT = { type: 't', title: 'Title', status: 422, code: 'a.b', requestId: 'r1' };
  const read = (body: unknown, status = 422, headers: Record<string, string> = {}) =>
    readProblem(Response.json(body, { status, headers }));

  it('is read as the server wrote it', async () => {
    const errors = [{ pointer: '/name', code: 'required' }];
    const found = await read({ ...DOCUMENT, detail: 'Câu.', errors, parameters: { most: 3 } });
    expect(found).toMatchObject({
      code: 'a.b',
      status: 422,
      sentence: 'Câu.',
      requestId: 'r1',
      errors,
      parameters: { most: 3 },
      retryAfter: null,
    });
    expect(found.fieldCode('/name')).toBe('required');
    expect(found.fieldCode('/other')).toBeNull();
    expect((await read(DOCUMENT)).sentence).toBe('Title');
  });

  it('says how long to wait where it names seconds', async () => {
    expect((await read(DOCUMENT, 429, { 'retry-after': '30' })).retryAfter).toBe(30);
    expect((await read(DOCUMENT, 429, { 'retry-after': 'tomorrow' })).retryAfter).toBeNull();
  });

  it.each([
    [{ ...DOCUMENT, code: 1 }],
    [{ ...DOCUMENT, title: undefined }],
    [{ ...DOCUMENT, requestId: undefined }],
    [{ ...DOCUMENT, status: '422' }],
    [{ ...DOCUMENT, errors: {} }],
    [{ ...DOCUMENT, parameters: 'none' }],
    [null],
    ['text'],
  ])('that is no problem document is known by its status alone: %o', async (body) => {
    const found = await read(body, 400, { 'x-request-id': 'r2' });
    expect(found).toMatchObject({ code: 'server.internal', status: 400, requestId: 'r2' });
  });

  it('from a proxy says what its status says', async () => {
    const codes = [429, 502, 503, 504, 500].map(async (status) => {
      const page = new Response('<html>', { status, statusText: 'Bad' });
      const { code, requestId, sentence } = await readProblem(page);
      return [status, code, requestId, sentence];
    });
    expect(await Promise.all(codes)).toEqual([
      [429, 'request.too_many', '', 'Bad'],
      [502, 'server.not_ready', '', 'Bad'],
      [503, 'server.not_ready', '', 'Bad'],
      [504, 'server.not_ready', '', 'Bad'],
      [500, 'server.internal', '', 'Bad'],
    ]);
  });
});
