import { describe, expect, it } from 'vitest';

import { constraintProblem } from './constraint-problems.ts';
import { isUnreachable } from './unreachable.ts';

const failure = (code: string, more: object = {}, name = 'PostgresError') =>
  Object.assign(new Error('said'), { name, code, ...more });
const codeOf = (error: unknown) => constraintProblem(error)?.code ?? null;

describe('an error of the database', () => {
  it.each([
    ['57014', 'request.timeout'],
    ['55P03', 'request.timeout'],
    ['40001', 'request.timeout'],
    ['40P01', 'request.timeout'],
    ['22021', 'request.malformed'],
    ['22P05', 'request.malformed'],
    ['42501', 'permission.denied'],
    ['23505', null],
    ['42P01', null],
  ])('of the state %s is the refusal %s', (state, code) => {
    expect(codeOf(failure(state))).toBe(code);
  });

  it('is the refusal that names the broken constraint, before that of its state', () => {
    const broken = { constraint_name: 'webhook_receiver_name_unique' };
    expect(codeOf(failure('23505', broken))).toBe('webhook.name_taken');
    expect(codeOf(failure('42501', broken))).toBe('webhook.name_taken');
    expect(codeOf(failure('23505', { constraint_name: 'of_nobody' }))).toBeNull();
  });

  it('keeps its cause, and is a bug where it is no error of the database', () => {
    const cause = failure('57014');
    expect(constraintProblem(cause)?.cause).toBe(cause);
    expect(codeOf(failure('57014', {}, 'Error'))).toBeNull();
    expect(codeOf({ name: 'PostgresError', code: '57014' })).toBeNull();
    expect(codeOf('57014')).toBeNull();
  });

  it('asks to come again in five seconds where the database is away', () => {
    const away = constraintProblem(failure('57P01'));
    expect(away).toMatchObject({ code: 'server.not_ready', parameters: { seconds: 5 } });
  });
});

describe('a database that is away', () => {
  it.each([
    'CONNECTION_CLOSED',
    'CONNECTION_DESTROYED',
    'CONNECTION_ENDED',
    'CONNECT_TIMEOUT',
    '57P01',
    '57P02',
    '57P03',
    '53300',
  ])('says so by %s', (code) => {
    expect(isUnreachable(failure(code, {}, 'Error'))).toBe(true);
  });

  it('is told from another service by the statement that did not reach it', () => {
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT']) {
      expect([code, isUnreachable(failure(code, { query: 'select' }))]).toEqual([code, true]);
      expect([code, isUnreachable(failure(code))]).toEqual([code, false]);
    }
    expect(isUnreachable(failure('23505', { query: 'select' }))).toBe(false);
    expect(isUnreachable(new Error('57P01'))).toBe(false);
    expect(isUnreachable({ code: '57P01' })).toBe(false);
  });
});
