import { SegmentedControl, Switch } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';

import { STEPS, type Step } from './slider-dates.ts';

/** Milliseconds that a day stays before the next one. */
export const PAUSES = { slow: 1_200, normal: 350, fast: 100 } as const;
export type Speed = keyof typeof PAUSES;
const SPEEDS: readonly Speed[] = ['slow', 'normal', 'fast'];

export type Playing = { step: Step; speed: Speed; loop: boolean };

/** The way in which time goes by itself: length of a step, speed, and whether it begins anew at the end. */
export function PlayOptions({
  playing,
  onChange,
}: {
  playing: Playing;
  onChange: (playing: Playing) => void;
}) {
  const { timeSlider: own } = useText();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={own.step}
        value={playing.step}
        onChange={(value) =>
          onChange({ ...playing, step: STEPS.find((one) => one === value) ?? 'day' })
        }
        data={STEPS.map((value) => ({ value, label: own.steps[value] }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={own.speed}
        value={playing.speed}
        onChange={(value) =>
          onChange({ ...playing, speed: SPEEDS.find((one) => one === value) ?? 'normal' })
        }
        data={SPEEDS.map((value) => ({ value, label: own.speeds[value] }))}
      />
      <Switch
        size="xs"
        label={own.loop}
        checked={playing.loop}
        onChange={(event) => onChange({ ...playing, loop: event.currentTarget.checked })}
      />
    </>
  );
}
