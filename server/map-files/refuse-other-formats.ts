import { AppError, type ProblemCode } from '#server/contract/problem.ts';

export type OtherFormat = Extract<ProblemCode, `format.${string}`>;

const HEAD = 4_096;
/** Beginning of Microsoft's compound files. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0';

/** Signs at the very beginning of a file, as Latin-1: its first letters, or a pattern; the first that fits is taken. */
const SIGNS: readonly (readonly [string | RegExp, OtherFormat])[] = [
  ['%PDF-', 'format.pdf'],
  [/^AC10\d\d/, 'format.dwg'],
  [/^(?:\s*999\r?\n[^\n]*\n)?\s*0\r?\n\s*SECTION\b/, 'format.dxf'],
  ['AutoCAD Binary DXF', 'format.dxf'],
  ['\u0008\t\u00fe\u0002', 'format.dgn'],
  ['\u00c8\t\u00fe\u0002', 'format.dgn'],
  ['fgb\u0003fgb', 'format.flatgeobuf'],
  ['\u0089PNG', 'format.picture'],
  ['\u00ff\u00d8\u00ff', 'format.picture'],
  ['GIF8', 'format.picture'],
  ['II*\0', 'format.picture'],
  ['MM\0*', 'format.picture'],
  [/^RIFF.{4}WEBP/s, 'format.picture'],
  ['Rar!', 'format.other_archive'],
  ['7z\u00bc\u00af', 'format.other_archive'],
  ['\u001f\u008b', 'format.other_archive'],
  ["\0\0'\n", 'format.bare_shapefile'],
  [/^!table\b/i, 'format.bare_tab'],
  ['\0\u0001\0\0Standard Jet DB', 'format.access'],
  ['\0\u0001\0\0Standard ACE DB', 'format.access'],
  ['{\\rtf', 'format.word'],
];
/** Names of streams within compound files, kept in UTF-16, which tell the programs apart. */
const STREAMS: readonly (readonly [string, OtherFormat])[] = [
  ['Workbook\0', 'format.xls'],
  ['Book\0', 'format.xls'],
  ['WordDocument\0', 'format.word'],
  ['Dgn~', 'format.dgn'],
];
const ROOTS: Readonly<Record<string, OtherFormat>> = {
  gml: 'format.gml',
  FeatureCollection: 'format.gml',
  html: 'format.web_page',
  Workbook: 'format.xls',
  osm: 'format.osm',
};
/** Files of an archive that tell what it is. */
const MEMBERS: readonly (readonly [RegExp, OtherFormat])[] = [
  [/\.gdbtable$/i, 'format.geodatabase'],
  [/^word\/document\.xml$/, 'format.word'],
  [/^xl\/workbook\.bin$/, 'format.xls'],
  [/^ppt\/presentation\.xml$/, 'format.presentation'],
  [/^content\.xml$/, 'format.open_document'],
  [/\.dwg$/i, 'format.dwg'],
  [/\.dgn$/i, 'format.dgn'],
  [/\.dxf$/i, 'format.dxf'],
  [/\.(?:xlsx|xls|csv)$/i, 'format.packed_table'],
  [/\.(?:docx?|rtf)$/i, 'format.word'],
  [/\.pdf$/i, 'format.pdf'],
];

/**
 * Refuses a file of a format that is known but not read, by its first bytes; passes any other.
 * @throws AppError `format.…`, whose sentence says what the file is and how to turn it into one that is read
 */
export function refuseOtherFormat(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  if (head.startsWith(COMPOUND)) {
    // The directory of a compound file stands anywhere in it, mostly near the beginning.
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const stream = STREAMS.find(([name]) => content.includes(Buffer.from(name, 'utf16le')));
    throw new AppError(stream?.[1] ?? 'format.word');
  }
  const sign = SIGNS.find(([start]) =>
    typeof start === 'string' ? head.startsWith(start) : start.test(head),
  );
  if (sign !== undefined) throw new AppError(sign[1]);
}

/** Refuses XML by the name of its root element. @throws AppError `format.…` */
export function refuseOtherXml(root: string | null): void {
  const format = ROOTS[root ?? ''];
  if (format !== undefined) throw new AppError(format);
}

/** Refuses JSON of another format by its head. @throws AppError `format.…` */
export function refuseOtherJson(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1');
  if (/"type"\s*:\s*"Topology"/.test(head)) throw new AppError('format.topojson');
  if (/"geometryType"\s*:\s*"esriGeometry/.test(head)) throw new AppError('format.esri_json');
}

/** Refuses an archive by the names of its files. @throws AppError `format.…` */
export function refuseOtherArchive(names: readonly string[]): void {
  const member = MEMBERS.find(([pattern]) => names.some((name) => pattern.test(name)));
  if (member !== undefined) throw new AppError(member[1]);
}
