import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { PersonalDataKind } from '#server/contract/personal-data-mark.ts';

/** A text, and the place of the personal data in it; null where it has none. */
export type ScreeningCase = {
  text: string;
  expected: { kind: PersonalDataKind; start: number; end: number } | null;
};
export type ScreeningSet = 'development' | 'held-out';

const FOLDER = join(import.meta.dirname, '../../golden/screening');
const SEEDS: Record<ScreeningSet, number> = { development: 178, 'held-out': 2026 };

/** Reads the cases written by hand. */
export function writtenCases(set: ScreeningSet): ScreeningCase[] {
  const positive = linesOf(`${set}-positive.txt`).map((line) => {
    const [kind = '', marked = ''] = line.split('\t');
    return positiveCase(kind as PersonalDataKind, marked);
  });
  const negative = linesOf(`${set}-negative.txt`).map((text) => ({ text, expected: null }));
  return [...positive, ...negative];
}

function linesOf(name: string): string[] {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Reads a case: ⟦ ⟧ in `marked` enclose the data to be found, and `\u{…}` writes an invisible character. */
function positiveCase(kind: PersonalDataKind, marked: string): ScreeningCase {
  const whole = marked.replace(/\\u\{([\da-f]+)\}/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  const start = whole.indexOf('⟦');
  const end = whole.indexOf('⟧') - 1;
  return { text: whole.replace(/[⟦⟧]/g, ''), expected: { kind, start, end } };
}

/** Makes cases from patterns and lists of words; each set draws from its own half of every list. */
export function generatedCases(set: ScreeningSet, count: number): ScreeningCase[] {
  const pick = new Picker(set);
  const cases: ScreeningCase[] = [];
  for (let number = 0; number < count; number += 1) {
    cases.push(
      number % 2 === 0
        ? positiveCase(...pick.positive(number / 2))
        : { text: pick.negative(), expected: null },
    );
  }
  return cases;
}

const words = (text: string) => text.split(';').map((word) => word.trim());
const SURNAMES = words(
  'Nguyễn;Trần;Lê;Phạm;Vũ;Đặng;Bùi;Đỗ;Ngô;Dương;Phan;Trịnh;Đinh;Lương;Trương;Tạ',
);
const MIDDLES = words('Văn;Thị;Đức;Minh;Hữu;Thanh;Quang;Ngọc;Thu;Xuân');
const GIVEN = words(
  'Hùng;Lan;Tuấn;Hoa;Dũng;Hương;Cường;Mai;Long;Nga;Sơn;Thảo;Thắng;Yến;Quân;Trang;Tùng;Hạnh;Kiên;Loan;Hải;Oanh;Vinh;Phượng',
);
const ADDRESSES = words('ông;bà;anh;chị;chú;bác;cô;cậu;thằng;lão');
const BEFORE_NAMES = words(
  'chủ quán tên ;đối tượng ;chủ cơ sở là ;tên là ;quản lý: ;nhân viên ;chủ nhà nghỉ ;bị can ',
);
const AFTER_NAMES = words(
  ', 22 tuổi; (SN 1990); sinh năm 1987;, 45 tuổi, quê Nam Định;, trú tại tổ 4; SN 1975',
);
const NUMBER_FRAMES = words(
  'gọi @;liên hệ @ nhé;số @;đt: @;zalo @;máy @ của quán;(@);ghi @ trên cửa',
);
const PERSON_FRAMES = words('@;gặp @ ở cửa;nhà @ đầu ngõ;@ trông quán;do @ trả lời;hỏi @ thì rõ');
const TRADES = words(
  'Karaoke;Nhà nghỉ;Khách sạn;Quán bia;Quán cà phê;Massage;Spa;Cắt tóc;Nhà hàng;Bida;Quán nhậu;Gội đầu;Nhà trọ;Tẩm quất',
);
const BRANDS = words(
  'Hoàng Anh;Minh Tuấn;Thanh Hằng;Ngọc Lan;Hoàng Hà;Bảo Ngọc;Kim Cương;Hoa Hồng;Sao Biển;Đại Dương;Phương Đông;Thiên Đường;Mai Linh;Hương Sen;Anh Đức;Anh Tú;Hồng Nhung;Phú Quý',
);
const STREETS = words(
  'Nguyễn Trãi;Lê Văn Lương;Trần Duy Hưng;Phạm Văn Đồng;Nguyễn Chí Thanh;Bà Triệu;Hai Bà Trưng;Lý Thường Kiệt;Nguyễn Thị Minh Khai;Võ Thị Sáu;Trần Khát Chân;Đặng Văn Ngữ;Ngô Gia Tự;Nguyễn Văn Cừ;Lê Trọng Tấn;Phan Đình Phùng',
);

type Draft = [kind: PersonalDataKind, marked: string];

class Picker {
  readonly #random;
  readonly #half: 0 | 1;

  constructor(set: ScreeningSet) {
    this.#random = xoroshiro128plus(SEEDS[set]);
    this.#half = set === 'development' ? 0 : 1;
  }

  positive(number: number): Draft {
    const kinds = [
      () => this.#telephone(),
      () => this.#person(),
      () => this.#telephone(),
      () => this.#namedPerson(),
      () => this.#identity(),
      () => this.#agedPerson(),
      () => this.#online(),
    ];
    return (kinds[number % kinds.length] ?? (() => this.#telephone()))();
  }

  negative(): string {
    const number = this.#below(200) + 1;
    const frames = [
      () => `${this.#any(TRADES)} ${this.#own(BRANDS)}`,
      () => `${this.#any(TRADES)} ${this.#own(BRANDS)} ${number}`,
      () => `${number} ${this.#own(STREETS)}`,
      () => `ngõ ${number} ${this.#own(STREETS)}, đoạn cuối`,
      () => `${this.#any(TRADES)} ở phố ${this.#own(STREETS)}`,
      () => `đối diện ${this.#any(TRADES)} ${this.#own(BRANDS)}`,
      () => `Kế hoạch ${number}/KH-UBND ngày ${this.#pair(1, 28)}/${this.#pair(1, 12)}/2026`,
      () => `phòng ${number}, ${number + 1}, ${number + 2}, ${number + 3}, ${number + 4}`,
      () => `phạt ${number}.${this.#pair(100, 999)}.000 đồng`,
      () => `105.${this.#pair(700000, 899999)}, 21.${this.#pair(100000, 999999)}`,
      () =>
        `mở từ ${this.#pair(8, 12)}h${this.#pair(10, 59)} đến ${this.#pair(18, 23)}h${this.#pair(10, 59)}`,
      () => `ngõ ${number}/${this.#pair(1, 99)}/${this.#pair(1, 99)} phố ${this.#own(STREETS)}`,
    ];
    return (frames[this.#below(frames.length)] ?? frames[0])?.() ?? '';
  }

  #telephone(): Draft {
    const prefix = this.#any(
      words('090;091;093;094;096;097;098;032;035;036;038;056;058;070;077;079;081;083;086;088'),
    );
    const digits = `${prefix}${this.#pair(1_000_000, 9_999_999)}`;
    const [a, b, c] = [digits.slice(0, 4), digits.slice(4, 7), digits.slice(7)];
    const spelled = words('không;một;hai;ba;bốn;năm;sáu;bảy;tám;chín');
    const forms = [
      digits,
      `${a} ${b} ${c}`,
      `${a}.${b}.${c}`,
      `${a}_${b}_${c}`,
      `${a}/${b}/${c}`,
      `${a}, ${b}, ${c}`,
      digits.split('').join(' '),
      digits.split('').join('.'),
      digits.replace('0', 'o'),
      digits.replaceAll('0', 'O').replaceAll('1', 'l'),
      digits.slice(1),
      `${a}\u200b${b}\u200b${c}`,
      digits
        .split('')
        .map((digit) => String.fromCodePoint(0xff10 + Number(digit)))
        .join(''),
      digits
        .split('')
        .map((digit) => spelled[Number(digit)])
        .join(' '),
      `+84 ${digits.slice(1)}`,
      `${a}-${b}-${c}`,
    ];
    return ['telephone', this.#any(NUMBER_FRAMES).replace('@', `⟦${this.#any(forms)}⟧`)];
  }

  #identity(): Draft {
    const province = String(1 + this.#below(96)).padStart(3, '0');
    const digits = `${province}${this.#below(4)}${this.#pair(10_000_000, 99_999_999)}`;
    const passport = `${this.#any(['B', 'C', 'N', 'P'])}${this.#pair(1_000_000, 9_999_999)}`;
    const parts = digits.match(/.{3}/g) ?? [];
    return this.#any<Draft>([
      ['identity_number', `cccd ⟦${digits}⟧`],
      ['identity_number', `căn cước số: ⟦${parts.join(' ')}⟧`],
      ['identity_number', `can cuoc ⟦${parts.join('_')}⟧`],
      ['identity_number', `ho chieu: ⟦${passport}⟧`],
      ['identity_number', `Hộ chiếu ⟦${passport}⟧ còn hạn`],
      ['identity_number', `CMND ⟦${digits.slice(3)}⟧`],
    ]);
  }

  #online(): Draft {
    const name = `${plain(this.#own(GIVEN))}${this.#any(['.', '_', ''])}${this.#pair(10, 99)}`;
    return this.#any<Draft>([
      ['email', `thư ⟦${name}@gmail.com⟧`],
      ['email', `⟦${name} [at] gmail.com⟧`],
      ['email', `⟦${name} @ yahoo . com⟧`],
      ['account', `⟦facebook.com/${name}⟧`],
      ['account', `⟦fb.com/${name}⟧ nhắn trước`],
    ]);
  }

  #fullName(): string {
    return `${this.#own(SURNAMES)} ${this.#any(MIDDLES)} ${this.#own(GIVEN)}`;
  }

  #person(): Draft {
    const address = this.#any(ADDRESSES);
    const [short, full] = [this.#own(GIVEN), this.#fullName()];
    const forms = [
      `${address} ${short}`,
      `${address} ${full}`,
      `${address} ${full.toLowerCase()}`,
      `${plain(this.#any(words('ông;anh;chị')))} ${plainCase(full)}`,
      `${this.#any(['a', 'c'])}. ${short}`,
    ];
    return ['person', this.#any(PERSON_FRAMES).replace('@', `⟦${this.#any(forms)}⟧`)];
  }

  #namedPerson(): Draft {
    return ['person', `${this.#any(BEFORE_NAMES)} ⟦${this.#fullName()}⟧`.replace(/^\s+/, '')];
  }

  #agedPerson(): Draft {
    return ['person', `⟦${this.#fullName()}⟧${this.#spaced(this.#any(AFTER_NAMES))}`];
  }

  #spaced(after: string): string {
    return /^[,]/.test(after) ? after : ` ${after}`;
  }

  #below(limit: number): number {
    return uniformInt(this.#random, 0, limit - 1);
  }

  #pair(low: number, high: number): string {
    return String(low + this.#below(high - low + 1)).padStart(2, '0');
  }

  #any<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T;
  }

  /** Gives this set's own half of a list. */
  #own<T>(list: readonly T[]): T {
    return this.#any(list.filter((_, place) => place % 2 === this.#half));
  }
}

/** Removes the diacritics; `plain` makes the letters small too. */
function plainCase(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

const plain = (text: string) => plainCase(text).toLowerCase();
