import { once } from 'node:events';
import { connect } from 'node:net';

import { expect, it } from 'vitest';

import { smallApp } from '#tests/support/requests/small-app.ts';

import { listen } from './listen.ts';

it('a client that leaves in the middle of its body is no error of the server', async () => {
  const lines: string[] = [];
  const noting = (level: string) => (_: object, words: string) =>
    void lines.push(`${level}: ${words}`);
  const app = smallApp({ log: { info: noting('info'), error: noting('error') } });
  let begun = (): void => undefined;
  const reading = new Promise<void>((resolve) => (begun = resolve));
  app.post('/', async (context) => {
    const body = context.req.text();
    begun();
    return context.text(await body);
  });
  let answered = (): void => undefined;
  const answer = new Promise<void>((resolve) => (answered = resolve));
  const server = await listen(
    async (request, env) => {
      const response = await app.fetch(request, env);
      answered();
      return response;
    },
    0,
    '127.0.0.1',
  );
  try {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf of it');
    await reading;
    socket.destroy();
    await answer;
    expect(lines).toEqual(['info: a client left before its request was whole']);
  } finally {
    await server.stop();
  }
});
