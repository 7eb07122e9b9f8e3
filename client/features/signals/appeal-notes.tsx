import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { SignalAppeal } from '#server/contract/signal.ts';

/** Objection of a commune, and the answer to it. */
export function AppealNotes({ appeal }: { appeal: SignalAppeal }) {
  const { signals: own } = useText();
  const format = useFormat();
  return (
    <Notice
      title={own.appealBy({
        commune: appeal.commune,
        name: appeal.raisedBy,
        date: format.date(appeal.raisedOn),
      })}
    >
      <p>{appeal.reason}</p>
      {appeal.documentNumber !== null && <p>{own.document({ number: appeal.documentNumber })}</p>}
      {appeal.answer === null || appeal.answeredOn === null ? (
        <p>{own.appealWaits}</p>
      ) : (
        <p data-answer={appeal.answer}>
          {own.answered({
            answer: own.answers[appeal.answer],
            name: appeal.answeredBy ?? '',
            date: format.date(appeal.answeredOn),
          })}
          : {appeal.answerReason}
        </p>
      )}
    </Notice>
  );
}
