import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { clock, learnServerTime, now, nowMilliseconds, wrongClock } from './clock.ts';
import { today } from './today.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2031, 0, 10, 3, 0, 0);

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.useFakeTimers({ now: START, toFake: ['Date', 'performance'] });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  // Whatever earlier tests have taught is too old here, or lies ahead.
  learnServerTime(new Date(START).toUTCString());
  vi.setSystemTime(START + 40 * HOUR);
});
afterEach(() => {
  vi.useRealTimers();
  learnServerTime(new Date().toUTCString());
  vi.unstubAllGlobals();
});

/** An answer that tells a time so many milliseconds ahead of this device. */
const told = (ahead: number) => learnServerTime(new Date(Date.now() + ahead).toUTCString());
const later = (milliseconds: number) => void vi.advanceTimersByTime(milliseconds);
/** Somebody sets the clock: no time passes. */
const set = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

describe('the clock of this device', () => {
  it('is trusted until an answer tells the time, and where no time stands in it', () => {
    expect([clock().skew, wrongClock()]).toEqual([null, null]);
    learnServerTime(null);
    learnServerTime('soon');
    expect(clock().skew).toBeNull();
    expect(nowMilliseconds()).toBe(Date.now());
  });

  it('is corrected from a minute on, both ways', () => {
    told(59_000);
    expect(clock().skew).toBe(0);
    told(60_000);
    expect(clock().skew).toBe(60_000);
    told(-120_000);
    expect(clock().skew).toBe(-120_000);
    expect(now()).toBe(new Date(Date.now() - 120_000).toISOString());
  });

  it('is not corrected anew for less than a minute', () => {
    told(300_000);
    told(359_000);
    expect(clock().skew).toBe(300_000);
    told(360_000);
    expect(clock().skew).toBe(360_000);
  });

  it('is told to be wrong from five minutes on', () => {
    told(299_000);
    expect(wrongClock()).toBeNull();
    told(-300_000);
    expect(wrongClock()).toBe('surely');
  });

  it('keeps what it has learned for a day and a half, and not where it was set back', () => {
    told(HOUR);
    later(36 * HOUR);
    expect(clock().skew).toBe(HOUR);
    later(1);
    expect(clock().skew).toBeNull();
    told(HOUR);
    set(-1);
    expect(clock().skew).toBeNull();
  });

  it('is surely known while time goes on, and no more once somebody has set it', () => {
    told(HOUR);
    later(20 * HOUR);
    expect(clock()).toEqual({ skew: HOUR, isSure: true });
    set(59_999);
    expect(clock().isSure).toBe(true);
    set(1);
    expect([clock(), wrongClock()]).toEqual([{ skew: HOUR, isSure: false }, 'lately']);
    told(-HOUR);
    expect([clock(), wrongClock()]).toEqual([{ skew: -HOUR, isSure: true }, 'surely']);
  });

  it('is not called wrong by an answer that was long on its way, and not told by one of five minutes', () => {
    const old = (milliseconds: number, way: number) =>
      learnServerTime(new Date(Date.now() - milliseconds).toUTCString(), way);
    old(100_000, 45_000);
    expect(clock().skew).toBe(0);
    old(110_000, 45_000);
    expect(clock().skew).toBe(-110_000);
    old(2 * HOUR, 300_001);
    expect(clock().skew).toBe(-110_000);
  });

  it('is kept on the device for the next page', () => {
    told(HOUR);
    expect(JSON.parse(stored.get('dia-ban-clock') ?? '')).toEqual({ skew: HOUR, at: Date.now() });
  });
});

it('today is the city’s day by the server’s clock', () => {
  vi.setSystemTime(Date.UTC(2031, 0, 15, 16, 30, 0));
  told(0);
  expect(today()).toBe('2031-01-15');
  told(HOUR);
  expect(today()).toBe('2031-01-16');
});
