import type { ImportStatus } from '#server/contract/point-import.ts';
import type { Category, PointKind } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';

/** Everyday words beside the official names of the categories, folded. */
const OTHER_WORDS: Record<string, readonly string[]> = {
  KS: ['hotel', 'ks'],
  NK: ['guest house', 'guesthouse'],
  NN: ['motel', 'nn'],
  NT: ['phong tro', 'boarding house'],
  BT: ['biet thu', 'villa'],
  CHDL: ['homestay'],
  CHT: ['chung cu cho thue', 'can ho'],
  NH: ['restaurant'],
  VT: ['cau lac bo khieu vu', 'clb khieu vu', 'bar dancing', 'dance hall', 'nightclub'],
  BAR: ['bar', 'pub'],
  KAR: ['karaoke', 'quan karaoke', 'dich vu karaoke'],
  XB: ['mat xa', 'massage'],
  TH: ['xong hoi', 'sauna', 'tam hoi'],
  SPA: ['spa', 'cham soc suc khoe', 'cham soc sac dep'],
  CTGD: ['cat toc', 'goi dau', 'goi dau thu gian', 'cat toc thu gian', 'hot toc'],
  CF: ['ca phe', 'cafe', 'quan ca phe', 'ca phe den mo', 'ca phe choi', 'coffee'],
  KHAC: ['other'],
  'CC-TD': ['duong', 'pho', 'doan duong', 'tuyen pho', 'road', 'street'],
  'CC-NG': ['nga tu', 'nga nam', 'nut giao thong', 'junction'],
  'CC-CV': ['park'],
  'CC-BX': ['ben tau', 'nha ga', 'bus station'],
  'CC-VS': ['ven ho', 'bo song', 'bo ho', 'ven song ho', 'riverside'],
  'CC-KV': ['khu vuc cong cong', 'dia ban', 'area'],
};

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

/** Every code, official name, part of such a name and everyday word → its category. */
export function categoryLookup(categories: readonly Category[]): ReadonlyMap<string, Category> {
  const lookup = new Map<string, Category>();
  for (const category of categories) {
    const parts = category.name.split(/[,;/]/);
    const words = [category.code, category.name, ...parts, ...(OTHER_WORDS[category.code] ?? [])];
    for (const word of words.map(foldWord)) {
      if (word !== '' && !lookup.has(word)) lookup.set(word, category);
    }
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
