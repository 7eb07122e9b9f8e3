/** One message of a client to PostgreSQL; `statement` is the text that it makes the server execute. */
export type ClientMessage = { bytes: Buffer; statement: string | null };

const PARSE = 'P'.charCodeAt(0);
const BIND = 'B'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);

/**
 * Cuts a client's bytes into messages and names the statement of each one that executes something, also where it was
 * prepared earlier on the connection. The first message (startup) has no type byte.
 */
export function statementReader(): (chunk: Buffer) => ClientMessage[] {
  const prepared = new Map<string, string>();
  let rest: Buffer = Buffer.alloc(0);
  let started = false;

  function statementOf(message: Buffer): string | null {
    const [first = '', second = ''] = message.toString('utf8', 5).split('\0', 2);
    if (message[0] === PARSE) prepared.set(first, second);
    if (message[0] === QUERY) return first;
    return message[0] === BIND ? (prepared.get(second) ?? null) : null;
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: ClientMessage[] = [];
    for (;;) {
      const at = started ? 1 : 0;
      if (rest.length < at + 4) return messages;
      const length = at + rest.readUInt32BE(at);
      if (rest.length < length) return messages;
      const bytes = rest.subarray(0, length);
      messages.push({ bytes, statement: started ? statementOf(bytes) : null });
      rest = rest.subarray(length);
      started = true;
    }
  };
}

/** Tests whether an answer of the server ends with "ready for the next statement". */
export function endsReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.readUIntBE(chunk.length - 6, 5) === 0x5a_00_00_00_05;
}
