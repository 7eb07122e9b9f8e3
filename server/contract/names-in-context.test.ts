import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

describe('a name behind words that only a person follows', () => {
  it.each([
    'họ tên',
    'họ và tên',
    'đối tượng',
    'bị can',
    'bị cáo',
    'nghi phạm',
    'nghi can',
    'thủ phạm',
    'tội phạm',
    'can phạm',
    'nạn nhân',
    'nhân chứng',
    'facebook',
    'fb',
    'zalo',
    'nick',
    'telegram',
    'viber',
  ])('may be of two words: %s Hoa Lan', (words) => {
    for (const between of [' ', ': ', ' là ', ' tên ', ' tên là ']) {
      expect(markedIn(`${words}${between}Hoa Lan`)).toEqual(['person: Hoa Lan']);
    }
  });

  it.each([
    'chủ quán',
    'chủ cơ sở',
    'chủ nhà',
    'chủ hộ',
    'quản lý',
    'người quản lý',
    'nhân viên',
    'tiếp viên',
    'nữ tiếp viên',
    'lễ tân',
    'bảo vệ',
    'vợ',
    'chồng',
    'con trai',
    'con gái',
    'em trai',
    'em gái',
    'anh trai',
    'chị gái',
    'giám đốc',
    'đại diện',
    'người đại diện',
    'môi giới',
    'má mì',
    'tổ trưởng',
    'trưởng thôn',
    'người báo tin',
    'người tố giác',
    'người trình báo',
    'con',
  ])('may be the given name alone: %s Hùng', (words) => {
    for (const between of [' ', ': ', ' là ', ' - ', ' “', ' (']) {
      expect(markedIn(`${words}${between}Hùng`)).toEqual(['person: Hùng']);
    }
    expect(markedIn(`${words} Hoa Lan`)).toEqual([]);
  });

  it('is found behind words without diacritics', () => {
    expect(markedIn('chu quan la Hoa')).toEqual(['person: Hoa']);
    expect(markedIn('ho va ten: Nguyen Van Hung')).toEqual(['person: Nguyen Van Hung']);
  });

  it.each([
    'chủ nhà nghỉ',
    'chủ nhà trọ',
    'chủ khách sạn',
    'chủ nhà hàng',
    'chủ tiệm',
    'chủ cửa hàng',
    'chủ karaoke',
    'chủ sở hữu',
    'người điều hành',
  ])('is a full one, as a shop may be meant: %s', (words) => {
    expect(markedIn(`${words} Nguyễn Hùng`)).toEqual(['person: Nguyễn Hùng']);
    expect(markedIn(`${words} Hùng`)).toEqual([]);
  });

  it.each([
    'do',
    'bắt',
    'bắt giữ',
    'tạm giữ',
    'khởi tố',
    'triệu tập',
    'xử phạt',
    'mời',
    'gặp',
    'hỏi',
    'phạt',
  ])('has a middle name behind an act: %s', (act) => {
    expect(markedIn(`${act} Trần Văn Hùng`)).toEqual(['person: Trần Văn Hùng']);
    expect(markedIn(`${act} Trần Hùng`)).toEqual([]);
  });

  it('is that of a place where a place is so called, but for its owner', () => {
    for (const thing of ['quán', 'phố', 'đường', 'ngõ', 'tiệm', 'karaoke', 'trường', 'chợ']) {
      expect(markedIn(`${thing} tên Hoa`)).toEqual([]);
    }
    expect(markedIn('chủ quán tên Hoa')).toEqual(['person: Hoa']);
    expect(markedIn('khách tên Hoa')).toEqual(['person: Hoa']);
  });

  it('ends with the given name where all is in capitals', () => {
    expect(markedIn('CHỦ QUÁN NGUYỄN VĂN HÙNG NGÃ TƯ')).toEqual(['person: NGUYỄN VĂN HÙNG']);
    expect(markedIn('CHỦ QUÁN HOA')).toEqual(['person: HOA']);
  });

  it.each([
    'Lê Lan Anh',
    'Nguyễn Thị Thu Hương',
    'Trần Thị Thanh Mai',
    'Nguyễn Thị Hoa Lan Anh',
    'Nguyễn Thị Hoa Lan Anh Thư',
    'Nguyen Thi Thu Huong',
    'NGUYỄN THỊ HOA LAN ANH',
  ])('is marked to its last word: %s', (name) => {
    for (const words of ['họ tên', 'đối tượng', 'chủ quán', 'chủ nhà nghỉ']) {
      expect(markedIn(`${words} ${name}`)).toEqual([`person: ${name}`]);
      expect(markedIn(`${words}: ${name}, ở đây`)).toEqual([`person: ${name}`]);
    }
  });

  it('ends where other words with capitals follow', () => {
    for (const words of [
      'Hà Nội',
      'Phường Thanh Xuân',
      'Sinh năm 1980',
      'Trần Văn',
      'Thanh Xuân Hà Đông',
    ]) {
      expect(markedIn(`họ tên Nguyễn Văn Hùng ${words}`)).toEqual(['person: Nguyễn Văn Hùng']);
    }
    expect(markedIn('họ tên Nguyễn Văn Hùng hoa lan')).toEqual(['person: Nguyễn Văn Hùng']);
    expect(markedIn('HỌ TÊN NGUYỄN VĂN HÙNG ÔNG nam')).toEqual([
      'person: NGUYỄN VĂN HÙNG',
      'person: ÔNG nam',
    ]);
    expect(markedIn('họ tên Nguyễn Thị Thu Anh chủ quán Hoa')).toEqual([
      'person: Nguyễn Thị Thu',
      'person: Anh chủ quán Hoa',
    ]);
  });

  it('may be cut to a letter behind a family name', () => {
    expect(markedIn('chủ hộ Hồ Văn H')).toEqual(['person: Hồ Văn H']);
    expect(markedIn('chủ hộ Lê H')).toEqual(['person: Lê H']);
    expect(markedIn('chủ hộ Hồ H')).toEqual([]);
  });
});

describe('a name before what only a person has', () => {
  it.each([
    '34 tuổi',
    '34 tuoi',
    '34t',
    'sinh năm 1980',
    'sinh ngày 12',
    'SN 80',
    's.n. 1980',
    'quê Nam Định',
    'trú tại đó',
    'thường trú',
    'tạm trú',
    'hktt ở đó',
    'hộ khẩu',
  ])('is marked: %s', (words) => {
    expect(markedIn(`Hùng ${words}`)).toEqual(['person: Hùng']);
    expect(markedIn(`Hùng, ${words}`)).toEqual(['person: Hùng']);
    expect(markedIn(`Hùng (${words})`)).toEqual(['person: Hùng']);
    expect(markedIn(`Sân Rộng ${words}`)).toEqual([]);
  });

  it.each(['chủ', 'quản lý', 'nhân viên', 'lễ tân', 'bảo vệ'])(
    'is marked before a role in brackets: (%s)',
    (role) => {
      expect(markedIn(`Hùng (${role})`)).toEqual(['person: Hùng']);
      expect(markedIn(`Hoa Sen Vàng (${role})`)).toEqual([]);
    },
  );

  it('is not marked before other words in brackets', () => {
    expect(markedIn('Hùng (khách)')).toEqual([]);
  });

  it('is found in small letters with a middle name', () => {
    expect(markedIn('nguyễn văn hùng 34 tuổi')).toEqual(['person: nguyễn văn hùng']);
    expect(markedIn('nguyễn văn hùng')).toEqual([]);
  });
});
