import type { TipSourceWithToken } from '#server/contract/tip-source.ts';

import type { TestApp, TestClient } from '#tests/support/test-app.ts';

/** A hotline or portal with a token, as an administrator makes one; its client sends the token. */
export async function openSource(
  test: TestApp,
  more: Partial<{ name: string; channel: string; requestsPerMinute: number }> = {},
): Promise<{ made: TipSourceWithToken; client: TestClient }> {
  const admin = await test.as('admin');
  const body = { name: 'Tổng đài thử', channel: 'hotline', requestsPerMinute: 100_000, ...more };
  const response = await admin.post('/api/tip-sources', body);
  if (response.status !== 201) throw new Error(await response.text());
  const made = (await response.json()) as TipSourceWithToken;
  return { made, client: withToken(test, made.token) };
}

/** Sends everything with a token, and without a session. */
export function withToken(test: TestApp, token: string): TestClient {
  const request: TestClient['request'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return test.anonymous.request(path, { ...init, headers });
  };
  return {
    account: null,
    cookie: null,
    request,
    get: (path) => request(path),
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body ?? {}),
      }),
  };
}
