import { useQuery } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { sentenceFor } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText, useLanguage } from '#client/i18n/use-text.ts';
import { communesAt, effectLine } from '#client/register/effect-lines.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { standingName } from '#client/register/standing-name.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { AnnulBody, type AnnulmentPreview } from '#server/contract/annulment.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import shared from '#client/ui/shared.module.css';
import classes from './annul-dialog.module.css';

type Subject = { point: PointDetail; event: PointEvent; onClose: () => void };

function usePreview({ point, event }: Subject) {
  const param = { id: String(event.id) };
  const key = ['annulment', event.id, point.version];
  return useQuery(
    apiQuery(key, api.events[':id'].annulment.$get, { param }, { meta: FOLLOWS_POINTS }),
  );
}

function useAnnulment({ point, event, onClose }: Subject, needsDocument: boolean) {
  const text = useText();
  const missing = text.sentences['lifecycle.document_required'] ?? null;
  return useWrite({
    draft: `annulment of event ${event.id}`,
    initial: { reason: '', documentNumber: '' },
    schema: AnnulBody,
    body: (values) => ({ ...values, version: point.version }),
    check: ({ documentNumber }) => ({
      documentNumber: needsDocument && documentNumber.trim() === '' ? missing : null,
    }),
    send: (json, once) =>
      call(api.events[':id'].annul.$post({ param: { id: String(event.id) }, json }, once)),
    propose: (act) => ({ kind: 'annul', eventId: event.id, act }),
    said: ({ code }) => text.annulments.done({ code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(point.id).queryKey],
    onDone: onClose,
  });
}

/** Declares one act mistaken: shows all that follows, or what stands in the way, and asks for reason and document. */
export function AnnulDialog(subject: Subject) {
  const { point, event, onClose } = subject;
  const text = useText();
  const format = useFormat();
  const own = text.annulments;
  const preview = usePreview(subject);
  const needsDocument = preview.data?.needsDocument === true;
  const write = useAnnulment(subject, needsDocument);
  const lines = useLines(subject, write.values);
  const possible = preview.data?.why === null;
  const { language } = useLanguage();
  const why = preview.data?.why ?? '';
  return (
    <WriteDialog
      write={write}
      title={own.title({
        kind: text.register.event[event.kind],
        date: format.date(event.effectiveOn),
      })}
      lead={own.lead}
      {...(possible ? { lines } : {})}
      confirm={own.confirm}
      weighty
      blocked={possible ? null : (sentenceFor(why, language) ?? text.common.loading)}
      notice={<ChangedNotice point={point} error={write.error} />}
      onClose={onClose}
    >
      {preview.isPending && <LoadingRows rows={3} height={20} />}
      {preview.isError && (
        <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.data !== undefined && <Preview point={point} preview={preview.data} />}
      {possible && (
        <>
          <WordsField label={own.reason} {...write.field('reason')} />
          <PlainInput
            label={own.document}
            {...write.field('documentNumber')}
            withAsterisk={needsDocument}
          />
        </>
      )}
    </WriteDialog>
  );
}

/** The lines that the annulment will write. */
function useLines(
  { point, event }: Subject,
  { reason, documentNumber }: { reason: string; documentNumber: string },
): RecordLine[] {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const { annulments: own, pointActs: acts, register } = text;
  const { name } = me.account;
  return [
    { label: acts.lines.point, value: `${point.code}, ${point.officialName}` },
    {
      label: own.annulledAct,
      value: `${register.event[event.kind]}, ${format.date(event.effectiveOn)}`,
    },
    ...optional(own.reason, reason),
    ...optional(own.document, documentNumber),
    { label: acts.lines.by, value: acts.byPerson({ name, role: register.role[me.role] }) },
  ];
}

function Preview({ point, preview }: { point: PointDetail; preview: AnnulmentPreview }) {
  const text = useText();
  const format = useFormat();
  const own = text.annulments;
  if (preview.why !== null) return <StandingActs preview={preview} />;
  return (
    <section className={classes.effects} aria-label={own.effects}>
      <h3>{own.effects}</h3>
      {preview.effects.length === 0 && <p>{own.noEffects}</p>}
      <ul>
        {preview.effects.map((effect) => (
          <li key={JSON.stringify(effect)}>
            {effectLine(effect, communesAt(point), { text, format })}
          </li>
        ))}
      </ul>
      {preview.ownUntil !== null && (
        <p className={shared.aside}>{own.ownUntil({ until: format.dateTime(preview.ownUntil) })}</p>
      )}
    </section>
  );
}

/** Says why an act cannot be annulled now, and names the later acts that stand on it. */
function StandingActs({ preview }: { preview: AnnulmentPreview }) {
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
