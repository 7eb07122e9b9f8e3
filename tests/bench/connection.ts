import { connect, type Socket } from 'node:net';

export type Reply = { status: number; length: number };
export type Connection = {
  /** One request at a time; the body is counted and thrown away. */
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  close(): void;
};

const HEAD_END = '\r\n\r\n';

/**
 * A connection to the server under test that stays open. Node's own client takes longer for a request than
 * the server for an unchanged tile, and on two cores would be what is measured; this one does only what is
 * needed to load the server.
 */
export function openConnection(port: number, cookie: string): Connection {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const next = replies(socket);
  return {
    get(path, headers = {}) {
      const lines = Object.entries({ host: '127.0.0.1', cookie, ...headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
      return next();
    },
    close: () => socket.destroy(),
  };
}

function replies(socket: Socket): () => Promise<Reply> {
  let given: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  function fail(error: Error) {
    waiting?.reject(error);
    waiting = null;
  }
  socket.on('data', (part: Buffer) => {
    given = given.byteLength === 0 ? part : Buffer.concat([given, part]);
    const end = given.indexOf(HEAD_END);
    if (end === -1) return;
    const { status, length } = readHead(given.toString('latin1', 0, end));
    if (given.byteLength < end + HEAD_END.length + length) return;
    given = given.subarray(end + HEAD_END.length + length);
    waiting?.resolve({ status, length });
    waiting = null;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
}

function readHead(head: string): Reply {
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== 304) throw new Error(`an answer without length: ${head}`);
  return { status, length: Number(length ?? 0) };
}
