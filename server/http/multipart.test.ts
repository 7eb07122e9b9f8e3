import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readMultipart, type Part } from './multipart.ts';

async function* blocksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const read = (text: string, type = 'multipart/form-data; boundary=b', size = 7) =>
  readMultipart(blocksOf(Buffer.from(text), size), type);

/** Reads a body with the platform's own reader. */
async function byPlatform(body: Uint8Array, type: string) {
  const form = await new Response(Buffer.from(body), {
    headers: { 'content-type': type },
  }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string'
        ? { name, fileName: null, content: value }
        : { name, fileName: value.name, content: await value.text() },
    ),
  );
}

const plain = ({ name, fileName, content }: Part) => ({
  name,
  fileName,
  content: content.toString('utf8'),
});

describe('a form with files', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'aĐạ "%\r\n-;=,b\\ʼ'.split('')),
    maxLength: 12,
  });
  const content = fc.oneof(
    word,
    fc.constantFrom('', '\r\n', '--', '\r\n--', '\r\n------formdata-undici-', '--b--\r\n'),
    fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
  );
  const form = fc.array(fc.tuple(word, fc.option(word), content), { minLength: 1, maxLength: 6 });

  it("is read with the platform's result, wherever its blocks are cut", async () => {
    const property = fc.asyncProperty(
      form,
      fc.integer({ min: 1, max: 200 }),
      async (parts, size) => {
        const sent = new FormData();
        for (const [name, fileName, text] of parts) {
          if (fileName === null) sent.append(name, text);
          else sent.append(name, new File([text], fileName));
        }
        const request = new Response(sent);
        const type = request.headers.get('content-type') ?? '';
        const body = new Uint8Array(await request.arrayBuffer());
        const found = await readMultipart(blocksOf(body, size), type);
        expect(found.map(plain)).toEqual(await byPlatform(body, type));
        for (const part of found) {
          expect(part.sha256).toBe(createHash('sha256').update(part.content).digest('hex'));
        }
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('may have words before its first boundary, spaces behind one, and a quoted boundary', async () => {
    const text =
      'preamble\r\n--a b  \r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n--a b--\r\nrest';
    const found = await read(text, 'multipart/form-data; charset=utf-8; boundary="a b"');
    expect(found.map(plain)).toEqual([{ name: 'x', fileName: null, content: '1' }]);
  });

  it.each([
    ['has no boundary', 'multipart/form-data', '--b--'],
    ['is empty', 'multipart/form-data; boundary=b', ''],
    ['is cut off in a head', 'multipart/form-data; boundary=b', '--b\r\ncontent-dispos'],
    [
      'is cut off in a file',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="x"; filename="y"\r\n\r\nabc\r\n--',
    ],
    [
      'names no field',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data\r\n\r\n1\r\n--b--',
    ],
    ['goes on behind a boundary', 'multipart/form-data; boundary=b', '--bx\r\n\r\n\r\n1\r\n--b--'],
    [
      'names a field otherwise than a form does',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: attachment; name="x"\r\n\r\n1\r\n--b--',
    ],
    [
      'has an endless line behind a boundary',
      'multipart/form-data; boundary=b',
      `--b${' '.repeat(9_000)}`,
    ],
    ['has an endless head', 'multipart/form-data; boundary=b', `--b\r\n${'x'.repeat(40_000)}`],
    [
      'has fields without number',
      'multipart/form-data; boundary=b',
      `${'--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(51)}--b--`,
    ],
  ])('is refused when it %s', async (_, type, text) => {
    await expect(read(text, type)).rejects.toMatchObject({ code: 'request.malformed' });
  });

  it('may have fifty fields, and several of a mebibyte', async () => {
    const field = (text: string) =>
      `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n${text}\r\n`;
    const largest = field('a'.repeat(1_048_576));
    const found = await read(
      `${largest.repeat(2)}${field('1').repeat(48)}--b--`,
      undefined,
      65_536,
    );
    expect(
      found
        .map(({ content }) => content.length)
        .toSorted((a, b) => b - a)
        .slice(0, 3),
    ).toEqual([1_048_576, 1_048_576, 1]);
    expect(found).toHaveLength(50);
  });

  it('is refused when a field, not a file, is larger than a mebibyte', async () => {
    const field = `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n${'a'.repeat(1_048_577)}\r\n--b--`;
    await expect(read(field, undefined, 65_536)).rejects.toMatchObject({
      code: 'request.too_large',
    });
  });

  it('may have a head of eight kibibytes, and not a byte more', async () => {
    const start = '\r\ncontent-disposition: form-data; name="x"\r\nx: ';
    const withHead = (bytes: number) =>
      `--b${start}${'y'.repeat(bytes - start.length)}\r\n\r\n1\r\n--b--`;
    expect(await read(withHead(8_192), undefined, 65_536)).toHaveLength(1);
    await expect(read(withHead(8_193), undefined, 65_536)).rejects.toMatchObject({
      code: 'request.malformed',
    });
  });

  it('says the kind of a file where it is named, and bytes where not', async () => {
    const named = '--b\r\nContent-Disposition: form-data; NAME="x"; FileName="a%22.csv"';
    const [typed] = await read(`${named}\r\nContent-Type: text/csv \r\n\r\n1\r\n--b--`);
    expect(typed).toMatchObject({ name: 'x', fileName: 'a".csv', mediaType: 'text/csv' });
    const [untyped] = await read(`${named}\r\n\r\n1\r\n--b--`);
    expect(untyped?.mediaType).toBe('application/octet-stream');
  });
});

describe.each([7, 8_191, 8_192, 8_195, 8_196, 65_536])('a form in blocks of %d bytes', (size) => {
  const disposition = 'content-disposition: form-data; name="x"';
  const withHead = (bytes: number) =>
    `--b${`\r\n${disposition}\r\nx: `.padEnd(bytes, 'y')}\r\n\r\n1\r\n--b--`;
  const withSpaces = (bytes: number) =>
    `--b${' '.repeat(bytes)}\r\n${disposition}\r\n\r\n1\r\n--b--`;

  it.each([
    ['a head', withHead],
    ['spaces behind a boundary', withSpaces],
  ])('may have %s of eight kibibytes, and not a byte more', async (_, body) => {
    for (const bytes of [8_188, 8_189, 8_190, 8_191, 8_192]) {
      expect(await read(body(bytes), undefined, size)).toHaveLength(1);
    }
    await expect(read(body(8_193), undefined, size)).rejects.toMatchObject({
      code: 'request.malformed',
    });
  });
});
