import { useEffect, useState } from 'react';

import type { IsoDate } from '#server/contract/time.ts';

import { playedNext, type DateRange, type Step } from './slider-dates.ts';

export type Player = { playing: boolean; toggle: () => void; stop: () => void };

/**
 * Goes on by itself, step by step, to the end, or round and round. The pause begins when the marks of a day have arrived, so
 * that it never runs ahead of them; it stops when they fail to.
 */
export function usePlayer(given: {
  shown: IsoDate;
  step: Step;
  /** The days that are played. */
  range: DateRange;
  ready: boolean;
  failed: boolean;
  pauseMilliseconds: number;
  /** Begins anew at the end. */
  loop: boolean;
  aim: (date: IsoDate) => void;
}): Player {
  const { shown, step, range, ready, failed, pauseMilliseconds, loop, aim } = given;
  const { first, last } = range;
  const [playing, setPlaying] = useState(false);
  const ended = failed || (shown >= last && !loop);
  // What was begun at the end goes on from the start, as soon as that has arrived.
  const [rewinding, setRewinding] = useState(false);
  if (rewinding && shown === first) setRewinding(false);
  if (playing && ended && !rewinding) setPlaying(false);

  useEffect(
    function stepOn() {
      if (!playing || !ready || ended || rewinding) return undefined;
      const next = playedNext(shown, step, { first, last });
      const timer = setTimeout(() => aim(next), pauseMilliseconds);
      return () => clearTimeout(timer);
    },
    [playing, ready, ended, rewinding, shown, step, first, last, pauseMilliseconds, aim],
  );

  return {
    playing,
    toggle: () => {
      setPlaying(!playing);
      const begins = !playing && (shown >= last || shown < first);
      setRewinding(begins && shown !== first);
      if (begins) aim(first);
    },
    stop: () => {
      setPlaying(false);
      setRewinding(false);
    },
  };
}
