import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type {
  Questions,
  Question,
  QuestionCase,
  QuestionSettings,
} from '#server/contract/question.ts';

import { AnswerForm } from './answer-form.tsx';
import { questionsQuery } from './queries.ts';
import { QuestionAnswers } from './question-answers.tsx';
import { honestWords, reasonWords } from './question-words.ts';
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

/** One question: its reason in numbers, its cases, and beside them what the commune says. */
function QuestionPart({ question, settings }: { question: Question; settings: QuestionSettings }) {
  const text = useText();
  const own = text.questions;
  const format = useFormat();
  const [answering, setAnswering] = useState(false);
  const { kind, commune, cases, versions } = question;
  const cut = format.number(cases.length, 0);
  return (
    <Section
      title={own.kind[kind].question}
      lead={
        commune === null
          ? own.ofCity({ year: String(question.year) })
          : own.of({ commune: communeName(commune, text), year: String(question.year) })
      }
    >
      <div className={classes.question}>
        <div className={classes.reason}>
          <p>{reasonWords(question, settings, { text, format })}</p>
          <p className={classes.quiet}>
            {question.honestShare !== null &&
              `${honestWords(question.honestShare, { text, format })} `}
            {own.counted({
              from: format.date(question.countedFrom),
              to: format.date(question.countedTo),
              asked: format.date(question.askedOn),
            })}
          </p>
          <Disclosure words={own.cases({ count: cut })} forced={false}>
            <ul className={classes.cases}>
              {cases.map((one) => (
                <Case
                  key={`${one.point?.pointId} ${one.tip?.tipId} ${one.on}`}
                  kind={kind}
                  one={one}
                />
              ))}
            </ul>
          </Disclosure>
        </div>
        <div className={classes.answers}>
          <QuestionAnswers versions={versions} />
          {question.whyNotDraft === null && (
            <Button className="screen-only" onClick={() => setAnswering(true)}>
              {text.questions.answer}
            </Button>
          )}
        </div>
      </div>
      {answering && <AnswerForm question={question} onClose={() => setAnswering(false)} />}
    </Section>
  );
}

function Case({ kind, one }: { kind: Question['kind']; one: QuestionCase }) {
  const format = useFormat();
  const { questions: own, proposals } = useText();
  const { point, tip, rule, on, thenOn, other } = one;
  const { caseOn, followed } = own.kind[kind];
  const more = [
    `${caseOn} ${format.date(on)}`,
    followed !== undefined && thenOn !== null ? followed({ date: format.date(thenOn) }) : null,
    other !== null && thenOn !== null
      ? own.beside({ code: other.code, date: format.date(thenOn) })
      : null,
  ].filter((part) => part !== null);
  return (
    <li>
      {point !== null && (
        <Link to="/" search={{ id: point.pointId }}>
          {own.case(point)}
        </Link>
      )}
      {tip !== null && (
        <Link to="/tips/$id" params={{ id: String(tip.tipId) }}>
          {own.tip({ code: tip.code })}
        </Link>
      )}
      {rule !== null && own.rule({ rule: proposals.kind[rule.rule], origin: rule.origin })}
      <span className={classes.quiet}> {more.join(' · ')}</span>
    </li>
  );
}
