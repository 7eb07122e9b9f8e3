/**
 * The words of Vietnamese addresses, folded (no case, no marks, đ as d). Patterns run over folded text whose
 * letters stand where those of the spelling stand, so that a match can be cut out of the spelling.
 */

/** Ways of saying where the place stands to what is named, in the order in which they are tried. */
export const RELATIONS: readonly (readonly [RegExp, 'opposite' | 'before' | 'beyond' | 'near'])[] =
  [
    [/^(?:doi dien|do?i dien|dd)(?: voi)?(?=\s)/, 'opposite'],
    [/^(?:giua|gan|canh|ben canh|cach|sat|ke ben|khu vuc)(?=\s)/, 'near'],
    [/^truoc(?: cua| mat| khi den)?(?=\s)/, 'before'],
    [/^(?:qua|sau)(?=\s)/, 'beyond'],
  ];

/** `50m`, `khoảng 30 m`, `1,2 km` */
export const DISTANCE =
  /(?:khoang |chung |cach )?\b(\d{1,4}(?:[.,]\d{1,2})?)\s?(m|met|km)\b(?!\s?\+)/;

const NUMBER = String.raw`(\d{1,5})\s?([a-z](?![a-z])\d{0,2})?`;
const CHAIN = String.raw`((?:\/\d{1,4}[a-z]?\d{0,2}){0,3})`;
const RANGE = String.raw`(?:[–&]\d{1,5}[a-z]?)?`;
export const HOUSE_WORD = String.raw`(?:so nha|nha so|so|sn|nha)\s*`;

/** House number, perhaps a chain of alleys, then what follows. */
export const HOUSE = new RegExp(
  String.raw`^(?:${HOUSE_WORD})?${NUMBER}${CHAIN}(${RANGE})(?=[\s,]|$)\s*`,
);
/** `… số 12`: the number behind the street. */
export const HOUSE_BEHIND = new RegExp(
  String.raw`^(\D*?[^\s\d])\s+(?:so nha|nha so|so|sn)\s*${NUMBER}${CHAIN}(${RANGE})$`,
);
/** A name, a number in the middle, a street: `Cây xăng 370 Kim Bài`. */
export const HOUSE_INSIDE = new RegExp(
  String.raw`^((?:(?![a-z]{2})\D)*[a-z]{2}(?:\D*?[^\s\d])??)\s+((?:(?:so nha|nha so|so|sn)\s*)?\d{1,4}\s?(?:[a-z](?![a-z])\d{0,2})?(?:\/\d{1,4}[a-z]?){0,3}${RANGE}\s+[a-z]\D+)$`,
);

export const ALLEY =
  /^(ngo|ngach|hem|kiet)\s*(?:so\s*)?(\d{1,4}\s?(?:[a-z](?![a-z])\d{0,2})?(?:\/\d{1,4}[a-z]?\d{0,2}){0,3})(?=[\s,]|$)\s*/;

export const STREET_WORD = /^(?:duong pho|duong|pho|dai lo|d\.|p\.(?=\s*[a-z]{2,}\s+\d))\s*(?=\S)/;
/** "đường vào thôn …" leads to a place and is not its name. */
export const ACCESS_ROAD = /^(?:duong|loi|cong|ngo|ngach) (?:vao|ra|len|xuong|noi bo|gom)\b/;
export const ROAD_NUMBER = /^(?:quoc lo|tinh lo|duong tinh|cao toc|ql|tl|dt)\.?\s*(?=\S)/;

export const JUNCTION =
  /^(?:(?:cau vuot|ham)?\s*nga (?:ba|tu|nam|sau|bay|3|4|5|6|7)|nut giao|giao lo|goc pho|goc duong|goc|giao)\s+(?=\S)/;
/** Between the two streets of a junction. */
export const CROSSING = /(?<!\s)\s+(?:(?:x|giao voi|giao|cat|voi|va)\s+|\/\s*)|\/\s*/;

export const AREAS: readonly (readonly [RegExp, 'commune' | 'district' | 'city'])[] = [
  [/^(?:(?:phuong|xa|thi tran|tt)\s+|(?:p|x|tt)\.\s*)(?=\S)/, 'commune'],
  [/^(?:(?:quan|huyen|thi xa|tx)\s+|(?:q|h|tx)\.\s*)(?=\S)/, 'district'],
  [/^(?:(?:thanh pho|tp|tinh)\s+|tp\.\s*)(?=\S)/, 'city'],
];
/** An area behind a street, without a comma before it. */
export const AREA_INSIDE = /\s(?:phuong|xa|quan|huyen|thi tran|thi xa|thanh pho)(?=\s)/;
export const CITY = /^(?:ha noi|hn|viet nam|vietnam)$/;

/** Words after a number that is no house number: "3 tầng", "8 tháng 3". */
export const NO_STREET =
  /^(?:(?:thang|nam|gio|phong|lop|khu|to|cum|doi)(?=\s*\d|$)|(?:tang|chieu|km|m|met|ha)\b|[%&+])/;
/** A village, a group or a block has its number behind; none of these is a street. */
export const NO_HOUSE_BEFORE =
  /(?:^|\s)(?:to dan pho|to|khu|cum|xom|thon|doi|lo|toa|nha|block|km|cot|tuyen|diem canh de|diem|cau|tram|so|truong|lang|quoc lo|tinh lo|duong|cong|gate|t|ct|hh|phong|buu dien|may|xe bus|xe buyt|bus|cau vuot|nga)$/;

/** The words of the patterns above, as they are written with their marks. */
const MARKED_WORDS = new Set(
  (
    'đối diện với giữa gần cạnh bên cách sát kế khu vực trước cửa mặt khi đến qua sau khoảng chừng mét m km ' +
    'số nhà sn ngõ ngách hẻm kiệt đường phố đại lộ vào lối cổng ra lên xuống nội bộ gom quốc tỉnh ' +
    'cao tốc đt ql tl đ đd ngã ba tư năm sáu bảy nút giao góc cầu vượt hầm cắt và phường xã thị trấn ' +
    'quận huyện thành p x q h d tt tp tx x'
  ).split(' '),
);

/**
 * Accepts a folded match only if it is meant. In a text with marks each of its words must have the right ones:
 * "Dương Quang" is no "đường", "Phương Liệt" no "phường" and "Xa La" no "xã"; a text without any marks could be
 * anything.
 */
export function isMeant(spelling: string, whole: string): boolean {
  return !hasMarks(whole) || isMarked(spelling);
}

export function hasMarks(text: string): boolean {
  return /[^\0-\x7f]/.test(text);
}

/** Accepts words of the patterns above only with the right marks. */
export function isMarked(spelling: string): boolean {
  const words = spelling.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => MARKED_WORDS.has(word));
}
