/** One message of a PostgreSQL server: its letter, its length and its body. */
export function message(letter: string, body: Uint8Array | readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(body)]);
}

export const SIGNED_IN = message('R', [0, 0, 0, 0]);
export const READY = message('Z', Buffer.from('I'));

/** The whole answer to a simple statement that gives one row of texts. */
export function row(values: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(values).map((name) => {
    const type = Buffer.alloc(18);
    type.writeInt32BE(25, 6);
    return Buffer.concat([Buffer.from(`${name}\0`), type]);
  });
  const texts = Object.values(values).map((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    return Buffer.concat([length, Buffer.from(value)]);
  });
  const count = Buffer.alloc(2);
  count.writeInt16BE(names.length);
  return Buffer.concat([
    message('T', Buffer.concat([count, ...names])),
    message('D', Buffer.concat([count, ...texts])),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ]);
}
