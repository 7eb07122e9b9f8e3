import { connect } from 'node:net';

import type { Config } from '#server/configuration/config.ts';

/** Verdict of a scanner on a file. `not scanned`: it is away, busy, or takes no file of that size. */
export type Scanned =
  | { outcome: 'clean' }
  | { outcome: 'malicious'; name: string }
  | { outcome: 'not scanned'; reason: string };

/** Looks through files for known malicious content. */
export type VirusScanner = { scan(bytes: Uint8Array): Promise<Scanned> };

type Address = NonNullable<Config['security']['scanner']>;

/** Bytes of one part of a file; clamd takes parts of any length. */
const PART_BYTES = 1_048_576;
/** Without a byte to or from the scanner for so long, it counts as away. */
const SILENCE_MILLISECONDS = 30_000;
/** Longest answer: the name of a signature, or a sentence. */
const MOST_ANSWER = 2_000;

/**
 * Asks ClamAV's `clamd` by its command INSTREAM (clamd(8)): the length of each part in four bytes, the part, and a length of
 * zero at the end; it answers `stream: OK`, `stream: NAME FOUND`, or a sentence with `ERROR`.
 */
export function createVirusScanner(address: Address): VirusScanner {
  return {
    async scan(bytes) {
      const answer = await ask(address, bytes);
      if (answer === 'stream: OK') return { outcome: 'clean' };
      const name = /^stream: (.+) FOUND$/.exec(answer)?.[1];
      if (name !== undefined) return { outcome: 'malicious', name };
      return { outcome: 'not scanned', reason: answer === '' ? 'no answer' : answer };
    },
  };
}

/** Gives the answer of the scanner, or why there is none. */
function ask(address: Address, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ ...address });
    let answer = '';
    const said = () => answer.replace(/\0.*$/s, '');
    socket.setTimeout(SILENCE_MILLISECONDS, () => socket.destroy(new Error('it is silent')));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer = (answer + part).slice(0, MOST_ANSWER);
    });
    socket.once('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += PART_BYTES) {
        const part = bytes.subarray(at, at + PART_BYTES);
        socket.write(lengthOf(part.length));
        socket.write(part);
      }
      socket.write(lengthOf(0));
    });
    // A scanner that has had enough says so, and hangs up while the rest is on its way.
    socket.once('error', ({ message }) => resolve(answer === '' ? message : said()));
    socket.once('close', () => resolve(said()));
    socket.once('end', () => socket.end());
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
