import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { ComparedCase } from '#server/contract/comparison.ts';

import shared from '#client/ui/shared.module.css';
import classes from './analysis.module.css';

/** Reply of the commune to a case, or the day until which it may reply. */
export function CaseReply({ case: { code, reply, replyDueOn } }: { case: ComparedCase }) {
  const { analysis } = useText();
  const format = useFormat();
  if (reply === null) {
    return (
      <p className={shared.muted}>
        {replyDueOn === null
          ? analysis.noReply
          : analysis.noReplyDue({ date: format.date(replyDueOn) })}
      </p>
    );
  }
  return (
    <blockquote className={classes.reply} style={{ margin: 0 }}>
      {reply.words}
      <br />
      <small>
        {code} · {analysis.repliedOn({ moment: format.dateTime(reply.writtenAt) })}
        {reply.documentNumbers.length > 0 && ` · ${reply.documentNumbers.join(', ')}`}
      </small>
    </blockquote>
  );
}
