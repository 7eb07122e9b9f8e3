import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CANDIDATE_TERMS, type CandidateTerm } from '#server/contract/candidate.ts';

import classes from './routes.module.css';

/** Every reason with its size, in words and as a bar. */
export function TermBars({ terms }: { terms: Readonly<Record<CandidateTerm, number>> }) {
  const { routes } = useText();
  const format = useFormat();
  const present = CANDIDATE_TERMS.filter((term) => terms[term] > 0);
  return (
    <ul className={classes.terms}>
      {present.map((term) => (
        <li key={term}>
          <meter min={0} max={1} value={terms[term]} aria-hidden="true" /> {routes.terms[term]}{' '}
          {format.percent(terms[term], 0)}
        </li>
      ))}
    </ul>
  );
}
