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
      <ul className={classes.points}>
        {points.map(({ id, code, officialName, notes }) => (
          <li key={id}>
            {code} · {officialName}
            {notes.map((note) => (
              <span key={note} className={classes.why}>
                {note}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
