import { describe, expect, it } from 'vitest';

import { loadFirstText } from './first-text.ts';
import { formatOf } from './use-text.ts';

await loadFirstText('en');

const vi = formatOf('vi');
const en = formatOf('en');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
  it('write a civil date day first, in both languages', () => {
    expect(vi.date('2026-03-01')).toBe('01/03/2026');
    expect(en.date('2026-03-01')).toBe('01/03/2026');
  });

  it('write an instant on the city’s clock, whatever the zone of the device', () => {
    expect(vi.dateTime('2026-02-28T17:05:00.000Z')).toBe('01/03/2026 00:05');
    expect(en.clock('2026-02-28T16:59:00.000Z')).toBe('23:59');
    expect(vi.clock('2026-02-28T17:05:00.000Z')).toBe('00:05');
    expect(en.recent('2026-02-28T17:05:00.000Z')).toBe('00:05 01/03');
  });

  it('group and part numbers as the language does', () => {
    expect(vi.number(1234.5)).toBe('1.234,5');
    expect(en.number(1234.5)).toBe('1,234.5');
    expect(vi.number(1_000_000, 0)).toBe('1.000.000');
    expect(vi.number(0.25)).toBe('0,3');
    expect(vi.number(2.5, 0)).toBe('3');
    expect(vi.number(1.23456, 3)).toBe('1,235');
    expect(vi.number(1.23456, 1)).toBe('1,2');
  });

  it('write sizes of files in kB, MB and GB', () => {
    expect(vi.bytes(20_000)).toBe('20 kB');
    expect(vi.bytes(1_400_000_000)).toBe('1,3 GB');
    expect(en.bytes(7_340_032)).toBe('7 MB');
    expect(en.bytes(1_048_575)).toBe('1,024 kB');
    expect(en.bytes(1_048_576)).toBe('1 MB');
    expect(en.bytes(1_073_741_823)).toBe('1,024 MB');
    expect(en.bytes(1_073_741_824)).toBe('1 GB');
  });

  it('write areas in square metres, hectares and square kilometres', () => {
    expect(plain(vi.area(340.4))).toBe('340 m²');
    expect(plain(vi.area(9_999.6))).toBe('1 ha');
    expect(plain(vi.area(12_300))).toBe('1,2 ha');
    expect(plain(en.area(1_260_000))).toBe('1.3 km²');
    expect(plain(en.area(9_999.4))).toBe('9,999 m²');
    expect(plain(en.area(9_999.5))).toBe('1 ha');
    expect(plain(en.area(999_499))).toBe('99.9 ha');
    expect(plain(en.area(999_500))).toBe('1 km²');
  });

  it('write short distances in metres and long ones in kilometres', () => {
    expect(plain(vi.distance(28.4))).toBe('28 m');
    expect(plain(vi.distance(1250))).toBe('1,3 km');
    expect(plain(en.distance(999.7))).toBe('1 km');
    expect(plain(en.distance(999.4))).toBe('999 m');
    expect(plain(en.distance(999.5))).toBe('1 km');
    expect(plain(en.distance(-999.5))).toBe('-1 km');
  });

  it('write a length of time in minutes, from an hour on in hours, and one before its time with a minus', () => {
    expect([0, 59, 60, 585].map((one) => vi.minutes(one))).toEqual([
      '0 phút',
      '59 phút',
      '1 giờ',
      '9 giờ 45 phút',
    ]);
    expect([-5, -120, -61].map((one) => en.minutes(one))).toEqual(['-5 min', '-2 h', '-1 h 1 min']);
  });

  it('tell how far a day lies from today', () => {
    expect(vi.relativeDays('2026-03-01', '2026-03-01')).toBe('hôm nay');
    expect(vi.relativeDays('2026-02-28', '2026-03-01')).toBe('hôm qua');
    expect(vi.relativeDays('2026-03-02', '2026-03-01')).toBe('ngày mai');
    expect(vi.relativeDays('2026-01-01', '2026-03-01')).toBe('59 ngày trước');
    expect(en.relativeDays('2026-03-11', '2026-03-01')).toBe('in 10 days');
    expect(en.relativeDays('2026-02-27', '2026-03-01')).toBe('2 days ago');
    expect(en.relativeDays('2026-03-03', '2026-03-01')).toBe('in 2 days');
  });

  it('write a share as a percentage with at most one decimal', () => {
    expect(vi.percent(0.1234)).toBe('12,3%');
    expect(en.percent(1)).toBe('100%');
    expect(en.percent(0.1254, 0)).toBe('13%');
  });

  it('say one day in the singular where the language has one', () => {
    expect(en.days(1)).toBe('1 day');
    expect(en.days(30)).toBe('30 days');
  });

  it('write coordinates latitude first', () => {
    expect(vi.coordinates([105.8412, 21.0245])).toBe('21.02450, 105.84120');
  });
});
