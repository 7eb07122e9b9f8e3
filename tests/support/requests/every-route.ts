import { randomUUID } from 'node:crypto';

import { listOperations, type Operation } from './openapi-fuzz.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

/** Media type of a body that is a file and nothing else. */
const BYTES = 'application/octet-stream';

export type Route = Operation & {
  name: string;
  writes: boolean;
  /** Body that it takes: JSON, a form, a file alone, or none. */
  takes: 'json' | 'form' | 'bytes' | 'nothing';
  /** Tells if an Idempotency-Key is required, optional or not accepted. */
  keyed: 'required' | 'optional' | 'none';
};

export async function listRoutes(test: TestApp): Promise<Route[]> {
  const document = await (await (await test.as('analyst')).get('/api/openapi.json')).json();
  return listOperations(document).map((operation) => ({
    ...operation,
    name: `${operation.method} ${operation.path}`,
    writes: operation.method !== 'GET',
    takes: takenBy(operation.body?.type),
    keyed: keyedBy(operation),
  }));
}

function keyedBy({ parameters }: Operation): Route['keyed'] {
  const key = parameters.find(({ name }) => name === 'Idempotency-Key');
  if (key === undefined) return 'none';
  return key.required === true ? 'required' : 'optional';
}

function takenBy(type: string | undefined): Route['takes'] {
  if (type === undefined) return 'nothing';
  if (type === BYTES) return 'bytes';
  return type === 'application/json' ? 'json' : 'form';
}

export type Sent = {
  /** Stands for every id in the address. */
  id?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  /** Null sends none; without it each request has its own. */
  key?: string | null;
};

/** Sends something to a route; what is not said is as it should be, with an empty body. */
export async function sendTo(client: TestClient, route: Route, sent: Sent = {}) {
  const address = route.path.replaceAll(/\{\w+\}/g, sent.id ?? '1');
  const key = sent.key === undefined ? randomUUID() : sent.key;
  const headers = new Headers({
    ...(route.takes === 'json' && { 'content-type': 'application/json' }),
    ...(route.takes === 'bytes' && { 'content-type': BYTES }),
    ...(route.takes === 'form' && { 'content-type': 'multipart/form-data; boundary=b' }),
    ...(key !== null && { 'idempotency-key': key }),
    ...sent.headers,
  });
  const empty = route.takes === 'json' ? '[]' : '--b--\r\n';
  const response = await client.request(`${address}${sent.query ?? ''}`, {
    method: route.method,
    headers,
    ...(route.writes && { body: sent.body ?? empty }),
  });
  return response;
}

/** The status and the code of a refusal, and nothing of a body that may never end. */
export async function outcomeOf(response: Response): Promise<string> {
  if (response.status < 400) {
    await response.body?.cancel();
    return String(response.status);
  }
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
}
