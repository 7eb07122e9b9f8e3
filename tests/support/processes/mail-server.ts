import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  from: string;
  to: string[];
  /** Subject and body as a reader has them. */
  subject: string;
  text: string;
  raw: string;
};

/** A server that encrypts from the first byte (`smtps:`) or after STARTTLS; only itself vouches for its certificate. */
type Guard = { encrypted: 'at once' | 'on request'; user: string; password: string };

export type MailServer = {
  url: string;
  received: ReceivedMail[];
  /** Tries to sign in, each with the word `encrypted` or `open`. */
  signIns: string[];
  /** Sets the fate of the next mails: taken, refused, or left without an answer. */
  behave(how: 'take' | 'refuse' | 'hang'): void;
  /** Waits until somebody has handed in a mail, whatever became of it. */
  handedIn(): Promise<void>;
  stop(): Promise<void>;
};

/** A real SMTP server on a free port of this machine. With a guard it takes mail only from that user. */
export async function startMailServer(guard: Guard | null = null): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const signIns: string[] = [];
  let behaviour: 'take' | 'refuse' | 'hang' = 'take';
  let tell: () => void = () => undefined;
  const server = new SMTPServer({
    secure: guard?.encrypted === 'at once',
    authOptional: guard === null,
    disabledCommands: guard === null ? ['STARTTLS', 'AUTH'] : [],
    onAuth({ username, password }, { secure }, callback) {
      signIns.push(secure ? 'encrypted' : 'open');
      const known = username === guard?.user && password === guard?.password;
      if (known) callback(null, { user: username });
      else callback(new Error('nobody of that name and password'));
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        tell();
        if (behaviour === 'hang') return;
        if (behaviour === 'refuse') {
          callback(new Error('the mailbox is full'));
          return;
        }
        received.push(readMail(Buffer.concat(parts).toString('latin1'), session.envelope));
        callback();
      });
    },
  });
  // A client that was killed breaks its connection off.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `${guard?.encrypted === 'at once' ? 'smtps' : 'smtp'}://127.0.0.1:${address.port}`,
    received,
    signIns,
    behave(how) {
      behaviour = how;
    },
    handedIn: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

type Envelope = { mailFrom: false | { address: string }; rcptTo: { address: string }[] };

function readMail(raw: string, { mailFrom, rcptTo }: Envelope): ReceivedMail {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replaceAll(/\r\n[ \t]+/g, ' ');
  const body = raw.slice(at + 4);
  const encoding = /^content-transfer-encoding: *(\S+)/im.exec(head)?.[1] ?? '7bit';
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    subject: decodeWords(/^subject: *(.*)$/im.exec(head)?.[1] ?? ''),
    text: decodeBody(body, encoding.toLowerCase()).replaceAll('\r\n', '\n'),
    raw,
  };
}

/** RFC 2047: words of a head that are not ASCII. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?= +=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b' ? word64(word) : quoted(word.replaceAll('_', ' ')),
    );
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return word64(body);
  if (encoding === 'quoted-printable') return quoted(body.replaceAll(/=\r\n/g, ''));
  return Buffer.from(body, 'latin1').toString('utf8');
}

function word64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function quoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
