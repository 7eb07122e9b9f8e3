import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { paper, paperOf } from '#tests/support/files/photos.ts';
import { processorTime } from '#tests/support/timing.ts';

import { unpacksToTooMuch } from './paper-streams.ts';
import { makeHarmless } from './harmless-paper.ts';

describe('a paper', () => {
  it('is taken when its text layer carries no stamp', async () => {
    await expect(
      makeHarmless(paper('Biên bản kiểm tra', 'Bảo mật thông tin', 'bí mật')),
    ).resolves.toMatchObject({ removedParts: [] });
  });

  it.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('is refused when it is stamped %s', async (stamp) => {
    await expect(makeHarmless(paper('Kế hoạch', stamp))).rejects.toMatchObject({
      code: 'attachment.secret',
    });
  });

  it('is refused when it is no paper inside, or unpacks to far more than it is', async () => {
    const unreadable = { code: 'attachment.unreadable' };
    const rubbish = new Uint8Array(Buffer.from('%PDF-1.7 nothing'));
    await expect(makeHarmless(rubbish)).rejects.toMatchObject(unreadable);
    const bomb = deflateSync(Buffer.alloc(80 * 1_048_576, ' '));
    await expect(
      makeHarmless(paperOf(bomb, { filter: '/Filter /FlateDecode' })),
    ).rejects.toMatchObject(unreadable);
    const twice = deflateSync(bomb);
    await expect(
      makeHarmless(paperOf(twice, { filter: '/Filter [/FlateDecode /FlateDecode]' })),
    ).rejects.toMatchObject(unreadable);
  });

  const MEBIBYTE = 1_048_576;
  const refusal = (bytes: Uint8Array) =>
    makeHarmless(bytes).then(
      () => 'taken',
      (error: unknown) => (error as { code: string }).code,
    );

  it.each([
    ['a line that says stream', 'stream\n'],
    ['the word stream', 'stream'],
    ['a stream that ends and begins again', 'stream\nendstream\n'],
  ])('of nothing but %s is looked through once', async (_, words) => {
    const bytes = Buffer.from(`%PDF-1.4\n${words.repeat(MEBIBYTE / words.length)}`);
    expect(await refusal(Buffer.from(words))).toBe('attachment.unreadable');
    const spent = await processorTime(async () => {
      expect(await unpacksToTooMuch(bytes)).toBe(false);
    });
    expect(spent).toBeLessThan(2_000);
  });

  const packed = deflateSync(Buffer.alloc(100 * MEBIBYTE, ' '), { level: 1 }).toString('hex');

  it.each([
    ['/ASCIIHexDecode'],
    ['/AHx'],
    ['/ASCII85Decode'],
    ['/ASCIIHex#44ecode'],
    ['/RunLengthDecode'],
    ['/LZWDecode'],
  ])('that hides a packing behind %s is refused before it is unpacked', async (name) => {
    const bytes = paperOf(packed, { filter: `/Filter [${name} /FlateDecode]` });
    expect(await refusal(bytes)).toBe('attachment.unreadable');
  });

  it('may mention such a filter in its text', async () => {
    expect(await refusal(paper('Tệp dùng /LZWDecode'))).toBe('taken');
  });

  it('of two million runs of text is abandoned once it has more than any paper', async () => {
    const twoRuns = '1 0 0 1 72 700 Tm (ab) Tj 1 0 0 1 72 500 Tm (ab) Tj ';
    const content = deflateSync(`BT /F1 12 Tf ${twoRuns.repeat(1_000_000)} ET`);
    const letters = ['<6162> <0041>'];
    const bytes = paperOf(content, { filter: '/Filter /FlateDecode', letters });
    expect(bytes.length).toBeLessThan(400_000);
    expect(await refusal(bytes)).toBe('attachment.unreadable');
  });
});
