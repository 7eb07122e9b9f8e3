import { useReducedMotion } from '@mantine/hooks';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

import type { TimeSliderProps } from './time-slot.tsx';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { type Filter, filterQuery } from '#client/register/filter.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { IsoDate } from '#server/contract/time.ts';
import { HAPPENINGS, type Timeline } from '#server/contract/timeline.ts';

import { binOf } from './histogram-bars.ts';
import { Histogram, HistogramTable, BECAME } from './histogram.tsx';
import { KnownChoice } from './known-choice.tsx';
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
import { useBinName } from './use-bin-name.ts';
import { usePlayer } from './use-player.ts';

/** Any past evening by hand or by itself, with what happened when beneath. */
export function TimeSlider(props: TimeSliderProps) {
  const { filter } = props;
  const { timeSlider: own } = useText();
  const slider = useSlider(props);
  const { now, target, words, timeline, player } = slider;
  const [options, setOptions] = useState(false);
  const [brushing, setBrushing] = useState(false);
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
  return (
    <section className={classes.slider} aria-label={own.title} data-still={slider.still}>
      <SliderHead
        date={words}
        isToday={target === now}
        playing={player.playing}
        options={options}
        onPlay={player.toggle}
        onToday={() => slider.byHand(now)}
        tools={tools}
        onOptions={() => setOptions(!options)}
        onClose={props.onClose}
      />
      <Days
        slider={slider}
        brushing={brushing}
        filter={filter}
        takesFocus={props.takesFocus}
        onPeriod={props.onPeriod}
      />
      {timeline !== undefined && <HappenedThen timeline={timeline} date={target} />}
      {timeline !== undefined && <HistogramTable timeline={timeline} />}
      <div className={classes.options} data-open={options}>
        <span className={classes.toolsBelow}>{tools}</span>
        <PlayOptions playing={slider.playing} onChange={slider.setPlaying} />
        <KnownChoice
          knownAt={filter.knownAt}
          suggestion={target > now ? now : target}
          today={now}
          onKnownAt={props.onKnownAt}
        />
      </div>
      <KnownLine knownAt={options ? null : filter.knownAt} />
    </section>
  );
}

type Slider = ReturnType<typeof useSlider>;

/** The days of the slider, the one that is aimed at, and the player that moves on from it by itself. */
function useSlider(props: TimeSliderProps) {
  const { filter, onDate } = props;
  const { timeSlider: own } = useText();
  const format = useFormat();
  const [now] = useState(today);
  const timeline = useQuery(timelineQuery(filter)).data;
  const shown = filter.asOf ?? now;
  const firstEvent = timeline?.first ?? null;
  const range = useMemo(() => sliderRange(firstEvent, now, shown), [firstEvent, now, shown]);
  const ready = props.state !== 'waiting';
  const choose = useCallback((date: IsoDate) => onDate(date === now ? null : date), [onDate, now]);
  const { target, aim } = useTargetDate(shown, ready, choose);
  const still = useReducedMotion();
  // People who prefer reduced motion begin with the slow speed.
  const [asked, setPlaying] = useState<Playing | null>(null);
  const playing: Playing = asked ?? { step: 'day', speed: still ? 'slow' : 'normal', loop: false };
  const { step, speed, loop } = playing;
  const played = playedRange(periodOf(filter), range);
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
  const byHand = (date: IsoDate) => {
    player.stop();
    aim(date);
  };
  const words = target === now ? own.todayIs({ date: format.date(now) }) : format.date(target);
  return { now, timeline, range, target, words, player, playing, setPlaying, byHand, still };
}

/** The bars of the days: under the handle that chooses a day, or as a choice of a period. */
function Days({
  slider: { timeline, range, target, words, player, byHand },
  brushing,
  filter,
  takesFocus,
  onPeriod,
}: { slider: Slider; brushing: boolean } & Pick<
  TimeSliderProps,
  'filter' | 'takesFocus' | 'onPeriod'
>) {
  const track = useRef<HTMLInputElement>(null);
  useFocusOnOpening(track, takesFocus);
  const bars = timeline !== undefined && <Histogram timeline={timeline} {...range} />;
  if (brushing) {
    return (
      <PeriodBrush period={periodOf(filter)} range={range} day={target} onPeriod={onPeriod}>
        {bars}
      </PeriodBrush>
    );
  }
  return (
    <SliderTrack
      ref={track}
      date={target}
      range={range}
      valueText={words}
      onDate={byHand}
      onPlay={player.toggle}
    >
      {bars}
    </SliderTrack>
  );
}

/** Says by when the state was recorded, where an earlier day than today was chosen for that. */
function KnownLine({ knownAt }: { knownAt: Filter['knownAt'] }) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  if (knownAt === null) return null;
  return <p className={classes.brief}>{own.recordedBy({ date: format.date(knownAt) })}</p>;
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

/**
 * The day that the reader has come to, which may run ahead of the one on the map: a new one is asked for
 * when the one before has arrived, so that a key held down or a drag never outruns the tiles.
 */
function useTargetDate(
  shown: IsoDate,
  ready: boolean,
  onDate: (date: IsoDate) => void,
): { target: IsoDate; aim: (date: IsoDate) => void } {
  const [wanted, setWanted] = useState<IsoDate | null>(null);
  if (wanted === shown) setWanted(null);
  useEffect(
    function askForIt() {
      if (wanted !== null && wanted !== shown && ready) onDate(wanted);
    },
    [wanted, shown, ready, onDate],
  );
  return { target: wanted ?? shown, aim: setWanted };
}

/** Events around the evening that is shown, and the legend of the bars. */
function HappenedThen({ timeline, date }: { timeline: Timeline; date: IsoDate }) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  const binName = useBinName(timeline.bin);
  const bin = binOf(timeline, date);
  return (
    <div className={classes.then}>
      <span className={classes.period}>{binName(bin.from)}</span>
      <ul>
        {HAPPENINGS.map((name) => (
          <li key={name} data-some={bin[name] > 0}>
            <StatusShape status={BECAME[name]} size={16} />
            <span className={classes.word}>{own.happened[name]}</span>
            <strong>{format.number(bin[name], 0)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Events of the points of a filter over all time, whatever evening or period the filter names. */
function timelineQuery(filter: Filter) {
  const query = filterQuery({ ...filter, asOf: null, happened: [], from: null, to: null });
  return apiQuery(
    ['timeline', query],
    api.timeline.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}
