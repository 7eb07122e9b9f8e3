import { Box } from '@mantine/core';
import { Disclosure } from '#client/ui/disclosure.tsx';

import classes from './many-acts.module.css';

/** Points of a batch behind one line that counts them, each with what is to be said of it; nothing without points. */
export function PointList({
  words,
  points,
}: {
  words: string;
  points: readonly { id: number; code: string; officialName: string; notes: readonly string[] }[];
}) {
  if (points.length === 0) return null;
  return (
    <Disclosure forced={false} words={words}>
      <Box component="ul" className={classes.points} fz="sm" mah={180} pl={4}>
        {points.map(({ id, code, officialName, notes }) => (
          <li key={id}>
            {code} · {officialName}
            {notes.map((note) => (
              <Box key={note} component="span" display="block" c="dimmed">
                {note}
              </Box>
            ))}
          </li>
        ))}
      </Box>
    </Disclosure>
  );
}
