// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useFollowChanges } from '#client/register/points-changed.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { MapAgeLine } from './map-notices.tsx';

type Hear = (event: { data: string }) => void;

/** The event stream of a test: says what it is told to say. */
class Stream {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  readonly #heard = new Map<string, Hear>();
  constructor() {
    Stream.opened.push(this);
  }
  addEventListener(event: string, hear: Hear): void {
    this.#heard.set(event, hear);
  }
  say(event: string, data = ''): void {
    act(() => this.#heard.get(event)?.({ data }));
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

function Page() {
  useFollowChanges();
  return <MapAgeLine />;
}

let shown: ShownForm;
const line = () => document.querySelector('output')?.textContent ?? '';
const newest = () => Stream.opened.at(-1) as Stream;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
  Stream.opened = [];
  shown = await showForm(<Page />, new QueryClient());
  newest().say('ready');
});
afterEach(() => {
  shown.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('says nothing of a map that follows the register', () => {
  expect(line()).toBe('');
});

it('says until when the map is right, and nothing once it is right again', () => {
  newest().say('map', JSON.stringify({ state: 'old', readAt: '2026-11-24T03:00:00.000Z' }));
  expect(line()).toContain('24/11/2026');
  newest().say('map', JSON.stringify({ state: 'current', readAt: '2026-11-24T03:00:09.000Z' }));
  expect(line()).toBe('');
});

it('says that changes come a second late where nobody tells of them', () => {
  newest().say('map', JSON.stringify({ state: 'polled', readAt: '2026-11-24T03:00:00.000Z' }));
  expect(line()).toContain('1 giây');
});

it('says so when the server is not heard for seconds, and connects anew after a refusal', () => {
  newest().readyState = Stream.CLOSED;
  newest().say('error');
  expect(line()).toBe('');
  act(() => {
    vi.advanceTimersByTime(5_000);
  });
  expect(line()).toContain('Chưa cập nhật từ');
  expect(Stream.opened).toHaveLength(2);
  newest().say('ready');
  expect(line()).toBe('');
});
