import { Box } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import * as Plot from '@observablehq/plot';
import { useEffect, useRef, type KeyboardEventHandler, type RefObject } from 'react';

import { TOKENS } from '#client/ui/tokens.ts';

import classes from './plot-figure.module.css';
import { useChartScheme, usePrinted } from './use-printed.ts';

/** Pixels of the text of an A4 page within its margins: the words of a chart keep their size on paper. */
const PAPER_WIDTH = 680;
/** A frame narrower than this stands on a phone, pixels. */
const PHONE_WIDTH = 480;
/** Narrower than its margins a chart cannot be drawn. */
const LEAST_WIDTH = 160;

/**
 * A drawing of Observable Plot as wide as its frame. It is a picture with a name to screen readers; with
 * `onKeyDown` it takes the focus, and `said` tells aloud what the keys have reached.
 */
export function PlotFigure({
  label,
  height,
  options,
  said,
  onKeyDown,
  onPoint,
}: {
  label: string;
  height: number;
  options: (width: number) => Plot.PlotOptions;
  said?: string;
  onKeyDown?: KeyboardEventHandler;
  /** Told what the `href` of a pressed mark says. */
  onPoint?: (key: string) => void;
}) {
  const { ref, width: onScreen } = useElementSize();
  const width = usePrinted() ? PAPER_WIDTH : onScreen;
  const frame = useRef<HTMLDivElement>(null);
  // On a phone the words of the chart are as large as those around it.
  const fontSize = width < PHONE_WIDTH ? '0.875rem' : '0.75rem';
  const { text } = TOKENS[useChartScheme()];
  useEffect(
    function draw() {
      const host = frame.current;
      if (host === null || width < LEAST_WIDTH) return;
      const drawing = Plot.plot({
        width,
        height,
        ...options(width),
        style: { background: 'none', fontFamily: 'inherit', fontSize, color: text },
      });
      drawing.setAttribute('aria-hidden', 'true');
      // A link would be a tab stop of its own; the keys of the figure lead to the same.
      for (const link of drawing.querySelectorAll('a')) link.setAttribute('tabindex', '-1');
      host.replaceChildren(drawing);
      return () => drawing.remove();
    },
    [options, width, height, fontSize, text],
  );
  useFollowedLinks(frame, onPoint);
  const interactive = onKeyDown !== undefined;
  return (
    <Box ref={ref} miw={0}>
      <div
        ref={frame}
        className={classes.drawing}
        style={{ minHeight: height }}
        role={interactive ? 'group' : 'img'}
        aria-label={label}
        {...(interactive ? { tabIndex: 0, onKeyDown } : {})}
      />
      {said !== undefined && (
        <p className="visually-hidden" aria-live="polite">
          {said}
        </p>
      )}
    </Box>
  );
}

/** A pointer's way to what the keys of the figure reach as well: tells what the `href` of a pressed mark says. */
function useFollowedLinks(
  frame: RefObject<HTMLDivElement | null>,
  onPoint: ((key: string) => void) | undefined,
): void {
  useEffect(
    function followLinks() {
      const host = frame.current;
      if (host === null) return undefined;
      const follow = (event: MouseEvent) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null;
        if (link === null) return;
        event.preventDefault();
        onPoint?.(link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '');
      };
      host.addEventListener('click', follow);
      return () => host.removeEventListener('click', follow);
    },
    [frame, onPoint],
  );
}
