import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

import { signatureOf } from '#server/outside/webhook-signature.ts';
import { portOf } from './listening-port.ts';

export type ReceivedEvent = {
  id: string;
  type: string;
  data: { day?: string; communes?: unknown[]; point?: string; replaces?: string };
  headers: Record<string, unknown>;
  body: string;
};

/** Answers a request: a status, or whatever a test does with the connection. */
type Behaviour = number | ((response: ServerResponse) => void);

export type EventReceiver = {
  url: string;
  /** Every request that came, in order, also those that were refused. */
  asked: ReceivedEvent[];
  /** Those that were answered with a 2xx. */
  taken: ReceivedEvent[];
  /** Answers to the next requests; the last one stays. */
  behave(...answers: Behaviour[]): void;
  /** Resolves once so many different events have been taken. */
  untilTaken(count: number): Promise<void>;
  stop(): Promise<void>;
};

/** A system outside that is told of events. @param tls key and certificate, to be addressed by https */
export async function startReceiver(tls?: { key: string; cert: string }): Promise<EventReceiver> {
  const asked: ReceivedEvent[] = [];
  const taken: ReceivedEvent[] = [];
  let answers: Behaviour[] = [204];
  let tell: () => void = () => {};
  const answerTo: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const { id, type, data } = JSON.parse(body);
      const event = { id, type, data, headers: request.headers, body };
      asked.push(event);
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
      if (typeof answer === 'number') {
        if (answer < 300) taken.push(event);
        response.writeHead(answer).end();
      } else answer(response);
      tell();
    });
  };
  const server = tls === undefined ? createServer(answerTo) : createTlsServer(tls, answerTo);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${portOf(server)}/events`,
    asked,
    taken,
    behave(...given) {
      answers = given;
    },
    async untilTaken(count) {
      while (new Set(taken.map(({ id }) => id)).size < count) {
        await new Promise<void>((resolve) => (tell = resolve));
      }
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Tests if a delivery is signed with a secret, as a receiver would. */
export function isSignedWith(secret: string, { body, headers }: ReceivedEvent): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = Number(headers['webhook-timestamp']);
  const expected = signatureOf([secret], { id, timestamp, body });
  return String(headers['webhook-signature']).split(' ').includes(expected);
}
