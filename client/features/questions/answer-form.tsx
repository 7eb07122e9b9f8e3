import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { optional } from '#client/forms/base-lines.ts';
import { ReplyDialog } from '#client/forms/reply-dialog.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { WriteAnswerBody, type Question } from '#server/contract/question.ts';
import type { ReplyState } from '#server/contract/reply.ts';

import { questionsQuery } from './queries.ts';

/** Writes the commune's answer: an officer prepares it, the leader files it, with what will be recorded shown. */
export function AnswerForm({ question, onClose }: { question: Question; onClose: () => void }) {
  const { questions } = useText();
  const { write, lines } = useAnswer(question, onClose);
  return (
    <ReplyDialog
      write={write}
      title={questions.answerTitle}
      mayFile={question.whyNotFile === null}
      lines={lines}
      onClose={onClose}
    />
  );
}

/** Holds and sends an answer: filed by whoever may file it, a draft otherwise. */
function useAnswer(question: Question, onClose: () => void) {
  const text = useText();
  const { replies: own, questions, pointActs: shared } = text;
  const me = useMe();
  const [latest] = question.versions;
  const draft = latest?.state === 'draft' ? latest : null;
  const state: ReplyState = question.whyNotFile === null ? 'filed' : 'draft';
  const { kind, commune, year } = question;
  const write = useWrite({
    draft: `answer to question ${kind} ${commune?.id ?? ''} ${year}`,
    initial: {
      words: draft?.words ?? '',
      documentNumbers: [...(draft?.documentNumbers ?? [])],
      state,
    },
    schema: WriteAnswerBody,
    body: (values) => ({
      ...values,
      kind,
      communeId: commune?.id ?? null,
      year,
      after: latest?.seq ?? 0,
    }),
    at: { documentNumbers: 'documentNumbers' },
    words: { words: own.wordsMissing },
    send: (json, once) => call(api.questions.replies.$post({ json }, once)),
    said: (after) => {
      const answered = after.items.find(
        (one) => one.kind === kind && one.commune?.id === commune?.id && one.year === year,
      );
      return answered?.versions[0]?.state === 'filed' ? questions.filed : questions.draftKept;
    },
    keep: (client, after) => {
      client.setQueryData(questionsQuery.queryKey, after);
    },
    overtakenBy: [questionsQuery.queryKey],
    onDone: onClose,
  });
  const { words, documentNumbers } = write.values;
  const lines = [
    { label: questions.question, value: questions.kind[kind].question },
    {
      label: own.lines.commune,
      value: commune === null ? questions.city : communeName(commune, text),
    },
    ...optional(own.lines.words, words),
    ...optional(own.lines.documents, documentNumbers.join(', ')),
    {
      label: shared.lines.by,
      value: shared.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    },
  ];
  return { write, lines };
}
