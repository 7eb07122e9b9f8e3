import { sentenceFor } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import type { NamedCommunes } from '#server/contract/act-batch.ts';
import type { JudgedPoint } from '#server/contract/many-acts.ts';

import { PointList } from './point-list.tsx';

/** The points that will be recorded with what follows at each, and those that cannot be, each with its reason. */
export function JudgedLists({
  may,
  mayNot,
  communes,
}: {
  may: readonly JudgedPoint[];
  mayNot: readonly { point: JudgedPoint; why: string }[];
  communes: NamedCommunes;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const reason = ({ status }: JudgedPoint, why: string) =>
    why === 'lifecycle.wrong_status'
      ? text.register.status[status]
      : (sentenceFor(why, language) ?? why);
  const follows = ({ effects }: JudgedPoint) =>
    effects.map((effect) => effectLine(effect, communes, { text, format }));
  return (
    <>
      <PointList
        words={text.manyActs.may({ count: format.number(may.length, 0) })}
        points={may.map((point) => ({ ...point, notes: follows(point) }))}
      />
      <PointList
        words={text.manyActs.mayNot({ count: format.number(mayNot.length, 0) })}
        points={mayNot.map(({ point, why }) => ({ ...point, notes: [reason(point, why)] }))}
      />
    </>
  );
}
