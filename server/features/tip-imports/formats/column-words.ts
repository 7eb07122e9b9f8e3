import type { TipImportField } from '#server/contract/tip-import.ts';
import { TIP_KINDS, type TipKind } from '#server/contract/tip-kind.ts';
import { TIP_CHANNELS, type TipChannel } from '#server/contract/tip.ts';
import { foldHeading, foldHeadingShort } from '#server/tables/fold-heading.ts';

/** Folded headings by which people call each field; the first field that claims a column has it. */
const FIELD_WORDS: readonly (readonly [TipImportField, readonly string[]])[] = [
  ['longitude', ['kinh do', 'longitude', 'long', 'lon', 'lng', 'x']],
  ['latitude', ['vi do', 'latitude', 'lat', 'y']],
  ['coordinates', ['toa do', 'coordinates', 'vi tri']],
  ['policeNumber', ['so so cong an', 'so cong an', 'so thu ly', 'police number']],
  ['number', ['so', 'so tin', 'ma tin', 'so cua kenh', 'so phieu', 'number', 'id', 'ma']],
  ['kind', ['loai tin', 'loai', 'kind', 'type']],
  ['channel', ['kenh', 'kenh tiep nhan', 'hinh thuc tiep nhan', 'channel']],
  ['receivedOn', ['ngay tiep nhan', 'ngay nhan', 'tiep nhan', 'received on', 'received']],
  ['occurredOn', ['ngay su viec', 'ngay xay ra', 'occurred on', 'occurred']],
  ['communeCode', ['ma phuong xa', 'ma xa', 'ma dvhc', 'commune code']],
  ['communeName', ['phuong xa', 'xa phuong', 'phuong', 'xa', 'dia ban', 'commune']],
  ['placeName', ['noi xay ra', 'ten noi', 'dia diem', 'noi', 'place']],
  ['category', ['loai hinh', 'nhom', 'category']],
  ['locationErrorMetres', ['sai so', 'sai so m', 'error', 'error metres']],
];

const KIND_WORDS: Record<TipKind, readonly string[]> = {
  crime_denunciation: ['to giac', 'to giac ve toi pham', 'to giac toi pham'],
  crime_information: ['tin bao', 'tin bao ve toi pham', 'tin bao toi pham'],
  prosecution_proposal: ['kien nghi khoi to'],
  denunciation: ['to cao'],
  complaint: ['khieu nai'],
  feedback: ['phan anh', 'phan anh kien nghi', 'kien nghi', 'tin phan anh'],
};

const CHANNEL_WORDS: Record<TipChannel, readonly string[]> = {
  in_person: ['truc tiep'],
  hotline: ['duong day nong', 'dien thoai', 'tong dai'],
  portal: ['cong', 'cong thong tin', 'ihanoi', 'truc tuyen'],
  post: ['buu chinh', 'thu', 'don thu'],
  email: ['thu dien tu', 'email'],
  media: ['bao chi', 'bao dai'],
  authority: ['co quan', 'co quan to chuc chuyen den', 'chuyen den'],
  patrol: ['tuan tra', 'kiem tra', 'tuan tra kiem tra'],
  other: ['khac', 'kenh khac'],
};

/** Reads the headings as fields, each field at most once. */
export function readHeadings(header: readonly string[]): (TipImportField | null)[] {
  const fields: (TipImportField | null)[] = header.map(() => null);
  for (const [field, words] of FIELD_WORDS) {
    const at = header.findIndex(
      (heading, place) =>
        fields[place] === null &&
        [foldHeading(heading), foldHeadingShort(heading)].some((folded) => words.includes(folded)),
    );
    if (at !== -1) fields[at] = field;
  }
  return fields;
}

/** A kind by its code or its Vietnamese name; null when it is none. */
export function readKind(cell: string): TipKind | null {
  return byWord(cell, TIP_KINDS, KIND_WORDS);
}

export function readChannel(cell: string): TipChannel | null {
  return byWord(cell, TIP_CHANNELS, CHANNEL_WORDS);
}

function byWord<Name extends string>(
  cell: string,
  names: readonly Name[],
  words: Record<Name, readonly string[]>,
): Name | null {
  const folded = foldHeading(cell);
  return names.find((name) => foldHeading(name) === folded || words[name].includes(folded)) ?? null;
}
