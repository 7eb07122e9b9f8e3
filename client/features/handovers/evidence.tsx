import { useFormat, useText } from '#client/i18n/use-text.ts';
import { handoverFacts } from '#client/register/handover-facts.ts';
import type { HandoverFacts } from '#server/contract/worklist.ts';

import classes from './answer.module.css';

/** Shows what the sender proposes, on which a commune answers. */
export function Evidence({ handover }: { handover: HandoverFacts }) {
  const text = useText();
  const format = useFormat();
  const { evidence } = text.worklist;
  return (
    <section className={classes.evidence} aria-label={evidence}>
      <h3>{evidence}</h3>
      {handoverFacts(handover, { text, format }).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
