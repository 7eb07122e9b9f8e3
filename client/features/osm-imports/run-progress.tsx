import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { OSM_PARTS, type OsmImportProgress } from '#server/contract/osm-import.ts';

import classes from './osm-imports.module.css';

/** Progress of an import, as a bar and in words, with the button that stops it. */
export function RunProgress({
  progress,
  onStop,
}: {
  progress: OsmImportProgress;
  onStop: () => void;
}) {
  const { osmImports: text } = useText();
  const format = useFormat();
  const [stopping, setStopping] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(function goToProgress() {
    frame.current?.focus();
  }, []);
  const sentence =
    progress.phase === 'writing'
      ? text.phaseWriting({
          part: text.part[progress.part],
          done: format.number(progress.done, 0),
          total: format.number(progress.total, 0),
        })
      : text.phaseReading;
  // Read aloud when a part begins, not at each of its chunks.
  const step = progress.phase === 'writing' ? text.part[progress.part] : text.phaseReading;
  return (
    <div ref={frame} tabIndex={-1} className={classes.progress}>
      <Progress
        value={100 * shareOf(progress)}
        size="lg"
        radius={4}
        animated={progress.phase !== 'writing'}
        aria-label={text.running}
      />
      <p>{stopping ? text.stopping : sentence}</p>
      <output className="visually-hidden">{step}</output>
      <Button
        variant="default"
        disabled={stopping}
        onClick={() => {
          setStopping(true);
          onStop();
        }}
      >
        {text.stop}
      </Button>
    </div>
  );
}

/** Reading takes a tenth of the bar, each part the same share of the rest. */
function shareOf(progress: OsmImportProgress): number {
  if (progress.phase !== 'writing') return 0.05;
  const { part, done, total } = progress;
  const within = total === 0 ? 0 : done / total;
  return 0.1 + (0.9 * (OSM_PARTS.indexOf(part) + within)) / OSM_PARTS.length;
}
