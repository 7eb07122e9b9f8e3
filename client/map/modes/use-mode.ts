import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, useState, type RefObject } from 'react';

import { useTokens } from '#client/ui/use-tokens.ts';

import type { RunningMode, Told } from './mode.ts';
import { MODES, type ModeName } from './modes.ts';

/** Answers of a screen to its mode. */
type Use = {
  /** The map that the mode is for, once it is there. */
  find: () => MapLibre | undefined;
  told: Told;
  /** The mode is taken up, or taken up again with other colours. */
  onStart?: (running: RunningMode) => void;
  /** The key that leaves the mode, wherever the focus is. */
  onEscape?: () => void;
};

/** Keeps a mode on the map while the screen stands; gives it once it is taken up. */
export function useMode(
  name: ModeName,
  use: Use,
): { running: RefObject<RunningMode | null>; ready: boolean } {
  const tokens = useTokens();
  const running = useRef<RunningMode | null>(null);
  const latest = useRef(use);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(function remember() {
    latest.current = use;
  });
  useEffect(
    function takeUp() {
      const map = latest.current.find();
      const { load } = MODES[name];
      if (map === undefined || load === null) return undefined;
      let wanted = true;
      load().then((start) => {
        if (!wanted) return;
        running.current = start(map, tokens, (...news) => latest.current.told(...news));
        latest.current.onStart?.(running.current);
        setReady(true);
      }, setFailure);
      return () => {
        wanted = false;
        running.current?.stop();
        running.current = null;
        setReady(false);
      };
    },
    [name, tokens],
  );
  useEffect(function leaveByKey() {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current.onEscape?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  // Code that cannot be fetched is told where every screen tells it.
  if (failure !== null) throw failure;
  return { running, ready };
}
