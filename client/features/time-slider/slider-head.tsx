import { ActionIcon, Button } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './time-slider.module.css';

/** Play, the day in words, the way back to today, and out. */
export function SliderHead({
  date,
  isToday,
  playing,
  options,
  onPlay,
  onToday,
  onOptions,
  onClose,
}: {
  date: string;
  isToday: boolean;
  playing: boolean;
  /** The options show, where there is little room. */
  options: boolean;
  onPlay: () => void;
  onToday: () => void;
  onOptions: () => void;
  onClose: () => void;
}) {
  const { timeSlider: own } = useText();
  return (
    <div className={classes.head}>
      <ActionIcon
        variant="filled"
        size={36}
        aria-label={playing ? own.pause : own.play}
        onClick={onPlay}
      >
        {playing ? (
          <IconPlayerPause size={18} stroke={1.8} aria-hidden="true" />
        ) : (
          <IconPlayerPlay size={18} stroke={1.8} aria-hidden="true" />
        )}
      </ActionIcon>
      <strong className={classes.date}>{date}</strong>
      <Button
        className={classes.today ?? ''}
        variant="default"
        size="compact-sm"
        disabled={isToday}
        onClick={onToday}
      >
        {own.today}
      </Button>
      <ActionIcon
        className={classes.toggle ?? ''}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={own.options}
        aria-expanded={options}
        onClick={onOptions}
      >
        <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        className={classes.close ?? ''}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={own.close}
        onClick={onClose}
      >
        <IconX size={18} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
