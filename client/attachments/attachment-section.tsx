import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Attachment } from '#server/contract/attachment.ts';

import { AddAttachment } from './add-attachment.tsx';
import type { AttachmentOwner } from './attachment-owner.ts';
import classes from './attachments.module.css';
import { PhotoStrip, Withdrawn } from './photo-strip.tsx';
import { attachmentAddress } from './send-attachment.ts';
import { WithdrawForm } from './withdraw-form.tsx';

/** Photos and documents of the place or the tip itself. Those of checks are shown at their checks. */
export function AttachmentSection({
  owner,
  attachments,
  mayAdd,
  titled = true,
}: {
  owner: AttachmentOwner;
  attachments: readonly Attachment[];
  mayAdd: boolean;
  /** False where what it stands in says already what it is. */
  titled?: boolean;
}) {
  const { attachments: text } = useText();
  const [adding, setAdding] = useState(false);
  const standing = attachments.filter(({ eventId }) => eventId === null);
  const photos = standing.filter(({ mediaType }) => mediaType === 'image/jpeg');
  const papers = standing.filter(({ mediaType }) => mediaType === 'application/pdf');
  if (standing.length === 0 && !mayAdd) return null;
  return (
    <section className={titled ? classes.section : undefined} aria-label={text.title}>
      {titled && <h3>{text.title}</h3>}
      {photos.length > 0 && <PhotoStrip photos={photos} />}
      {papers.length > 0 && (
        <ul className={classes.papers}>
          {papers.map((paper) => (
            <Paper key={paper.id} paper={paper} />
          ))}
        </ul>
      )}
      {mayAdd && (
        <Button
          className={classes.add ?? ''}
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          mih={titled ? undefined : 44}
          onClick={() => setAdding(true)}
        >
          {text.addPaper}
        </Button>
      )}
      {adding && <AddAttachment owner={owner} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Paper({ paper }: { paper: Attachment }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const [withdrawing, setWithdrawing] = useState(false);
  const name = text.paper({ number: paper.documentNumber ?? '' });
  return (
    <li className={classes.paper}>
      <IconFileText size={20} stroke={1.6} aria-hidden="true" />
      <div>
        {paper.withdrawn === null ? (
          <a href={attachmentAddress(paper.id, 'full')} download>
            {name}
          </a>
        ) : (
          <span>{name}</span>
        )}
        <p className={classes.small}>
          {text.paperSize({ size: format.bytes(paper.bytes) })} ·{' '}
          {text.by({ name: paper.uploadedBy, at: format.dateTime(paper.uploadedAt) })}
        </p>
        <MadeHarmless paper={paper} />
        {paper.withdrawn !== null && <Withdrawn withdrawn={paper.withdrawn} />}
        {withdrawing && (
          <WithdrawForm
            attachment={paper}
            confirm={text.withdrawPaper}
            onClose={() => setWithdrawing(false)}
            onDone={() => setWithdrawing(false)}
          />
        )}
      </div>
      {paper.mayWithdraw && !withdrawing && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={`${text.withdraw}: ${name}`}
          onClick={() => setWithdrawing(true)}
        >
          {text.withdraw}
        </Button>
      )}
    </li>
  );
}

/** Parts that were taken out of a paper before it was kept; of a signed one nothing is. */
function MadeHarmless({ paper: { removedParts, keptSigned } }: { paper: Attachment }) {
  const { attachments: text } = useText();
  const parts = (removedParts ?? []).map((part) => text.part[part]).join(', ');
  if (keptSigned) return <p className={classes.small}>{text.keptSigned}</p>;
  return parts === '' ? null : <p className={classes.small}>{text.removedParts({ parts })}</p>;
}
