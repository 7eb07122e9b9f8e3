import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { createApp } from '#server/app.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { type Listening, listen } from '#server/http/listen.ts';
import { createMetrics } from '#server/http/metrics.ts';
import {
  CLIENT_ID,
  startProvider,
  type TestProvider,
} from '#tests/support/accounts/identity-provider.ts';
import type { Browser } from '#tests/support/accounts/sign-in.ts';
import {
  finishIn,
  openBound,
  sendLogout,
  signInBy,
} from '#tests/support/accounts/single-sign-on.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const STRONG = 'muc-cao';
let server: Listening;
let provider: TestProvider;
let testApp: TestApp;

beforeAll(async () => {
  // The provider must know its address before there is anything to answer.
  server = await listen((request, env) => testApp.app.fetch(request, env), 0, '127.0.0.1');
  provider = await startProvider({
    backchannel_logout_uri: `http://127.0.0.1:${server.port}/api/auth/single-sign-on/logout`,
    backchannel_logout_session_required: true,
  });
  testApp = await createTestApp({
    reference: false,
    environment: { ...provider.environment, DIABAN_OIDC_STRONG_ACR: STRONG },
  });
});
afterAll(async () => {
  await server.stop();
  await testApp.close();
  await provider.close();
});

/** Reads an open stream until it is told that it has ended; gives the milliseconds that this took. */
async function opened(browser: Browser, app: TestApp['app'] = testApp.app) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await app.request('/api/stream', { headers: { cookie } });
  expect(response.status).toBe(200);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (word: string) => {
    while (!text.includes(word)) {
      const part = await reader?.read();
      if (part?.value === undefined) break;
      text += part.value;
    }
    return text.includes(word);
  };
  expect(await until('event: ready')).toBe(true);
  return { ended: () => until('event: ended'), close: () => reader?.cancel() };
}

describe('a logout at the provider', () => {
  it('ends the session and its open stream within a second, by the real call', async () => {
    const staying = await openBound(testApp, provider, { username: 'planner' });
    const { browser, atProvider } = await signInBy(testApp, provider);
    const stream = await opened(browser);
    const start = performance.now();
    const end = `${provider.issuer}/session/end?client_id=${CLIENT_ID}`;
    await provider.signOut(end, atProvider);
    expect(await stream.ended()).toBe(true);
    const milliseconds = performance.now() - start;
    console.log(`logout at the provider to the end of the stream: ${Math.round(milliseconds)} ms`);
    expect(milliseconds).toBeLessThan(1000);
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
    // The one opened by the password is not the provider's to end.
    expect((await staying.get('/api/me')).status).toBe(200);
    const rows = await testApp.database.sql<{ action: string }[]>`
      select action from audit_entry where subject_id = 'planner' order by seq desc limit 1`;
    expect(rows).toEqual([{ action: 'session.ended_by_provider' }]);
    await stream.close();
  });

  it('ends the session also after its person has confirmed there an act that decides', async () => {
    await openBound(testApp, provider, { username: 'confirming' });
    provider.person = { subject: 'nguoi-confirming', acr: STRONG };
    const { browser, atProvider } = await signInBy(testApp, provider);
    const begun = await (await browser.post('/api/me/single-sign-on/confirm')).json();
    const confirmed = await finishIn(browser, await provider.visit(begun.address, atProvider));
    expect(await confirmed.json()).toEqual({ outcome: 'confirmed' });
    await provider.signOut(`${provider.issuer}/session/end?client_id=${CLIENT_ID}`, atProvider);
    await expectProblem(await browser.get('/api/me'), 'session.revoked');
  });

  it('of one session ends that one; of the person, all that the provider opened', async () => {
    await openBound(testApp, provider, { username: 'twice' });
    const [one, two] = [await signInBy(testApp, provider), await signInBy(testApp, provider)];
    await provider.signOut(`${provider.issuer}/session/end?client_id=${CLIENT_ID}`, one.atProvider);
    await expectProblem(await one.browser.get('/api/me'), 'session.revoked');
    expect((await two.browser.get('/api/me')).status).toBe(200);
    const three = await signInBy(testApp, provider);
    expect((await sendLogout(testApp, provider, { sub: 'nguoi-twice' })).status).toBe(200);
    for (const { browser } of [two, three]) {
      await expectProblem(await browser.get('/api/me'), 'session.revoked');
    }
  });

  // The embedded database has one process by its lock: there is nobody else to tell.
  it.runIf(inject('databaseTemplate').kind === 'server')(
    'ends the streams of another process within a second',
    async () => {
      await openBound(testApp, provider, { username: 'far.away' });
      const { config, database, clock, log } = testApp.deps;
      const metrics = createMetrics({ process: false });
      const other = await assembleDeps({ config, database, clock, log, metrics });
      await other.points.reload();
      const unfollow = await followDatabase(other);
      const { browser } = await signInBy(testApp, provider);
      const stream = await opened(browser, createApp(other));
      const start = performance.now();
      expect((await sendLogout(testApp, provider, { sub: 'nguoi-far.away' })).status).toBe(200);
      expect(await stream.ended()).toBe(true);
      const milliseconds = performance.now() - start;
      console.log(`logout to the end of another process' stream: ${Math.round(milliseconds)} ms`);
      expect(milliseconds).toBeLessThan(1000);
      await stream.close();
      await unfollow();
    },
  );

  const now = () => Math.floor(Date.now() / 1000);
  const WRONG: Record<string, () => [Record<string, unknown>, Record<string, string>?]> = {
    'of another type': () => [{}, { typ: 'JWT' }],
    'of another issuer': () => [{ iss: 'https://elsewhere.example' }],
    'for another audience': () => [{ aud: 'another-client' }],
    'with a nonce, as an id token has': () => [{ nonce: 'x' }],
    'of another event': () => [{ events: { 'urn:another': {} } }],
    'without an event': () => [{ events: undefined }],
    'without an id': () => [{ jti: undefined }],
    'that has expired': () => [{ iat: now() - 300, exp: now() - 31 }],
    'that is old, whatever end it names': () => [{ iat: now() - 700, exp: now() + 700 }],
    'of nobody': () => [{ sub: undefined }],
  };
  it.each(Object.entries(WRONG))('%s is refused', async (_, wrong) => {
    const [claims, header] = wrong();
    await expectProblem(
      await sendLogout(testApp, provider, { sub: 'nguoi-1', ...claims }, header),
      'single_sign_on.logout_refused',
    );
  });

  it('counts once', async () => {
    const jti = randomUUID();
    expect((await sendLogout(testApp, provider, { sub: 'nguoi-1', jti })).status).toBe(200);
    await expectProblem(
      await sendLogout(testApp, provider, { sub: 'nguoi-1', jti }),
      'single_sign_on.logout_refused',
    );
  });

  it('that is no token is refused', async () => {
    const response = await testApp.app.request('/api/auth/single-sign-on/logout', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'logout_token=a.b.c',
    });
    await expectProblem(response, 'single_sign_on.logout_refused');
  });
});
