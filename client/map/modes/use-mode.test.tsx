// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import type { Map as MapLibre } from 'maplibre-gl';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Told } from './mode.ts';
import { useMode } from './use-mode.ts';

type Click = (event: { lngLat: { lng: number; lat: number } }) => void;
const clicks = new Set<Click>();
const map = {
  on: (_: string, listener: Click) => clicks.add(listener),
  off: (_: string, listener: Click) => clicks.delete(listener),
} as unknown as MapLibre;

const told = vi.fn<Told>();
const onEscape = vi.fn<() => void>();
function Picking() {
  useMode('pick', { find: () => map, told, onEscape });
  return null;
}

let root: Root;
beforeEach(async () => {
  vi.clearAllMocks();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <MantineProvider>
        <Picking />
      </MantineProvider>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

describe('a mode of the map', () => {
  it('tells what the pointer does for as long as its screen stands', () => {
    for (const click of clicks) click({ lngLat: { lng: 105.8, lat: 21 } });
    expect(told).toHaveBeenCalledExactlyOnceWith([[105.8, 21]], false);
    act(() => root.render(null));
    expect(clicks.size).toBe(0);
  });

  it('is left by Escape, unless the key was meant for something else', () => {
    const press = (key: string) =>
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    const taken = press('Escape');
    taken.preventDefault();
    window.dispatchEvent(taken);
    window.dispatchEvent(press('a'));
    expect(onEscape).not.toHaveBeenCalled();
    window.dispatchEvent(press('Escape'));
    expect(onEscape).toHaveBeenCalledTimes(1);
  });
});
