import { handoverFacts } from '#client/register/handover-facts.ts';
import { statusLine } from '#client/forms/act-form.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConfirmHandoverBody } from '#server/contract/life-cycle.ts';

import type { AnswerItem } from '#client/features/handovers/answer-entry.ts';
import classes from '#client/features/handovers/answer.module.css';
import type { AnswerDescription } from './answer.ts';

export const CONFIRM: AnswerDescription = {
  verb: 'confirm',
  schema: ConfirmHandoverBody,
  fields: (_, item, brief) => brief && <Evidence item={item} />,
  status({ point, handover }, { text, format }) {
    const { othersPending } = handover;
    return othersPending > 0 && point.status !== 'handed_over'
      ? text.pointActs.afterAll({ count: format.number(othersPending, 0) })
      : statusLine('confirm_handover', point, text);
  },
};

function Evidence({ item }: { item: AnswerItem }) {
  const text = useText();
  const format = useFormat();
  const { evidence } = text.worklist;
  return (
    <section className={classes.evidence} aria-label={evidence}>
      <h3>{evidence}</h3>
      {handoverFacts(item.handover, { text, format }).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
