import { Button, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { ImportProgress } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import classes from './table-imports.module.css';

/** Progress of the import, as a bar, in numbers and for screen readers, with the button that cancels it. */
export function RunProgress({
  progress,
  stopping,
  onStop,
}: {
  progress: ImportProgress;
  stopping: boolean;
  onStop: () => void;
}) {
  const text = useImportText();
  const sentence = useSentence(progress);
  const share = shareOf(progress);
  const spoken = useSteps(progress, sentence, share);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(function goToProgress() {
    heading.current?.focus();
  }, []);
  return (
    <Section title={text.imports.running} lead={text.imports.runningMore}>
      <Stack ref={heading} tabIndex={-1} className={classes.progress} gap="sm" align="flex-start">
        <Progress
          value={share * 100}
          size="lg"
          radius={4}
          animated={progress.phase !== 'writing'}
          aria-label={text.imports.running}
        />
        <Text size="lg" fw={500}>
          {stopping ? text.imports.stopping : sentence}
        </Text>
        <output className="visually-hidden">{spoken}</output>
        <Button variant="default" disabled={stopping} onClick={onStop}>
          {text.imports.stop}
        </Button>
      </Stack>
    </Section>
  );
}

function useSentence(progress: ImportProgress): string {
  const { imports } = useImportText();
  const format = useFormat();
  switch (progress.phase) {
    case 'writing':
      return imports.phaseWriting({
        done: format.number(progress.done, 0),
        total: format.number(progress.total, 0),
      });
    case 'placing':
      return imports.phasePlacing({ total: format.number(progress.total, 0) });
    case 'reading':
    case 'done':
    case 'failed':
      return imports.phaseReading;
  }
}

/** Reading and placing take their part of the whole, so that the bar never waits at its end. */
function shareOf(progress: ImportProgress): number {
  switch (progress.phase) {
    case 'reading':
      return 0.05;
    case 'writing':
      return 0.1 + (progress.total === 0 ? 0.75 : (0.75 * progress.done) / progress.total);
    case 'placing':
      return 0.9;
    case 'done':
    case 'failed':
      return 1;
  }
}

/** Read aloud at every quarter only: each thousand rows would never let the listener go. */
function useSteps(progress: ImportProgress, sentence: string, share: number): string {
  const quarter = `${progress.phase} ${Math.floor(share * 4)}`;
  const [spoken, setSpoken] = useState({ quarter, sentence });
  if (spoken.quarter !== quarter) setSpoken({ quarter, sentence });
  return spoken.sentence;
}
