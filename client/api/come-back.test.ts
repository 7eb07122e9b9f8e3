import { expect, it } from 'vitest';

import { isStarting, mayPass } from './come-back.ts';
import { ApiProblem, ApiUnreachable } from './problem.ts';

const refusal = (code: string) =>
  new ApiProblem({ type: '', title: '', status: 503, code, requestId: '' }, null);

it('a server that starts or restores a backup is waited for, and one that is not ready is not', () => {
  const codes = ['server.starting', 'server.restoring', 'server.not_ready', 'point.not_found'];
  expect(codes.filter((code) => isStarting(refusal(code)))).toEqual(codes.slice(0, 2));
  expect(isStarting(new ApiUnreachable('network'))).toBe(false);
});

it('silence and a start pass by themselves, a refusal does not', () => {
  expect(mayPass(new ApiUnreachable('network'))).toBe(true);
  expect(mayPass(refusal('server.restoring'))).toBe(true);
  expect(mayPass(refusal('server.internal'))).toBe(false);
  expect(mayPass(new Error('bug'))).toBe(false);
});
