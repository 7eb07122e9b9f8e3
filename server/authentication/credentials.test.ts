import { describe, expect, it } from 'vitest';

import { credentialsOf } from './credentials.ts';

type Shown = { headers?: Record<string, string>; query?: Record<string, string> };

const shown = ({ headers = {}, query = {} }: Shown) =>
  credentialsOf({
    header: ((name: string) => headers[name]) as never,
    query: (() => query) as never,
  });
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('who asks', () => {
  it.each([
    ['Bearer diaban_a', 'diaban_a'],
    ['bearer   diaban_a ', 'diaban_a'],
    ['Bearer anything', 'anything'],
    [basic('any:diaban_a'), 'diaban_a'],
    [basic(':diaban_a').replace('Basic', 'BASIC'), 'diaban_a'],
    [basic('any:other password'), null],
    ['Digest diaban_a', null],
    ['Bearer', null],
  ])('shows in the header "%s" the token %s', (authorization, token) => {
    expect(shown({ headers: { authorization } })).toEqual({ cookie: null, token });
  });

  it('shows a token in a header of its own, unless there is one of sign-in', () => {
    const own = { 'x-api-key': 'diaban_own' };
    expect(shown({ headers: own }).token).toBe('diaban_own');
    const both = { ...own, authorization: 'Bearer diaban_a' };
    expect(shown({ headers: both }).token).toBe('diaban_a');
    const proxy = { ...own, authorization: basic('proxy:word') };
    expect(shown({ headers: proxy }).token).toBe('diaban_own');
  });

  it('shows a cookie, with or without a token', () => {
    expect(shown({ headers: { cookie: 'a=b' } })).toEqual({ cookie: 'a=b', token: null });
    expect(shown({})).toEqual({ cookie: null, token: null });
  });

  it('never shows a token in an address', () => {
    expect(() => shown({ query: { f: 'json', key: 'diaban_a' } })).toThrow(
      expect.objectContaining({ code: 'token.in_address' }),
    );
    expect(shown({ query: { q: 'địa bàn diaban_' } }).token).toBeNull();
  });
});
