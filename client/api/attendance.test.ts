import { beforeEach, describe, expect, it } from 'vitest';

import { watchAttendance, withAttendance } from './attendance.ts';

describe('a request of a page', () => {
  const page = new EventTarget();
  let time = 0;
  beforeEach(() => {
    time = 1_000_000;
    watchAttendance(page, () => time);
  });

  const unattended = () =>
    new Headers(withAttendance({ headers: { accept: 'text/html' } }, time)?.headers).get(
      'x-diaban-unattended',
    );

  it('is the person’s own for two minutes after each touch of screen or keyboard', () => {
    expect(unattended()).toBeNull();
    time += 119_000;
    page.dispatchEvent(new Event('keydown'));
    time += 119_000;
    expect(unattended()).toBeNull();
  });

  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])(
    'counts a %s as a touch',
    (sign) => {
      time += 200_000;
      expect(unattended()).toBe('true');
      page.dispatchEvent(new Event(sign));
      expect(unattended()).toBeNull();
    },
  );

  it('is left as it is where somebody is there', () => {
    const init = { headers: { accept: 'text/html' } };
    expect(withAttendance(init, time + 119_999)).toBe(init);
  });

  it('says so where nobody has touched the page for longer, and keeps its other headers', () => {
    time += 120_000;
    expect(unattended()).toBe('true');
    const { headers } = withAttendance({ headers: { accept: 'text/html' } }, time) ?? {};
    expect(new Headers(headers).get('accept')).toBe('text/html');
  });
});
