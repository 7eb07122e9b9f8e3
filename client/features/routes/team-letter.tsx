import classes from './team-letter.module.css';
import { useTeamLooks } from './team-look.ts';

/** The letter of a team in its colour, the same in lists and on the map. */
export function TeamLetter({ letter, place }: { letter: string; place: number }) {
  const lookOf = useTeamLooks();
  return (
    <span className={classes.letter} style={{ background: lookOf(place).colour }}>
      {letter}
    </span>
  );
}
