import { ActionIcon, Button } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowAutofitWidth,
  IconColumns2,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';

import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './time-slider.module.css';

/** Play, the day in words, the way back to today, and out. */
export function SliderHead({
  date,
  isToday,
  playing,
  options,
  tools,
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
  /** Further tools, where there is room for them. */
  tools: ReactNode;
  onPlay: () => void;
  onToday: () => void;
  onOptions: () => void;
  onClose: () => void;
}) {
  const { timeSlider: own } = useText();
  return (
    <div className={classes.head}>
      <PlayButton playing={playing} onPlay={onPlay} />
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
      <span className={classes.toolsBeside}>{tools}</span>
      <ActionIcon
        className={`${classes.toggle ?? ''} ${classes.key ?? ''}`}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={own.options}
        aria-expanded={options}
        onClick={onOptions}
      >
        <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      <CloseButton onClose={onClose} />
    </div>
  );
}

function PlayButton({ playing, onPlay }: { playing: boolean; onPlay: () => void }) {
  const { timeSlider: own } = useText();
  return (
    <ActionIcon
      className={classes.key ?? ''}
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
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const { timeSlider: own } = useText();
  return (
    <ActionIcon
      className={`${classes.close ?? ''} ${classes.key ?? ''}`}
      variant="subtle"
      color="gray"
      size={32}
      aria-label={own.close}
      onClick={onClose}
    >
      <IconX size={18} stroke={1.6} aria-hidden="true" />
    </ActionIcon>
  );
}

/** Choosing a period on the bars, and comparing two evenings: in the head, or among the options where that is narrow. */
export function SliderTools({
  brushing,
  onBrush,
  onCompare,
}: {
  /** The bars are a choice of a period. */
  brushing: boolean;
  onBrush: () => void;
  onCompare: () => void;
}) {
  const { timeSlider: own, compare } = useText();
  return (
    <>
      <HeadToggle label={own.brush} pressed={brushing} onClick={onBrush}>
        <IconArrowAutofitWidth size={18} stroke={1.6} aria-hidden="true" />
      </HeadToggle>
      <HeadToggle label={compare.open} onClick={onCompare}>
        <IconColumns2 size={18} stroke={1.6} aria-hidden="true" />
      </HeadToggle>
    </>
  );
}

function HeadToggle({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      className={classes.key ?? ''}
      variant={pressed === true ? 'light' : 'subtle'}
      {...(pressed === true ? {} : { color: 'gray' })}
      size={32}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
