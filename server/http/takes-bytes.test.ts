import { expect, it } from 'vitest';

import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { takesBytes } from './takes-bytes.ts';

it('a body of bytes is taken under its own name alone', async () => {
  const app = smallApp();
  app.post('/', takesBytes, (context) => context.body(null, 204));
  const sent = (type: string) =>
    outcomeOf(app.request('/', { method: 'POST', body: 'x', headers: { 'content-type': type } }));
  for (const type of ['application/octet-stream', 'Application/Octet-Stream ; charset=x']) {
    expect([type, await sent(type)]).toEqual([type, 204]);
  }
  for (const type of ['application/json', 'application/octet-streams', 'text/plain']) {
    expect([type, await sent(type)]).toEqual([type, 'request.unsupported_media_type']);
  }
  const unnamed = app.request('/', { method: 'POST', body: new Uint8Array([1]) });
  expect(await outcomeOf(unnamed)).toBe('request.unsupported_media_type');
});
