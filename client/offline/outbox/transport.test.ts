import { describe, expect, it } from 'vitest';

import { StrangerAnswered } from '#client/api/instance.ts';
import { device, entryFor } from '#tests/support/faults/faulty-device.ts';

import type { ReadReceipt } from './receipt.ts';
import type { Outcome } from './rules.ts';
import { type Fetch, sendEntry } from './transport.ts';

async function outcomeOf(
  fetch: Fetch,
  readReceipt: ReadReceipt = async () => 'a.receipt.of-it',
): Promise<Outcome> {
  const entry = await entryFor('a0', 'a', await device([], true));
  return await sendEntry(entry, {
    fetch,
    content: async () => null,
    readReceipt,
    onAttachmentSent: async () => undefined,
    onPosting: async () => undefined,
  });
}

const answered = (status: number, code = '', headers: Record<string, string> = {}) =>
  outcomeOf(async () => Response.json({ code, detail: 'Lý do.' }, { status, headers }));

describe('the answer to an entry', () => {
  it('completes it, and its content is passed on', async () => {
    const receipt = 'a.receipt.of-it';
    expect(await outcomeOf(async () => Response.json({ id: 7 }))).toEqual({
      kind: 'done',
      answer: { id: 7 },
      receipt,
    });
    expect(await outcomeOf(async () => new Response(null, { status: 204 }))).toEqual({
      kind: 'done',
      answer: null,
      receipt,
    });
  });

  it.each([200, 204])('is not sent without a receipt of its own: %i', async (status) => {
    const unproved = { kind: 'later', network: false, held: { by: 'unproved', status } };
    const answer = async () => new Response(status === 204 ? null : '{}', { status });
    expect(await outcomeOf(answer, async () => null)).toMatchObject(unproved);
    const broken = async () => Promise.reject(new TypeError('no keys'));
    expect(await outcomeOf(answer, broken)).toMatchObject(unproved);
  });

  it.each([
    ['stranger', 413],
    ['stranger', 403],
    ['another', 200],
  ] as const)(
    'of somebody else says nothing of it, nor of the others: %s %i',
    async (by, status) => {
      const outcome = await outcomeOf(() => Promise.reject(new StrangerAnswered(by, status)));
      expect(outcome).toMatchObject({ kind: 'later', network: false, held: { by, status } });
    },
  );

  it('of a proxy behind which nobody answers is a failure of the server', async () => {
    const gateway = () => Promise.reject(new StrangerAnswered('stranger', 502));
    expect(await outcomeOf(gateway)).toMatchObject({ held: { by: 'server', status: 502 } });
  });

  it.each([
    [401, 'session.missing', 'signed_out'],
    [401, 'session.revoked', 'revoked'],
    [401, 'session.wiped', 'wiped'],
    [403, 'account.disabled', 'revoked'],
    [409, 'session.other_account', 'other_account'],
    [403, 'session.second_factor_required', 'restricted'],
    [403, 'session.password_change_required', 'restricted'],
    [401, 'session.confirm_again', 'confirm'],
  ])('stops all sending at present: %i %s', async (status, code, why) => {
    expect(await answered(status, code)).toEqual({ kind: 'stopped', why });
  });

  it.each([408, 425, 429, 502, 503, 504])(
    'counts as a failure of the line or the whole server: %i',
    async (status) => {
      expect(await answered(status)).toEqual({
        kind: 'later',
        network: true,
        held: { by: 'server', status },
        retryAfterSeconds: null,
      });
    },
  );

  it.each([500, 501, 507])('counts as a failure at this entry: %i', async (status) => {
    expect(await answered(status)).toMatchObject({ kind: 'later', network: false });
  });

  it('names the pause before the next attempt', async () => {
    const asked = await answered(429, '', { 'retry-after': '17' });
    expect(asked).toMatchObject({ retryAfterSeconds: 17 });
    const dated = await answered(429, '', { 'retry-after': 'Mon, 02 Mar 2026 01:00:00 GMT' });
    expect(dated).toMatchObject({ retryAfterSeconds: null });
  });

  it.each([400, 403, 404, 409, 412, 422])('refuses it for good: %i', async (status) => {
    expect(await answered(status, 'handover.not_pending')).toMatchObject({
      kind: 'refused',
      problem: { code: 'handover.not_pending', status, sentence: 'Lý do.' },
    });
  });

  it('is missing where the line broke before or within it', async () => {
    const held = { by: 'network', status: null };
    const later = { kind: 'later', network: true, held, retryAfterSeconds: null };
    expect(await outcomeOf(() => Promise.reject(new TypeError('network')))).toEqual(later);
    expect(await outcomeOf(async () => new Response('{"id":', { status: 200 }))).toEqual(later);
  });

  it('keeps its status where it is no problem document', async () => {
    expect(await outcomeOf(async () => Response.json('no', { status: 418 }))).toEqual({
      kind: 'refused',
      problem: {
        code: 'server.internal',
        status: 418,
        sentence: '',
        errors: [],
        parameters: {},
        requestId: '',
      },
    });
  });

  it('belongs to one request, with its key, for its account', async () => {
    const sent: { path: string; headers: Headers; method: string | undefined }[] = [];
    await outcomeOf(async (path, { headers, method }) => {
      sent.push({ path, headers: new Headers(headers), method });
      return Response.json({});
    });
    expect(sent.map(({ path, method }) => [path, method])).toEqual([['/api/test', 'POST']]);
    expect(sent[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[0]?.headers.get('x-diaban-account')).toBe('leader');
  });
});
