import type { ImportStatus } from '#server/contract/point-import.ts';
import type { Category, PointKind } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';

/** Everyday words beside the official names of the categories; compared without case and diacritics. */
const OTHER_WORDS: Record<string, readonly string[]> = {
  KS: ['hotel', 'ks'],
  NK: ['guest house', 'guesthouse'],
  NN: ['motel', 'nn'],
  NT: ['phòng trọ', 'boarding house'],
  BT: ['biệt thự', 'villa'],
  CHDL: ['homestay'],
  CHT: ['chung cư cho thuê', 'căn hộ'],
  NH: ['restaurant'],
  VT: ['câu lạc bộ khiêu vũ', 'CLB khiêu vũ', 'bar dancing', 'dance hall', 'nightclub'],
  BAR: ['bar', 'pub'],
  KAR: ['karaoke', 'quán karaoke', 'dịch vụ karaoke'],
  XB: ['mát xa', 'massage'],
  TH: ['xông hơi', 'sauna', 'tắm hơi'],
  SPA: ['spa', 'chăm sóc sức khỏe', 'chăm sóc sắc đẹp'],
  CTGD: ['cắt tóc', 'gội đầu', 'gội đầu thư giãn', 'cắt tóc thư giãn', 'hớt tóc'],
  CF: ['cà phê', 'cafe', 'quán cà phê', 'cà phê đèn mờ', 'cà phê chòi', 'coffee'],
  KHAC: ['other'],
  'CC-TD': ['đường', 'phố', 'đoạn đường', 'tuyến phố', 'road', 'street'],
  'CC-NG': ['ngã tư', 'ngã năm', 'nút giao thông', 'junction'],
  'CC-CV': ['park'],
  'CC-BX': ['bến tàu', 'nhà ga', 'bus station'],
  'CC-VS': ['ven hồ', 'bờ sông', 'bờ hồ', 'ven sông hồ', 'riverside'],
  'CC-KV': ['khu vực công cộng', 'địa bàn', 'area'],
};

/** The words beside code and official name by which a table may call a category. */
export function everydayWordsOf(code: string): readonly string[] {
  return OTHER_WORDS[code] ?? [];
}

/** A word that the office has taught the import, with the code of its category. */
export type TaughtWord = { word: string; category: string };

const KIND_WORDS: Record<PointKind, readonly string[]> = {
  business: [
    'business',
    'co so',
    'co so kinh doanh',
    'co so kinh doanh dich vu',
    'kinh doanh',
    'co so dich vu',
  ],
  public_area: [
    'public area',
    'public_area',
    'dia ban cong cong',
    'noi cong cong',
    'cong cong',
    'dia diem cong cong',
    'khu vuc cong cong',
  ],
};

const STATUS_WORDS: Record<ImportStatus | 'not_importable', readonly string[]> = {
  proposed: ['proposed', 'de xuat', 'moi de xuat', 'cho cong nhan'],
  active: [
    'active',
    'dang hoat dong',
    'hoat dong',
    'con hoat dong',
    'can triet xoa',
    'chua triet xoa',
  ],
  eliminated: ['eliminated', 'da triet xoa', 'triet xoa'],
  handed_over: ['handed_over', 'handed over', 'da ban giao', 'ban giao', 'da ban giao dia phuong'],
  not_importable: [
    'recurring',
    'tai hoat dong',
    'da tai hoat dong',
    'nghi tai hoat dong',
    'suspected',
    'delisted',
    'dua ra khoi danh muc',
    'da dua ra khoi danh muc',
    'not_recognised',
    'not recognised',
    'khong cong nhan',
    'chua cong nhan',
    'khong duoc cong nhan',
  ],
};

/** Folded, and free of quotes and brackets. */
export function foldWord(text: string): string {
  return foldText(text)
    .replace(/["'“”‘’().]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Every code, official name, part of such a name and everyday word → its category; behind them the words that the office
 * has taught, which cannot change what is understood without them.
 */
export function categoryLookup(
  categories: readonly Category[],
  taught: readonly TaughtWord[] = [],
): ReadonlyMap<string, Category> {
  const lookup = new Map<string, Category>();
  for (const category of categories) {
    const parts = category.name.split(/[,;/]/);
    const words = [category.code, category.name, ...parts, ...(OTHER_WORDS[category.code] ?? [])];
    for (const word of words.map(foldWord)) {
      if (word !== '' && !lookup.has(word)) lookup.set(word, category);
    }
  }
  const byCode = new Map(categories.map((category) => [category.code, category]));
  for (const { word, category: code } of taught) {
    const [folded, category] = [foldWord(word), byCode.get(code)];
    if (category !== undefined && !lookup.has(folded)) lookup.set(folded, category);
  }
  return lookup;
}

export const KIND_BY_WORD: ReadonlyMap<string, PointKind> = byWord(KIND_WORDS);
export const STATUS_BY_WORD: ReadonlyMap<string, ImportStatus | 'not_importable'> =
  byWord(STATUS_WORDS);

function byWord<K extends string>(words: Record<K, readonly string[]>): ReadonlyMap<string, K> {
  const lookup = new Map<string, K>();
  for (const key in words) for (const word of words[key]) lookup.set(word, key);
  return lookup;
}
