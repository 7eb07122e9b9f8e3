import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

const ACCENTED = 'ông bà anh chị em cô chú bác thằng mụ lão gã ả cậu dì dượng mợ thím cụ'.split(
  ' ',
);
const BARE = 'ong ba anh chi em co chu bac thang mu cau'.split(' ');

describe('a name behind a form of address', () => {
  it.each(ACCENTED)('is that of a person: %s', (form) => {
    expect(markedIn(`gặp ${form} Tuấn ở đây`)).toEqual([`person: ${form} Tuấn`]);
  });

  it.each(BARE)('is that of a person without diacritics too: %s', (form) => {
    expect(markedIn(`gap ${form} Tuan o day`)).toEqual([`person: ${form} Tuan`]);
    expect(markedIn(`gặp ${form} Nguyen Van Tuan ở đó`)).toEqual([
      `person: ${form} Nguyen Van Tuan`,
    ]);
  });

  it.each('a c ô b e'.split(' '))('is that of a person behind a shortened one: %s.', (form) => {
    expect(markedIn(`gặp ${form}. Tuấn ở đây`)).toEqual([`person: ${form}. Tuấn`]);
    expect(markedIn(`gặp ${form} Tuấn ở đây`)).toEqual([]);
  });

  it.each('Mr Mrs Ms Miss'.split(' '))('is that of a person behind a foreign one: %s', (form) => {
    expect(markedIn(`gặp ${form} Tuấn ở đây`)).toEqual([`person: ${form} Tuấn`]);
    expect(markedIn(`gặp ${form}. Tuấn ở đây`)).toEqual([`person: ${form}. Tuấn`]);
    expect(markedIn(`gặp ${form} tuấn ở đây`)).toEqual([]);
  });

  it.each([
    'chủ quán',
    'chủ nhà',
    'chủ tiệm',
    'chủ',
    'giáo',
    'bảo vệ',
    'lễ tân',
    'nhân viên',
    'quản lý',
    'giám đốc',
    'tổ trưởng',
    'trưởng thôn',
    'xe ôm',
    'trông xe',
    'giữ xe',
    'hàng xóm',
    'công an',
    'lái xe',
    'bán nước',
    'bán hàng',
    'thu ngân',
    'thợ',
  ])('may follow a role: cô %s Thảo', (role) => {
    expect(markedIn(`hỏi cô ${role} Thảo nhé`)).toEqual([`person: cô ${role} Thảo`]);
  });

  it.each(['ông/bà Hoa', 'ông (bà) Hoa', 'ông / bà: Hoa', 'ông: Hoa', 'ông N. Hùng'])(
    'may follow two forms, a colon or an initial (%s)',
    (text) => {
      expect(markedIn(text)).toEqual([`person: ${text}`]);
    },
  );

  it('does not follow on another line or behind a dash', () => {
    expect(markedIn('ông\nHoa')).toEqual([]);
    expect(markedIn('ông - Hoa')).toEqual([]);
    expect(markedIn('số 5anh Hoa')).toEqual([]);
  });

  it('has five words at most', () => {
    expect(markedIn('ông Nguyễn Thị Hoa Lan Anh Thư')).toEqual([
      'person: ông Nguyễn Thị Hoa Lan Anh',
    ]);
  });
});

