import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { Questions } from '#server/contract/question.ts';

import { questionsQuery } from './queries.ts';
import { QuestionPart } from './question-part.tsx';
import classes from './questions.module.css';

/** Patterns that communes are asked about, each with its reason, its cases and what the commune says to it. */
export default function QuestionsScreen() {
  const { questions: own } = useText();
  const { data, error, isPending, refetch } = useQuery(questionsQuery);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={8} />}
      {data?.items.length === 0 && (
        <Section>
          <EmptyState title={own.noneTitle}>{own.none}</EmptyState>
        </Section>
      )}
      {data?.items.map((question) => (
        <QuestionPart
          key={`${question.kind} ${question.commune?.id} ${question.year}`}
          question={question}
          settings={data.settings}
        />
      ))}
      {data !== undefined && <Method questions={data} />}
    </Page>
  );
}

function Method({ questions: { settings, origin } }: { questions: Questions }) {
  const { questions: own } = useText();
  const format = useFormat();
  return (
    <Disclosure words={own.method} forced={false}>
      <ul className={classes.method}>
        <li>{own.methodLines.compare}</li>
        <li>
          {own.methodLines.limit({
            share: format.percent(settings.honestQuestions, 1),
            fewest: format.number(settings.fewestHits, 0),
          })}
        </li>
        <li>{own.methodLines.honest}</li>
        <li>{origin}</li>
      </ul>
    </Disclosure>
  );
}
