import { crc32, deflateRawSync } from 'node:zlib';

export type SheetValue = string | number | boolean | { serialDate: number } | null;

/** A zip archive of the given members, deflated; `declaredSize` lets a member lie about its size. */
export function zipArchive(
  members: readonly { name: string; content: string | Uint8Array; declaredSize?: number }[],
): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize } of members) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declaredSize ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, central, end]));
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The members of a workbook whose first sheet has the given XML between its tags. */
export function workbookMembers(
  sheetData: string,
  sheetNames: readonly string[] = ['Trang 1'],
): { name: string; content: string }[] {
  const sheets = sheetNames
    .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('');
  const relations = sheetNames
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('');
  const sheet = (data: string): string => `<worksheet xmlns="${NAMESPACE}">${data}</worksheet>`;
  return [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}<Relationship Id="rId90" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${NAMESPACE}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...sheetNames.map((_, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheet(index === 0 ? sheetData : '<sheetData/>'),
    })),
  ];
}

/** An XLSX file whose first sheet holds the given rows; an empty row leaves a gap in the numbering. */
export function xlsxFile(
  rows: readonly (readonly SheetValue[])[],
  sheetNames: readonly string[] = ['Trang 1'],
): Uint8Array {
  const data = rows.map((row, index) => (row.length === 0 ? '' : rowXml(row, index + 1))).join('');
  return zipArchive(workbookMembers(`<sheetData>${data}</sheetData>`, sheetNames));
}

function rowXml(row: readonly SheetValue[], number: number): string {
  const cells = row.map((value, index) =>
    cellXml(value, `${String.fromCharCode(65 + index)}${number}`),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(value: SheetValue, address: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'object') return `<c r="${address}" s="1"><v>${value.serialDate}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
