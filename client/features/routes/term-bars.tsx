import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CANDIDATE_TERMS, type CandidateTerms } from '#server/contract/candidate.ts';

import classes from './routes.module.css';

/** Every reason with its size, in words and as a bar. */
export function TermBars({ terms }: { terms: Readonly<CandidateTerms> }) {
  const { routes } = useText();
  const format = useFormat();
  const present = CANDIDATE_TERMS.flatMap((term) => ({ term, size: terms[term] ?? 0 })).filter(
    ({ size }) => size > 0,
  );
  return (
    <ul className={classes.terms}>
      {present.map(({ term, size }) => (
        <li key={term}>
          <meter min={0} max={1} value={size} aria-hidden="true" /> {routes.terms[term]}{' '}
          {format.percent(size, 0)}
        </li>
      ))}
    </ul>
  );
}
