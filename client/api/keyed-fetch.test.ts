// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { keyedFetch } from './keyed-fetch.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

let keys: (string | null)[];
let answers: (() => Response | Promise<Response>)[];

beforeEach(() => {
  keys = [];
  answers = [];
  vi.stubGlobal(
    'fetch',
    marked(async (_: unknown, init?: RequestInit) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      return (await answers.shift()?.()) ?? Response.json({ ok: true });
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const lost = () => Promise.reject(new TypeError('no network'));
const brokenOff = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"ok":'));
        controller.error(new TypeError('the connection was cut'));
      },
    }),
  );

/** Presses a button once and gives the result. */
async function press(address: string, headers: Record<string, string> = {}): Promise<string> {
  try {
    const response = await keyedFetch(address, { method: 'POST', headers, body: '{}' });
    await response.text();
    return String(response.status);
  } catch {
    return 'lost';
  }
}

describe('a write', () => {
  it('that was answered is followed by a write under another key', async () => {
    expect([await press('/a1'), await press('/a1')]).toEqual(['200', '200']);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it.each([
    ['never came', lost, 'lost'],
    ['broke off on its way', brokenOff, 'lost'],
    ['was a failure of the server', () => new Response('', { status: 503 }), '503'],
  ])('whose answer %s is sent again under its key', async (name, answer, outcome) => {
    answers = [answer, answer];
    const address = `/b/${name}`;
    const outcomes = [await press(address), await press(address), await press(address)];
    expect(outcomes).toEqual([outcome, outcome, '200']);
    expect(new Set(keys).size).toBe(1);
    await press(address);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('that was refused is tried again under a new key', async () => {
    answers = [() => Response.json({ code: 'request.invalid' }, { status: 422 })];
    expect([await press('/c'), await press('/c')]).toEqual(['422', '200']);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('to another address has a key of its own', async () => {
    answers = [lost];
    await press('/d/1');
    await press('/d/2');
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('sent while another one is on its way has a key of its own', async () => {
    await Promise.all([press('/e'), press('/e')]);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('that brings a key keeps it', async () => {
    await press('/f', { 'Idempotency-Key': 'own' });
    expect(keys).toEqual(['own']);
  });
});

it('a read has no key', async () => {
  await keyedFetch('/g');
  expect(keys).toEqual([null]);
});
