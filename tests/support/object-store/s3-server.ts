import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { ObjectStoreSettings } from '#server/configuration/object-store.ts';

import { type Keys, whyRefused } from './verify-signature.ts';

/**
 * Fault of a request: `503`; `silent`: no answer; `cut`: the answer breaks off in its body; `wrong`: the answer
 * has other bytes; `lost`: done, but the line ends before the answer; `forgotten`: answered as done, and not kept.
 */
export type Fault = '503' | 'silent' | 'cut' | 'wrong' | 'lost' | 'forgotten';
export type Asked = { method: string; key: string };

type Kept = { content: Buffer; headers: Record<string, string>; writtenAt: number };

const BUCKET = 'dia-ban';
const KEYS: Keys = { keyId: 'AKIDTEST', secret: 'a secret of the store', region: 'hanoi-1' };
/** Small, so that a list of a few objects has several pages. */
const KEYS_A_PAGE = 3;

/**
 * A strict S3 server on a free port of this machine, with one bucket in memory: it recomputes the signature of every
 * request and refuses what is not signed exactly.
 */
export async function startS3() {
  const bucket = new Bucket();
  const server = createServer((request, response) => {
    void bucket.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const settings: ObjectStoreSettings = { url, bucket: BUCKET, prefix: 'thu/', ...KEYS };
  const { objects, asked, refusals } = bucket;
  return {
    settings,
    objects,
    asked,
    /** Codes of all refused signatures. */
    refusals,
    /** Variables of the environment with which a server uses it. */
    environment: {
      DIABAN_STORE_URL: url,
      DIABAN_STORE_BUCKET: BUCKET,
      DIABAN_STORE_REGION: KEYS.region,
      DIABAN_STORE_KEY_ID: KEYS.keyId,
      DIABAN_STORE_SECRET: KEYS.secret,
      DIABAN_STORE_PREFIX: settings.prefix,
    },
    /** Sets what goes wrong with each request from now on; null: nothing. */
    failWith(fault: (asked: Asked) => Fault | null): void {
      bucket.fault = fault;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type S3Server = Awaited<ReturnType<typeof startS3>>;

class Bucket {
  readonly objects = new Map<string, Kept>();
  readonly asked: Asked[] = [];
  readonly refusals: string[] = [];
  fault: (asked: Asked) => Fault | null = () => null;

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? '', 'http://store');
    const [, bucket, ...parts] = url.pathname.split('/').map((part) => decodeURIComponent(part));
    const { method = '' } = request;
    const key = parts.join('/');
    this.asked.push({ method, key });
    const refused = whyRefused(request, body, KEYS);
    if (refused !== null) {
      this.refusals.push(refused);
      return refuse(response, 403, refused);
    }
    if (bucket !== BUCKET) return refuse(response, 404, 'NoSuchBucket');
    const fault = this.fault({ method, key });
    if (fault === '503') return refuse(response, 503, 'SlowDown');
    if (fault === 'silent') return;
    if (method === 'PUT' && request.headers['content-length'] === undefined) {
      return refuse(response, 411, 'MissingContentLength');
    }
    if (method === 'PUT' || method === 'DELETE') {
      if (method === 'DELETE') this.objects.delete(key);
      else if (fault !== 'forgotten') this.#keep(key, body, request);
      if (fault === 'lost') response.destroy();
      else response.writeHead(method === 'PUT' ? 200 : 204).end();
    } else if (key === '') this.#list(url, response, fault);
    else give(this.objects.get(key), method, response, fault);
  }

  #keep(key: string, content: Buffer, { headers }: IncomingMessage): void {
    const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
    const own = Object.fromEntries(metadata.map(([name, value]) => [name, String(value)]));
    this.objects.set(key, { content, headers: own, writtenAt: Date.now() });
  }

  #list(url: URL, response: ServerResponse, fault: Fault | null): void {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const all = [...this.objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const page = all.slice(0, KEYS_A_PAGE);
    const rows = page.map(([key, { content, writtenAt }]) => {
      const at = new Date(writtenAt).toISOString();
      return `<Contents><Key>${key}</Key><LastModified>${at}</LastModified><Size>${content.length}</Size></Contents>`;
    });
    const truncated = all.length > page.length;
    const next = truncated
      ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>`
      : '';
    const text =
      `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
      `<IsTruncated>${truncated}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`;
    send(response, Buffer.from(text), { 'content-type': 'application/xml' }, fault);
  }
}

function give(
  found: Kept | undefined,
  method: string,
  response: ServerResponse,
  fault: Fault | null,
): void {
  if (found === undefined) return refuse(response, 404, 'NoSuchKey');
  const lastModified = new Date(found.writtenAt).toUTCString();
  const headers = { ...found.headers, 'last-modified': lastModified };
  if (method === 'HEAD') {
    response.writeHead(200, { ...headers, 'content-length': found.content.length }).end();
    return;
  }
  send(response, found.content, headers, fault);
}

function send(
  response: ServerResponse,
  content: Buffer,
  headers: Record<string, string>,
  fault: Fault | null,
): void {
  response.writeHead(200, { ...headers, 'content-length': content.length });
  if (fault === 'cut' || fault === 'lost') {
    response.write(content.subarray(0, content.length >> 1), () => response.destroy());
    return;
  }
  const middle = content.length >> 1;
  const given = Buffer.from(content);
  if (fault === 'wrong') given[middle] = (given[middle] ?? 0) ^ 4;
  response.end(given);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
}
