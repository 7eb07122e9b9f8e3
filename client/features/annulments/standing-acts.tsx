import { sentenceFor } from '#client/api/describe-error.ts';
import type { Format } from '#client/i18n/format.ts';
import { useFormat, useLanguage, useText, type Text } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { AnnulmentPreview, StandingAct } from '#server/contract/annulment.ts';

import classes from './annul-dialog.module.css';

/** Says why an act cannot be annulled now, and names the later acts that stand on it. */
export function StandingActs({ preview }: { preview: AnnulmentPreview }) {
  const text = useText();
  const { language } = useLanguage();
  const format = useFormat();
  const own = text.annulments;
  const { standing, why } = preview;
  if (standing.length === 0) {
    return (
      <Notice>
        <p>{sentenceFor(why ?? '', language) ?? text.sentences['permission.denied']}</p>
      </Notice>
    );
  }
  return (
    <Notice title={own.standing}>
      <p>{own.standingMore}</p>
      <ul className={classes.standing}>
        {standing.map((act) => (
          <li key={`${act.kind}:${act.eventId ?? act.code ?? ''}`}>{nameOf(act, text, format)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function nameOf(act: StandingAct, text: Text, format: Format): string {
  if (act.kind === 'replied') return text.annulments.replied;
  if (act.kind === 'new_point') return text.annulments.newPoint({ code: act.code ?? '' });
  const day = act.effectiveOn === null ? null : format.date(act.effectiveOn);
  return [text.register.event[act.kind], day, act.actorName]
    .filter((part) => part !== null)
    .join(', ');
}
