import { createServer, type Server } from 'node:net';

/** The test file that every scanner knows (https://www.eicar.org), put together here so that none finds this source. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');

export type FakeScanner = {
  port: number;
  /** Bytes of the last file, as they were put together again. */
  lastFile(): Buffer;
  /** Sets the answer to the next files; null: as clamd, which knows one signature. */
  answer(words: string | null): void;
  stop(): Promise<void>;
};

/** Speaks as clamd does by INSTREAM, on a free port of this machine, and knows the test file alone. */
export async function startFakeScanner(): Promise<FakeScanner> {
  let file: Buffer = Buffer.alloc(0);
  let words: string | null = null;
  const server: Server = createServer((socket) => {
    let received: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      const whole = fileIn(received);
      if (whole === null) return;
      file = whole;
      const own = whole.includes(EICAR) ? 'stream: Eicar-Signature FOUND' : 'stream: OK';
      socket.end(`${words ?? own}\0`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    lastFile: () => file,
    answer(given) {
      words = given;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Puts the parts together; null while the part of length zero has not come. */
function fileIn(received: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = 'zINSTREAM\0'.length;
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
