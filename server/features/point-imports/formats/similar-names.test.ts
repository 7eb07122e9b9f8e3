import { describe, expect, it } from 'vitest';

import { nameComparison } from './similar-names.ts';

const CATEGORIES = [
  { code: 'NN', name: 'nhà nghỉ', kind: 'business' },
  { code: 'KAR', name: 'karaoke', kind: 'business' },
  { code: 'CF', name: 'cà phê, giải khát', kind: 'business' },
] as unknown as Parameters<typeof nameComparison>[0];
const areSimilar = nameComparison(CATEGORIES);

describe('names of places', () => {
  it.each([
    ['Nhà nghỉ Hoa Sen', 'NHÀ NGHỈ HOA SEN'],
    ['Nhà nghỉ Hoa Sen', 'nha nghi hoa sen'],
    ['Quán karaoke Sao Biển', 'Karaoke Sao Biển'],
    ['Nhà nghỉ Hoa Sen', 'Nhà nghỉ Hoa Sen 2'],
    ['Cà phê Trung Nguyên', 'Cà phê Trung Nguyen Legend'],
    ['Karaoke Nguyễn Trãi', 'Karaoke Nguyện Trãi'],
    ['Karaoke Thanhh Xuân', 'Karaoke Thanh Xuân'],
    ['Karaoke', 'Quán karaoke'],
    // Three of five words, and a letter in a word of four.
    ['Nhà nghỉ Sông Hồng Xanh Tươi', 'Nhà nghỉ Sông Hồng Xanh Mát'],
    ['Bar Hoan', 'Bar Hoen'],
    ['Nhà nghỉ', 'Nhà nghỉ Hoa Sen'],
    ['Bar Sao 2', 'Bar Sao'],
  ])('%s and %s are similar', (a, b) => {
    expect([areSimilar(a, b), areSimilar(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['Nhà nghỉ Hoa Sen', 'Nhà nghỉ Hoa Mai'],
    ['Nhà nghỉ Hoa Sen 1', 'Nhà nghỉ Hoa Sen 2'],
    ['Điểm thử số 1', 'Điểm thử số 12'],
    ['Karaoke Sao Biển', 'Nhà nghỉ Hoa Sen'],
    ['Quán Một', 'Quán Hai'],
    ['Nhà nghỉ Núi Một Một', 'Nhà nghỉ Đồi Một Một'],
    ['Karaoke', 'Nhà nghỉ'],
    ['Nhà nghỉ Sông Hồng Xanh Tươi Mát', 'Nhà nghỉ Sông Hồng Nắng Gió Lộng'],
    ['Bar Sen', 'Bar Son'],
    ['Bar Hoanh', 'Bar Ho'],
    ['Karaoke 5', 'Karaoke 6'],
    ['---', '***'],
    ['Quán karaoke Sao', 'Quán'],
  ])('%s and %s are not', (a, b) => {
    expect([areSimilar(a, b), areSimilar(b, a)]).toEqual([false, false]);
  });
});
