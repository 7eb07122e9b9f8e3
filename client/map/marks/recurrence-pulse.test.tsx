// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { PULSE_LAYER } from './mark-layers.ts';
import { RecurrencePulse } from './point-marks.tsx';

/** Property and value of each change of the pulse's layer, in order. */
const painted: [string, unknown][] = [];
const map = {
  getLayer: (id: string) => (id === PULSE_LAYER ? {} : undefined),
  getStyle: () => ({}),
  setPaintProperty: (_id: string, property: string, value: unknown) =>
    painted.push([property, value]),
};
const current = { getMap: () => map };
vi.mock('@vis.gl/react-maplibre', () => ({ useMap: () => ({ current }) }));

const BEAT_MILLISECONDS = 3_300;
let root: Root;
beforeEach(() => {
  painted.length = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'requestAnimationFrame'] });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Shows the pulse to somebody who asked for less motion, or did not, and waits for a beat. */
function show({ reduced = false, active = true }): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: reduced && query === '(prefers-reduced-motion: reduce)',
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  act(() => root.render(<RecurrencePulse active={active} />));
  act(() => void vi.advanceTimersByTime(BEAT_MILLISECONDS));
}
const values = (name: string) =>
  painted.filter(([property]) => property === name).map(([, value]) => value);

describe('the pulse of a recurrence', () => {
  it('sends a ring out that grows and fades, and leaves none behind', () => {
    show({});
    expect(values('circle-radius')).toEqual([13, 30]);
    expect(values('circle-stroke-opacity')).toEqual([0.9, 0]);
    act(() => root.render(<RecurrencePulse active={false} />));
    painted.length = 0;
    act(() => void vi.advanceTimersByTime(BEAT_MILLISECONDS));
    expect(painted).toEqual([]);
  });

  it.each([
    ['for people who asked for less motion', { reduced: true }],
    ['where nothing recurs', { active: false }],
  ])('shows nothing %s', (_, given) => {
    show(given);
    expect(values('circle-stroke-opacity').filter((opacity) => opacity !== 0)).toEqual([]);
    expect(values('circle-radius')).not.toContain(30);
  });
});
