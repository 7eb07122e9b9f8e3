import { useQuery } from '@tanstack/react-query';

import type { AnswerItem } from './answer-entry.ts';
import { ApiProblem } from '#client/api/problem.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

/** Somebody was faster: says who answered, what, and when; this writer's own answer was not written. */
export function AnsweredNotice({ item }: { item: AnswerItem }) {
  const text = useText();
  const format = useFormat();
  const own = text.worklist;
  const { data } = useQuery(pointQuery(item.point.id));
  const answer = data === undefined ? undefined : answerTo(item.id, data);
  return (
    <div role="alert">
      <Notice title={own.answeredTitle}>
        <p>
          {answer === undefined
            ? own.answeredGone
            : own.answeredLine({
                what: text.register.event[answer.kind],
                who: answer.actorName,
                time: format.dateTime(answer.recordedAt),
              })}
        </p>
        <p>{own.answeredYours}</p>
      </Notice>
    </div>
  );
}

function answerTo(handoverId: number, point: PointDetail): PointEvent | undefined {
  return point.events.find(
    ({ kind, detail }) => kind !== 'handover_proposed' && detail['handoverId'] === handoverId,
  );
}

/** Refusals that say that a part waits for no answer any more. */
const ANSWERED = ['handover.not_pending', 'lifecycle.wrong_status'];

export function isAnswered(error: unknown): boolean {
  return error instanceof ApiProblem && ANSWERED.includes(error.code);
}
