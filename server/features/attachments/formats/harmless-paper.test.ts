import { deflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import {
  HARMFUL_PAPERS,
  PLANTED,
  READ_TEXT,
  sayingsOf,
  signedPaper,
} from '#tests/support/files/harmful-papers.ts';
import { pdfOf, pdfStream, revisedPdf } from '#tests/support/files/pdf.ts';
import { paper, paperObjects } from '#tests/support/files/photos.ts';
import { processorTime } from '#tests/support/timing.ts';

import { makeHarmless } from './harmless-paper.ts';
import { readPaper } from './read-paper.ts';

const plantedIn = (bytes: Uint8Array) => {
  const said = sayingsOf(bytes);
  return PLANTED.filter((word) => said.includes(word));
};
const refusal = (bytes: Uint8Array) =>
  makeHarmless(new Uint8Array(bytes)).then(
    () => 'taken',
    (error: unknown) => (error as { code: string }).code,
  );
/** A paper with the text and these entries in its root. */
const paperWith = (entries: string, ...more: (string | Buffer)[]) => {
  const [, ...objects] = paperObjects(READ_TEXT);
  return pdfOf([`<< /Type /Catalog /Pages 2 0 R ${entries} >>`, ...objects, ...more]);
};

describe('a paper with active parts', () => {
  it.each(Object.entries(HARMFUL_PAPERS))(
    '%s keeps its text and nothing of them',
    async (_, make) => {
      const source = make();
      expect(plantedIn(source).length).toBeGreaterThan(PLANTED.length - 2);
      const { bytes, keptSigned } = await makeHarmless(source);
      expect(plantedIn(bytes)).toEqual([]);
      expect(keptSigned).toBe(false);
      const { pages, lines } = await readPaper(bytes);
      expect([pages, lines.at(-1)]).toEqual([1, READ_TEXT]);
    },
  );

  it('says what was taken out, and keeps comments, fields, outline and ways within it', async () => {
    const [plain] = Object.values(HARMFUL_PAPERS);
    const { bytes, removedParts } = await makeHarmless(plain?.() ?? new Uint8Array());
    expect(removedParts).toEqual('author commands files form_program links media'.split(' '));
    const { notes } = await readPaper(bytes);
    expect(notes).toEqual(['Xem lai trang nay', '12', 'Muc mot']);
    expect(sayingsOf(bytes)).toMatch(/\/S \/GoTo\s+\/D \[ 3 0 R \/Fit \]/);
  });

  it('is the same each time, and not changed again once it is harmless', async () => {
    for (const make of Object.values(HARMFUL_PAPERS)) {
      const first = await makeHarmless(make());
      expect(await makeHarmless(make())).toEqual(first);
      expect(await makeHarmless(first.bytes)).toEqual({ ...first, removedParts: [] });
    }
  });

  it('that was changed by adding to its end loses its earlier states', async () => {
    const before = paper(READ_TEXT, 'Ten cu');
    const changed = paperObjects(READ_TEXT).map((object, place) => [place + 1, object] as const);
    const { bytes, removedParts } = await makeHarmless(revisedPdf(before, changed));
    expect(removedParts).toEqual(['history']);
    expect((await readPaper(bytes)).lines.at(-1)).toBe(READ_TEXT);
    expect(sayingsOf(bytes)).not.toContain('<00540065006e');
    expect(sayingsOf(bytes).match(/startxref/g)).toHaveLength(1);
  });

  it('that a program draws is refused, as nothing would be left of it', async () => {
    expect(await refusal(paperWith('/NeedsRendering true'))).toBe('attachment.not_harmless');
  });

  it('is refused where its text would be another one', async () => {
    // Readers that follow its table find the first line, those that read from the front find the last.
    const [hidden, shown] = [paper('Noi dung khac'), paper(READ_TEXT)];
    const table = /startxref\s+(\d+)/.exec(Buffer.from(shown).toString('latin1'))?.[1];
    const both = Buffer.concat([
      shown,
      Buffer.from(
        Buffer.from(hidden)
          .toString('latin1')
          .replace(/startxref[\s\S]*/, ''),
        'latin1',
      ),
      Buffer.from(`startxref\n${table}\n%%EOF\n`),
    ]);
    expect(await refusal(both)).toBe('attachment.not_harmless');
  });

  it('is refused when it is locked', async () => {
    const locked = '/Encrypt << /Filter /Standard /V 1 /R 2 /O () /U () /P -4 >> /ID [<00> <00>]';
    expect(await refusal(pdfOf(paperObjects(READ_TEXT), locked))).toBe('attachment.unreadable');
  });

  it('is refused when a comment or a field carries the stamp', async () => {
    const stamp = `<feff${Buffer.from('MẬT', 'utf16le').swap16().toString('hex')}>`;
    const [root = '', pages = '', page = '', ...rest] = paperObjects(READ_TEXT);
    const note = `/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ${stamp} >>]`;
    const noted = [root, pages, String(page).replace(/>>$/, `${note} >>`), ...rest];
    expect(await refusal(pdfOf(noted))).toBe('attachment.secret');
  });
});

describe('a paper with a digital signature', () => {
  it('is kept byte for byte, over several signatures too', async () => {
    const once = signedPaper([READ_TEXT]);
    const twice = signedPaper([READ_TEXT, 'Da ky'], { before: once });
    for (const bytes of [once, twice]) {
      expect(await makeHarmless(bytes)).toEqual({ bytes, removedParts: [], keptSigned: true });
    }
  });

  it('may lead to an address, which a reader asks about', async () => {
    const more = '/Outlines << /First << /Title (a) /A << /S /URI /URI (https://a.vn) >> >> >>';
    expect(await refusal(signedPaper([READ_TEXT], { more }))).toBe('taken');
  });

  it.each([
    ['a command', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'],
    ['a command in other letters', '/OpenAction << /S /#4aavaScript /JS (1) >>'],
    ['a file', '/Names << /EmbeddedFiles << /Names [] >> >>'],
    ['a program to start', '/OpenAction << /S /Launch /F (a) >>'],
  ])('and %s is refused, in an earlier state too', async (_, more) => {
    expect(await refusal(signedPaper([READ_TEXT], { more }))).toBe('attachment.signed_active');
    const before = paperWith(more);
    expect(await refusal(signedPaper([READ_TEXT], { before }))).toBe('attachment.signed_active');
  });

  it('is refused when something stands after its end', async () => {
    const tail = Buffer.concat([signedPaper([READ_TEXT]), Buffer.from('<html>')]);
    expect(await refusal(tail)).toBe('attachment.signed_active');
  });

  it('is refused when an earlier state was stamped', async () => {
    const before = paper('TỐI MẬT', READ_TEXT);
    expect(await refusal(signedPaper([READ_TEXT], { before }))).toBe('attachment.secret');
  });

  it('that is only called one is cleaned like any other', async () => {
    const fake = paperWith(
      '/AcroForm << /Fields [9 0 R] >>',
      '<< /FT /Sig /T (a) /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <3082> >> >>',
    );
    expect(await makeHarmless(fake)).toMatchObject({ keptSigned: false });
  });
});

describe('a paper that is made to keep the reader busy', () => {
  const deep = '['.repeat(200_000);

  it.each([
    ['arrays in arrays', paperWith(`/ViewerPreferences ${deep}${']'.repeat(200_000)}`)],
    [
      'pages that hold themselves',
      pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 9 >>']),
    ],
    ['objects that name each other', paperWith('/PageLabels 9 0 R', '[10 0 R]', '[9 0 R]')],
    [
      'an outline without an end',
      paperWith(
        '/Outlines 9 0 R',
        '<< /First 10 0 R >>',
        '<< /Title (a) /Next 10 0 R /First 10 0 R >>',
      ),
    ],
    [
      'an object that is its own length',
      paperWith('/PageLabels 9 0 R', Buffer.from('<< /Length 9 0 R >>\nstream\nx\nendstream')),
    ],
    [
      'a hundred thousand small objects',
      paperWith('', ...Array.from({ length: 100_000 }, (__, at) => `[${at + 8} 0 R]`)),
    ],
    [
      'packed objects that are far more',
      paperWith(
        '',
        pdfStream(
          deflateSync(Buffer.alloc(80 * 1_048_576, ' ')),
          '/Type /ObjStm /N 1 /First 9 /Filter /FlateDecode',
        ),
      ),
    ],
  ])('with %s is taken or refused within five seconds of work', async (_, bytes) => {
    let code = '';
    const spent = await processorTime(async () => {
      code = await refusal(bytes);
    });
    expect(['taken', 'attachment.unreadable', 'attachment.not_harmless']).toContain(code);
    expect(spent).toBeLessThan(5_000);
  });
});
