import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '\r\n0\r\n\r\n';

export type Reply = { status: number; milliseconds: number };

/** A browser of one person: one connection that stays open, and one request at a time. */
export type PersonAtWork = {
  get(path: string): Promise<Reply>;
  post(path: string, body: object): Promise<Reply>;
  close(): void;
};

/**
 * Opens the connection of a person who works with our own pages. It does only what is needed to ask and to see the end
 * of the answer: Node's own client takes as long for a request as the server, and with 200 people on the same cores it
 * would be what is measured. Milliseconds go from the writing of the request to the last byte of its answer.
 */
export function openPerson(address: string, cookie: string): PersonAtWork {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  const next = statuses(socket);
  const common =
    `host: ${hostname}\r\ncookie: ${cookie}\r\n` + 'sec-fetch-site: same-origin\r\naccept: */*\r\n';
  async function ask(request: string): Promise<Reply> {
    const start = performance.now();
    const answer = next();
    socket.write(request);
    const status = await answer;
    return { status, milliseconds: performance.now() - start };
  }
  return {
    get: (path) => ask(`GET ${path} HTTP/1.1\r\n${common}\r\n`),
    post(path, body) {
      const text = JSON.stringify(body);
      const own =
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n` +
        `idempotency-key: ${crypto.randomUUID()}\r\n`;
      return ask(`POST ${path} HTTP/1.1\r\n${common}${own}\r\n${text}`);
    },
    close: () => socket.destroy(),
  };
}

/** Gives the status of the next answer once all of it has come. */
function statuses(socket: Socket): () => Promise<number> {
  let parts: Buffer[] = [];
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;
  socket.on('data', (part: Buffer) => {
    parts.push(part);
    const given = parts.length === 1 ? part : Buffer.concat(parts);
    parts = [given];
    const headEnd = given.indexOf(HEAD_END);
    if (headEnd === -1 || !isWhole(given, headEnd)) return;
    parts = [];
    const status = Number(given.toString('latin1', 9, 12));
    waiting?.resolve(status);
    waiting = null;
  });
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
}

function isWhole(given: Buffer, headEnd: number): boolean {
  const head = given.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const body = headEnd + HEAD_END.length;
  if (length !== undefined) return given.byteLength >= body + Number(length);
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return true;
  // An empty body is the last chunk alone, whose line break before it is the end of the head.
  return given.byteLength > body && given.indexOf(LAST_CHUNK, given.byteLength - 7) !== -1;
}
