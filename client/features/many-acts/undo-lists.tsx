import { sentenceFor } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import { standingName } from '#client/register/standing-name.ts';
import type { BatchAct, NamedCommunes } from '#server/contract/act-batch.ts';

import classes from './many-acts.module.css';
import { PointList } from './point-list.tsx';
import type { SortedActs } from './undo-entry.ts';

/** The points whose act will be undone, with what follows at each, and those that stay, with the reason. */
export function UndoLists({ sorted, communes }: { sorted: SortedActs; communes: NamedCommunes }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { manyActs: own, annulments } = text;
  const count = (acts: readonly BatchAct[]) => ({ count: format.number(acts.length, 0) });
  const follows = ({ effects, ownUntil }: BatchAct) => [
    ...(effects.length === 0
      ? [annulments.noEffects]
      : effects.map((effect) => effectLine(effect, communes, { text, format }))),
    ...(ownUntil === null ? [] : [annulments.ownUntil({ until: format.dateTime(ownUntil) })]),
  ];
  const reason = ({ why, standing }: BatchAct) => {
    const names = standing.map((act) => standingName(act, { text, format }));
    return names.length > 0 && why === 'annulment.acts_stand_on_it'
      ? `${annulments.standing}: ${names.join('; ')}`
      : (sentenceFor(why ?? '', language) ?? text.sentences['permission.denied'] ?? '');
  };
  const { may, mayNot, undone, onTheirWay } = sorted;
  return (
    <>
      <PointList words={own.undoMay(count(may))} points={may.map(listed(follows))} />
      <PointList
        words={own.undoMayNot(count(mayNot))}
        points={mayNot.map(listed((act) => [reason(act)]))}
      />
      <PointList
        words={own.undoOnItsWay(count(onTheirWay))}
        points={onTheirWay.map(listed(() => []))}
      />
      {undone.length > 0 && <p className={classes.undone}>{own.undone(count(undone))}</p>}
    </>
  );
}

function listed(notes: (act: BatchAct) => readonly string[]) {
  return (act: BatchAct) => ({
    id: act.eventId,
    code: act.code,
    officialName: act.officialName,
    notes: notes(act),
  });
}
