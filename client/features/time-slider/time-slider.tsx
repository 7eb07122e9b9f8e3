import { useReducedMotion } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { TimeSliderProps } from './time-slot.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Filter } from '#client/register/filter.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { HappenedThen } from './happened-then.tsx';
import { Histogram, HistogramTable } from './histogram.tsx';
import { KnownChoice } from './known-choice.tsx';
import { timelineQuery } from './queries.ts';
import { PeriodBrush } from './period-brush.tsx';
import { PAUSES, PlayOptions, type Playing } from './play-options.tsx';
import {
  likelyNext,
  playedRange,
  sliderRange,
  type Direction,
  type Period,
  type Step,
} from './slider-dates.ts';
import { SliderHead, SliderTools } from './slider-head.tsx';
import { SliderTrack } from './slider-track.tsx';
import classes from './time-slider.module.css';
import { usePlayer } from './use-player.ts';
import { useTargetDate } from './use-target-date.ts';

/** Any past evening by hand or by itself, with what happened when beneath. */
export function TimeSlider(props: TimeSliderProps) {
  const { filter, onDate } = props;
  const { timeSlider: own } = useText();
  const format = useFormat();
  const [now] = useState(today);
  const timeline = useQuery(timelineQuery(filter)).data;
  const shown = filter.asOf ?? now;
  const firstEvent = timeline?.first ?? null;
  const range = useMemo(() => sliderRange(firstEvent, now, shown), [firstEvent, now, shown]);
  const [options, setOptions] = useState(false);
  const [brushing, setBrushing] = useState(false);
  const ready = props.state !== 'waiting';
  const choose = useCallback((date: IsoDate) => onDate(date === now ? null : date), [onDate, now]);
  const { target, aim } = useTargetDate(shown, ready, choose);
  const still = useReducedMotion();
  // People who prefer reduced motion begin with the slow speed.
  const [playing, setPlaying] = useState<Playing | null>(null);
  const { step, speed, loop } =
    playing ?? ({ step: 'day', speed: still ? 'slow' : 'normal', loop: false } as const);
  const period = periodOf(filter);
  const played = playedRange(period, range);
  const player = usePlayer({
    shown,
    step,
    range: played,
    ready,
    failed: props.state === 'failed',
    pauseMilliseconds: PAUSES[speed],
    loop,
    aim,
  });
  useLookAhead(props, { shown, now, step, range: player.playing ? played : range });
  const track = useRef<HTMLInputElement>(null);
  useFocusOnOpening(track, props.takesFocus);

  const byHand = (date: IsoDate) => {
    player.stop();
    aim(date);
  };
  const tools = (
    <SliderTools
      brushing={brushing}
      onBrush={() => {
        player.stop();
        setBrushing(!brushing);
      }}
      onCompare={props.onCompare}
    />
  );
  const words = target === now ? own.todayIs({ date: format.date(now) }) : format.date(target);
  return (
    <section className={classes.slider} aria-label={own.title} data-still={still}>
      <SliderHead
        date={words}
        isToday={target === now}
        playing={player.playing}
        options={options}
        onPlay={player.toggle}
        onToday={() => byHand(now)}
        tools={tools}
        onOptions={() => setOptions(!options)}
        onClose={props.onClose}
      />
      {brushing ? (
        <PeriodBrush period={period} range={range} day={target} onPeriod={props.onPeriod}>
          {timeline !== undefined && <Histogram timeline={timeline} {...range} />}
        </PeriodBrush>
      ) : (
        <SliderTrack
          ref={track}
          date={target}
          range={range}
          valueText={words}
          onDate={byHand}
          onPlay={player.toggle}
        >
          {timeline !== undefined && <Histogram timeline={timeline} {...range} />}
        </SliderTrack>
      )}
      {timeline !== undefined && <HappenedThen timeline={timeline} date={target} />}
      {timeline !== undefined && <HistogramTable timeline={timeline} />}
      <div className={classes.options} data-open={options}>
        <span className={classes.toolsBelow}>{tools}</span>
        <PlayOptions playing={{ step, speed, loop }} onChange={setPlaying} />
        <KnownChoice
          knownAt={filter.knownAt}
          suggestion={target > now ? now : target}
          today={now}
          onKnownAt={props.onKnownAt}
        />
      </div>
      {filter.knownAt !== null && !options && (
        <p className={classes.brief}>{own.recordedBy({ date: format.date(filter.knownAt) })}</p>
      )}
    </section>
  );
}

/** The period of a filter with both its ends; null when one is missing. */
function periodOf({ from, to }: Filter): Period | null {
  return from === null || to === null ? null : { from, to };
}

/** Has the neighbours of the day that is shown fetched, those in the direction of the last step first. */
function useLookAhead(
  { state, onAhead }: TimeSliderProps,
  at: { shown: IsoDate; now: IsoDate; step: Step; range: { first: IsoDate; last: IsoDate } },
): void {
  const { shown, now, step, range } = at;
  const [before, setBefore] = useState(shown);
  const [direction, setDirection] = useState<Direction>(1);
  if (before !== shown) {
    setBefore(shown);
    setDirection(shown > before ? 1 : -1);
  }
  useEffect(
    function tellNeighbours() {
      if (state !== 'shown') return;
      const days = likelyNext(shown, step, direction, range);
      onAhead(days.map((day) => (day === now ? null : day)));
    },
    [state, onAhead, shown, now, step, direction, range],
  );
  useEffect(
    function leaveThemOnClosing() {
      return () => onAhead([]);
    },
    [onAhead],
  );
}

/** Moves the focus to the slider for the person who opened it; closing returns the focus. */
function useFocusOnOpening(
  track: React.RefObject<HTMLInputElement | null>,
  takesFocus: boolean,
): void {
  useEffect(
    function moveFocus() {
      if (!takesFocus) return undefined;
      const before = document.activeElement;
      track.current?.focus({ preventScroll: true });
      return () => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      };
    },
    [track, takesFocus],
  );
}
