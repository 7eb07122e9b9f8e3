import { deflateSync } from 'node:zlib';

type PdfObject = string | Buffer;

/** A stream object of a PDF; `entries` stand in its dictionary. */
export function pdfStream(content: string | Uint8Array, entries = ''): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${body.length} ${entries} >>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ]);
}

/** A PDF with these objects, numbered from 1; the first one is its root. `trailer` stands in its trailer. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Uint8Array<ArrayBuffer> {
  const numbered = objects.map((object, place): [number, PdfObject] => [place + 1, object]);
  return appended(Buffer.from('%PDF-1.7\n'), numbered, `/Size ${objects.length + 1} ${trailer}`);
}

/** The same PDF with a revision at its end: these objects stand for those of the same numbers before. */
export function revisedPdf(
  before: Uint8Array,
  changed: readonly (readonly [number, PdfObject])[],
  trailer = '',
): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(before);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.toString('latin1'))?.[1];
  return appended(text, changed, `/Size 99 /Prev ${previous} ${trailer}`);
}

/** The same objects, all of them packed into an object stream but those that are streams. */
export function packedPdf(objects: readonly PdfObject[], trailer = ''): Uint8Array<ArrayBuffer> {
  const packed = objects.flatMap((object, place): [number, string][] =>
    typeof object === 'string' ? [[place + 1, object]] : [],
  );
  let at = 0;
  const places = packed.map(([number, object]) => {
    const place = `${number} ${at}`;
    at += object.length + 1;
    return place;
  });
  const head = `${places.join(' ')}\n`;
  const body = deflateSync(`${head}${packed.map(([, object]) => `${object}\n`).join('')}`);
  const container = objects.length + 1;
  const streams = objects.flatMap((object, place): [number, Buffer][] =>
    typeof object === 'string' ? [] : [[place + 1, object]],
  );
  const entries = `/Type /ObjStm /N ${packed.length} /First ${head.length} /Filter /FlateDecode`;
  const written = writeObjects(Buffer.from('%PDF-1.7\n'), [
    ...streams,
    [container, pdfStream(body, entries)],
  ]);
  const last = container + 1;
  const rows = Buffer.alloc((last + 1) * 7);
  const row = (number: number, kind: number, second: number, third: number) => {
    rows.writeUInt8(kind, number * 7);
    rows.writeUInt32BE(second, number * 7 + 1);
    rows.writeUInt16BE(third, number * 7 + 5);
  };
  for (const [number, offset] of written.offsets) row(number, 1, offset, 0);
  for (const [place, [number]] of packed.entries()) row(number, 2, container, place);
  row(last, 1, written.bytes.length, 0);
  const table = pdfStream(
    deflateSync(rows),
    `/Type /XRef /Size ${last + 1} /W [1 4 2] /Root 1 0 R ${trailer} /Filter /FlateDecode`,
  );
  const end = Buffer.concat([
    Buffer.from(`${last} 0 obj\n`),
    table,
    Buffer.from(`\nendobj\nstartxref\n${written.bytes.length}\n%%EOF\n`),
  ]);
  return new Uint8Array(Buffer.concat([written.bytes, end]));
}

function appended(
  before: Buffer,
  objects: readonly (readonly [number, PdfObject])[],
  trailer: string,
): Uint8Array<ArrayBuffer> {
  const { bytes, offsets } = writeObjects(before, objects);
  const rows = offsets.map(
    ([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`,
  );
  const table = `xref\n0 1\n0000000000 65535 f \n${rows.join('')}`;
  const end = `${table}trailer << /Root 1 0 R ${trailer} >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(end)]));
}

function writeObjects(before: Buffer, objects: readonly (readonly [number, PdfObject])[]) {
  const parts = [before];
  const offsets: [number, number][] = [];
  let length = before.length;
  for (const [number, object] of objects) {
    offsets.push([number, length]);
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    length += part.length;
  }
  return { bytes: Buffer.concat(parts), offsets };
}
