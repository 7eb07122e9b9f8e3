import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import {
  type Answer,
  type Question,
  QUESTION_DAYS,
  type QuestionCase,
  type Questions,
  type QuestionSettings,
} from '#server/contract/question.ts';
import shared from '#client/ui/shared.module.css';

import { AnswerForm } from './answer-form.tsx';
import { questionsQuery } from './queries.ts';
import classes from './questions.module.css';

const FEWEST_COMMUNES = 1_000;
const MOST_COMMUNES = 1_000_000;

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
        <Stack gap="xs" align="flex-start">
          <p>{reasonWords(question, settings, { text, format })}</p>
          <p className={shared.muted}>
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
        </Stack>
        <Stack gap="xs" align="flex-start">
          <QuestionAnswers versions={versions} />
          {question.whyNotDraft === null && (
            <Button className="screen-only" onClick={() => setAnswering(true)}>
              {text.questions.answer}
            </Button>
          )}
        </Stack>
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
      <span className={shared.muted}> {more.join(' · ')}</span>
    </li>
  );
}

/** Reason of a question in one sentence: what was seen, and how many there would be if it were as elsewhere. */
export function reasonWords(
  { kind, hits, tried, expected }: Question,
  settings: QuestionSettings,
  { text, format }: { text: Text; format: Format },
): string {
  const days = QUESTION_DAYS[kind];
  return text.questions.kind[kind].reason({
    hits: format.number(hits, 0),
    tried: format.number(tried, 0),
    days: days === null ? '' : format.days(settings[days]),
    expected: format.number(expected ?? 0, 1),
    fewest: format.number(settings.rulesFewest, 0),
  });
}

/** How often honest communes show such a number, as a count among so many that it is at least one. */
export function honestWords(
  honestShare: number,
  { text, format }: { text: Text; format: Format },
): string {
  let of = FEWEST_COMMUNES;
  while (of < MOST_COMMUNES && honestShare * of < 1) of *= 10;
  const communes = Math.max(1, Math.ceil(honestShare * of));
  return text.questions.honest({
    of: format.number(of, 0),
    communes: format.number(communes, 0),
  });
}

/** Answers of the commune: the latest filed one, a draft after it, and how many stand before. */
function QuestionAnswers({ versions }: { versions: readonly Answer[] }) {
  const text = useText();
  const { replies: own, questions } = text;
  const format = useFormat();
  const filed = versions.filter(({ state }) => state === 'filed');
  const [latest] = versions;
  return (
    <>
      {filed.length === 0 && <p className={shared.muted}>{questions.notAnswered}</p>}
      {filed.map((reply, at) => (
        <blockquote key={reply.id} className={classes.answer} data-superseded={at > 0}>
          <p className={shared.muted}>
            {own.filed({
              commune: reply.commune === null ? questions.city : communeName(reply.commune, text),
              time: format.dateTime(reply.writtenAt),
            })}
            {at > 0 && ` (${own.superseded})`}
          </p>
          <p className={shared.lines}>{reply.words}</p>
          {reply.documentNumbers.length > 0 && (
            <p className={shared.muted}>
              {own.documents({ numbers: reply.documentNumbers.join(', ') })}
            </p>
          )}
        </blockquote>
      ))}
      {latest?.state === 'draft' && (
        <blockquote className={classes.draft}>
          <p className={shared.muted}>
            {own.draft({ name: latest.writtenBy, time: format.dateTime(latest.writtenAt) })}
          </p>
          <p className={shared.lines}>{latest.words}</p>
          <p className={shared.muted}>{own.draftMore}</p>
        </blockquote>
      )}
    </>
  );
}
