import { Button, Flex, Group, Stack } from '@mantine/core';
import { IconClockEdit, IconFileCheck, IconFileSearch, IconFileX } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/i18n/today.ts';
import { PlainInput } from '#client/ui/plain-input.tsx';
import {
  PaperReviewBody,
  whyNotLate,
  type LateEntry,
  type PaperReview,
} from '#server/contract/late-entry.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { BELOW, WordsField } from './base-fields.tsx';
import { given, isFuture, type LateValues } from './entered-values.ts';
import classes from './late-entry.module.css';
import { useWrite, type FieldProps, type Once, type WriteOptions } from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

/** Mark of what was entered after its day; it stays for ever. */
export function LateDays({ days }: { days: number }) {
  const { lateEntries: own } = useText();
  const format = useFormat();
  return (
    <span className={classes.mark} data-late-days={days}>
      <IconClockEdit size={14} stroke={1.8} aria-hidden="true" />
      {own.lateBy({ days: format.number(days, 0) })}
    </span>
  );
}

/** Day of the paper of an act that is entered after its day; nothing on the day itself. */
export function PaperFields({
  field,
  on,
  withNumber = false,
}: {
  field: FieldProps;
  on: IsoDate | null;
  /** The form has no field for the number of the paper otherwise. */
  withNumber?: boolean;
}) {
  const { lateEntries: own, pointActs } = useText();
  if (!isLate(on)) return null;
  return (
    <Stack gap="xs">
      <output>{own.paperMore}</output>
      {withNumber && (
        <PlainInput label={pointActs.documentNumber} {...field('documentNumber')} withAsterisk />
      )}
      <DateField
        label={own.documentOn}
        description={own.documentOnMore}
        excludeDate={isFuture}
        inputWrapperOrder={BELOW}
        {...field('documentOn')}
        withAsterisk
      />
    </Stack>
  );
}

function isLate(on: IsoDate | null): boolean {
  return on !== null && on < today();
}

/** Sentences for the paper that a late entry still lacks, as `check` of a form takes them. */
export function missingPaper(
  values: Pick<LateValues, 'effectiveOn' | 'documentNumber' | 'documentOn'>,
  { lateEntries: own }: Text,
) {
  const { effectiveOn, documentOn } = values;
  if (effectiveOn === null || effectiveOn > today()) return {};
  const documentNumber = given(values.documentNumber);
  const wrong = whyNotLate({ effectiveOn, documentNumber, documentOn }, today());
  const missing = isLate(effectiveOn) && documentOn === null ? own.documentOnMissing : null;
  if (wrong === null) return {};
  if (wrong.pointer === '/documentNumber') {
    return { documentNumber: own.documentMissing, documentOn: missing };
  }
  return { documentOn: missing ?? own.documentOnWrong };
}

type Answer<A> = Pick<
  WriteOptions<{ reason: string }, typeof PaperReviewBody, A>,
  'keep' | 'refresh'
>;

/**
 * State of a late entry: by how many days, on which paper, and who has looked at it. Who may look at it says here
 * what it shows.
 */
export function LateEntryLine<A>({
  draft,
  late,
  documentNumber,
  title,
  send,
  ...after
}: {
  /** Name of the entry for the draft of a review. */
  draft: string;
  late: LateEntry;
  documentNumber: string | null;
  /** The entry in words, for the title of the dialog. */
  title: string;
  send: (review: PaperReview, once: Once) => Promise<A>;
} & Answer<A>) {
  const { lateEntries: own } = useText();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { review, documentOn } = late;
  return (
    <Group gap="4px 12px" fz="md">
      <LateDays days={late.days} />
      {documentOn !== null && <span>{own.paperOf({ date: format.date(documentOn) })}</span>}
      {late.awaited && (
        <Flex component="span" display="inline-flex" gap={4} align="center" fw={600}>
          <IconFileSearch size={14} stroke={1.8} aria-hidden="true" />
          {own.awaited}
        </Flex>
      )}
      {review !== null && (
        <span>
          {review.verdict === 'seen' ? (
            <IconFileCheck size={14} stroke={1.8} aria-hidden="true" />
          ) : (
            <IconFileX size={14} stroke={1.8} aria-hidden="true" />
          )}{' '}
          {own.reviewed[review.verdict]({ name: review.by, time: format.dateTime(review.at) })}
          {review.reason !== null && ` ${review.reason}`}
        </span>
      )}
      {late.mayReview && (
        <Button variant="default" size="compact-md" mih={44} onClick={() => setOpen(true)}>
          {own.review}
        </Button>
      )}
      {open && (
        <ReviewDialog
          draft={draft}
          title={title}
          late={late}
          documentNumber={documentNumber}
          send={send}
          {...after}
          onClose={() => setOpen(false)}
        />
      )}
    </Group>
  );
}

function ReviewDialog<A>({
  draft,
  title,
  late,
  documentNumber,
  send,
  onClose,
  ...after
}: {
  draft: string;
  title: string;
  late: LateEntry;
  documentNumber: string | null;
  send: (review: PaperReview, once: Once) => Promise<A>;
  onClose: () => void;
} & Answer<A>) {
  const { lateEntries: own, pointActs } = useText();
  const format = useFormat();
  const write = useWrite({
    draft: `review of paper ${draft}`,
    initial: { reason: '', verdict: 'seen' as PaperReview['verdict'] },
    schema: PaperReviewBody,
    check: ({ verdict, reason }) => ({
      reason: verdict === 'refused' && given(reason) === null ? own.reasonMissing : null,
    }),
    send: (review, once) => send(review, once),
    said: own.done,
    ...after,
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.reviewTitle({ what: title })}
      lead={own.reviewLead({ days: format.number(late.days, 0) })}
      lines={[
        { label: pointActs.lines.document, value: documentNumber ?? own.noPaper },
        ...(late.documentOn === null
          ? []
          : [{ label: own.documentOn, value: format.date(late.documentOn) }]),
      ]}
      confirm={own.seen}
      aside={
        <Button
          variant="default"
          color="red"
          loading={write.pending}
          onClick={() => write.sendAs({ verdict: 'refused' })}
        >
          {own.refuse}
        </Button>
      }
      onClose={onClose}
    >
      <WordsField label={own.reason} description={own.reasonMore} {...write.field('reason')} />
    </WriteDialog>
  );
}
