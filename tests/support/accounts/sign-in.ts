import { freshKey, type TestApp } from '#tests/support/test-app.ts';

/** A browser that keeps its cookies: what signing in sets, the next request carries. */
export type Browser = {
  get(path: string): Promise<Response>;
  request(path: string, init: RequestInit): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  signIn(username: string, password: string): Promise<Response>;
  cookies: Map<string, string>;
};

export function openBrowser(testApp: TestApp): Browser {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await testApp.app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  const post = (path: string, body: unknown = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...freshKey() },
      body: JSON.stringify(body),
    });
  return {
    get: (path) => request(path, {}),
    request,
    post,
    signIn: (username, password) => post('/api/auth/sign-in/username', { username, password }),
    cookies,
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals);
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(equals + 1));
}
