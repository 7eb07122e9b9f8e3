import { describe, expect, it } from 'vitest';

import { xlsxFile, zipArchive } from '#tests/support/files/xlsx-file.ts';

import { readCsv } from './read-csv.ts';
import { isWorkbook } from './read-xlsx.ts';
import { readTable } from './read-table.ts';
import { TABLE_LIMITS } from './table.ts';
import { openZip, type ZipLimits } from './zip-archive.ts';

const LIMITS: ZipLimits = { entries: 2, unpackedBytes: 100 };
const member = (name: string, bytes: number, declaredSize?: number) => ({
  name,
  content: 'x'.repeat(bytes),
  ...(declaredSize !== undefined && { declaredSize }),
});
/** The bytes of an archive with another byte in its list of members, so far behind the mark of the first one. */
function changed(archive: Uint8Array, behind: number, change: (byte: number) => number) {
  const bytes = Buffer.from(archive);
  const at = bytes.indexOf('PK\u0001\u0002') + behind;
  bytes[at] = change(bytes[at] ?? 0);
  return new Uint8Array(bytes);
}
const faultOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work();
    return null;
  } catch (error) {
    return (error as { fault?: unknown }).fault;
  }
};

describe('an archive', () => {
  it('gives its members that are wanted, and no folder', async () => {
    const archive = zipArchive([member('a/', 0), member('a/b', 3), member('c', 4)]);
    const limits = { ...LIMITS, entries: 3 };
    const names = (await openZip(archive, limits)).map(({ name }) => name);
    expect(names).toEqual(['a/b', 'c']);
    const [only, ...others] = await openZip(archive, limits, (name) => name === 'c');
    expect([Buffer.from((await only?.read()) ?? []).toString(), others]).toEqual(['xxxx', []]);
  });

  it('has as many members as allowed', async () => {
    const two = zipArchive([member('a', 1), member('b', 1)]);
    expect(await openZip(two, LIMITS)).toHaveLength(2);
    const three = zipArchive([member('a', 1), member('b', 1), member('c', 1)]);
    expect(await faultOf(() => openZip(three, LIMITS))).toEqual({
      kind: 'too_large',
      reason: 'entries',
      limit: 2,
    });
  });

  it('says that it unpacks to no more than allowed, all members together', async () => {
    const archive = (bytes: number) => zipArchive([member('a', 60), member('b', bytes)]);
    expect(await openZip(archive(40), LIMITS)).toHaveLength(2);
    expect(await faultOf(() => openZip(archive(41), LIMITS))).toEqual({
      kind: 'too_large',
      reason: 'unpacked_bytes',
      limit: 100,
    });
    for (const entry of await openZip(archive(40), LIMITS)) {
      expect((await entry.read()).length).toBeGreaterThan(0);
    }
  });

  it('is packed no better than allowed where it is large', async () => {
    const limits: ZipLimits = { entries: 1, unpackedBytes: 1e9, ratio: 100 };
    const small = zipArchive([member('a', 10, 20 * 1024 * 1024)]);
    expect(await openZip(small, limits)).toHaveLength(1);
    const large = zipArchive([member('a', 10, 20 * 1024 * 1024 + 1)]);
    expect(await faultOf(() => openZip(large, limits))).toEqual({
      kind: 'too_large',
      reason: 'ratio',
      limit: 100,
    });
  });

  it('is refused when it is locked, or when a member is not what was packed', async () => {
    const archive = zipArchive([member('a', 10)]);
    const locked = changed(archive, 8, (flags) => flags + 1);
    expect(await faultOf(() => openZip(locked, LIMITS))).toEqual({ kind: 'encrypted' });
    const other = changed(archive, 16, (sum) => sum ^ 0xff);
    const [entry] = await openZip(other, LIMITS);
    expect(await faultOf(async () => entry?.read())).toEqual({
      kind: 'broken',
      reason: 'zip_checksum',
      found: 'a',
    });
    const none = await faultOf(() => openZip(Buffer.from('PK\u0003\u0004'), LIMITS));
    expect(none).toMatchObject({ kind: 'broken', reason: 'zip' });
  });

  it('is no table where it unpacks to more than allowed, which is said', async () => {
    const read = readTable({
      fileName: 'a.xlsx',
      bytes: xlsxFile([['a', 'b']]),
      limits: { unpackedBytes: 10 },
    });
    await expect(read).rejects.toMatchObject({
      code: 'import.zip_too_large',
      parameters: { limit: 10 },
    });
  });

  it('is a workbook where it holds one', async () => {
    expect(await isWorkbook(xlsxFile([['a', 'b']]))).toBe(true);
    expect(await isWorkbook(zipArchive([member('xl/styles.xml', 3)]))).toBe(false);
    expect(await isWorkbook(Buffer.from('no archive'))).toBe(false);
  });
});

describe('delimited text', () => {
  it('names the line of what is broken, the line of the delimiter among them', () => {
    const lineOf = (text: string) => {
      try {
        readCsv(Buffer.from(text), TABLE_LIMITS);
        return null;
      } catch (error) {
        return (error as { parameters: { line?: number } }).parameters.line;
      }
    };
    const broken = `A;B\n1;"${'x'.repeat(300_000)}`;
    const line = lineOf(broken) ?? 0;
    expect(line).toBeGreaterThan(0);
    expect(lineOf(`sep=;\n${broken}`)).toBe(line + 1);
  });

  it('is cut into the more columns where two signs cut it as evenly', () => {
    const text = ['a;b;c,d', 'e;f;g,h', 'i;j,k,l', 'm;n'].join('\n');
    expect(readCsv(Buffer.from(text), TABLE_LIMITS).delimiter).toBe(';');
  });
});