describe('a small word behind a form of address', () => {
  it.each(['chú hai', 'bác ba', 'dì út', 'cậu tư', 'mụ chín', 'thím bảy', 'mợ sáu', 'chú năm'])(
    'is the name of an elder by birth (%s)',
    (text) => {
      expect(markedIn(text)).toEqual([`person: ${text}`]);
    },
  );

  it.each(
    ['tuổi', 'năm', 'tháng', 'ngày', 'giờ', 'lần', 'người', 'mươi', 'trăm', 'nghìn', 'con'].concat([
      'cái',
      'chiếc',
      'bộ',
      'phần',
    ]),
  )('is a number before a measure: chú năm %s', (measure) => {
    expect(markedIn(`chú năm ${measure}`)).toEqual([]);
  });

  it.each(['anh hai', 'cô ba', 'anh hùng', 'anh hải quan', 'chị lan can', 'chú trang trí'])(
    'is no name in a usual compound (%s)',
    (text) => {
      expect(markedIn(text)).toEqual([]);
    },
  );

  it('is a full name where a family name leads it', () => {
    expect(markedIn('gặp ông nguyễn văn hùng')).toEqual(['person: ông nguyễn văn hùng']);
    expect(markedIn('gặp ông nguyễn hùng')).toEqual(['person: ông nguyễn hùng']);
    expect(markedIn('gap ong nguyen van hung')).toEqual(['person: ong nguyen van hung']);
    expect(markedIn('gặp ông hồ hùng')).toEqual([]);
    expect(markedIn('gap ong nguyen hung')).toEqual([]);
  });
});

describe('a form of address that is none', () => {
  it.each([
    'công an',
    'công ty',
    'cảnh sát',
    'chủ tịch',
    'phó chủ',
    'phó giám',
    'phó phòng',
    'giám đốc',
    'bí thư',
    'trưởng thôn',
    'trưởng phòng',
    'trưởng ban',
    'trưởng công an',
    'tổ trưởng',
    'cán bộ',
    'đại biểu',
    'bộ đội',
    'bảo vệ',
  ])('stands before an office: gặp anh %s', (office) => {
    const written = office.charAt(0).toUpperCase() + office.slice(1);
    expect(markedIn(`gặp anh ${written} đến`)).toEqual([]);
  });

  it.each(
    'phố đường ngõ ngách hẻm ngã tuyến đoạn dốc đê cầu cống hầm bến bãi ga chợ chùa đình đền miếu phủ'
      .split(' ')
      .concat('am lăng mộ tượng nghè phường xã thôn làng xóm ấp bản khu huyện quận tỉnh'.split(' '))
      .concat('hồ ao đầm sông suối núi đồi đảo trường nước tiếng rạp cung'.split(' '))
      .concat(['nhà thờ', 'công viên', 'vườn hoa', 'bệnh viện', 'thị trấn', 'giáo xứ', 'bảo tàng']),
  )('is part of the name of a place: %s Bà Hoa', (place) => {
    expect(markedIn(`${place} Bà Hoa`)).toEqual([]);
    expect(markedIn(`${place} bà Hoa`)).toEqual([]);
  });

  it.each(['Quán Anh Tuấn', 'Phở Cô Ba', 'Bia Anh Tuấn', 'Karaoke Anh Hoa', 'Cô Bé Bán Diêm'])(
    'stands on the sign of a shop (%s)',
    (text) => {
      expect(markedIn(text)).toEqual([]);
    },
  );

  it.each(['Quán Bà Lan', 'Quán Cô Lan', 'Nhà hàng Bà Nguyễn'])(
    'is one before a name that only a person has (%s)',
    (text) => {
      expect(markedIn(text)).toHaveLength(1);
    },
  );

  it('is a letter that names a house', () => {
    expect(markedIn('khối C. Hoa viên')).toEqual([]);
    expect(markedIn('nhà A. Hoa')).toEqual([]);
    expect(markedIn('nhà a. Hoa')).toEqual(['person: a. Hoa']);
  });

  it('is inside a name whose words before it have capitals', () => {
    expect(markedIn('Hợp Anh Hoa')).toEqual([]);
    expect(markedIn('ĐÔNG ANH HOA')).toEqual([]);
    expect(markedIn('Gần Bà Hoa')).toEqual(['person: Bà Hoa']);
    expect(markedIn('GẦN ANH HOA')).toEqual(['person: ANH HOA']);
  });

  it('is the name of a sacred figure, but for one with a full name', () => {
    expect(markedIn('bà Ngô')).toEqual([]);
    expect(markedIn('bà Triệu')).toEqual([]);
    expect(markedIn('bà Ngô Thu Vinh')).toEqual(['person: bà Ngô Thu Vinh']);
    expect(markedIn('Bà Ngô Thu Vinh')).toEqual([]);
  });
});
