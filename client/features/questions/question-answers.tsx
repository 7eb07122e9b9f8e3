import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Answer } from '#server/contract/question.ts';

import classes from './questions.module.css';

/** Answers of the commune: the latest filed one, a draft after it, and how many stand before. */
export function QuestionAnswers({ versions }: { versions: readonly Answer[] }) {
  const text = useText();
  const { replies: own, questions } = text;
  const format = useFormat();
  const filed = versions.filter(({ state }) => state === 'filed');
  const [latest] = versions;
  return (
    <>
      {filed.length === 0 && <p className={classes.quiet}>{questions.notAnswered}</p>}
      {filed.map((reply, at) => (
        <blockquote key={reply.id} className={classes.answer} data-superseded={at > 0}>
          <p className={classes.quiet}>
            {own.filed({
              commune: reply.commune === null ? questions.city : communeName(reply.commune, text),
              time: format.dateTime(reply.writtenAt),
            })}
            {at > 0 && ` (${own.superseded})`}
          </p>
          <p className={classes.words}>{reply.words}</p>
          {reply.documentNumbers.length > 0 && (
            <p className={classes.quiet}>
              {own.documents({ numbers: reply.documentNumbers.join(', ') })}
            </p>
          )}
        </blockquote>
      ))}
      {latest?.state === 'draft' && (
        <blockquote className={classes.draft}>
          <p className={classes.quiet}>
            {own.draft({ name: latest.writtenBy, time: format.dateTime(latest.writtenAt) })}
          </p>
          <p className={classes.words}>{latest.words}</p>
          <p className={classes.quiet}>{own.draftMore}</p>
        </blockquote>
      )}
    </>
  );
}
