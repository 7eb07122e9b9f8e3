import { sentenceFor } from '#client/api/describe-error.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { standingName } from '#client/register/standing-name.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { AnnulmentPreview } from '#server/contract/annulment.ts';

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
          <li key={`${act.kind}:${act.eventId ?? act.code ?? ''}`}>
            {standingName(act, { text, format })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
