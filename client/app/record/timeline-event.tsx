import { ActionIcon, Box, Flex, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconEraser, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { PhotoStrip } from '#client/attachments/photo-strip.tsx';
import { ReplyThread } from '#client/features/replies/reply-thread.tsx';
import { LateEntryLine } from '#client/forms/late-entry.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { keepRecord } from '#client/register/record-queries.ts';
import type { LateEntry } from '#server/contract/late-entry.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import shared from '#client/ui/shared.module.css';

import { eventDetails } from './event-details.ts';
import { EventSign } from './event-sign.tsx';
import classes from './timeline.module.css';

/** Acts that mend an event. Each is null where the reader may not, or nothing is to mend. */
type Mends = {
  /** Opens the correction of this event. */
  onCorrect: (() => void) | null;
  /** Opens the annulment of this act. */
  onAnnul: (() => void) | null;
  /** Opens the undoing of all acts that were recorded with this one. */
  onUndoBatch: (() => void) | null;
};
type OnReply = ((cycle: number) => void) | null;

/** One immutable event: when, what, who, on which ground. */
export function TimelineEvent({
  event,
  point,
  onReply,
  ...mends
}: { event: PointEvent; point: PointDetail; onReply: OnReply } & Mends) {
  const format = useFormat();
  return (
    <li
      className={classes.event}
      data-kind={event.kind}
      data-annulled={event.annulledBy !== null || undefined}
    >
      <time className={classes.date} dateTime={event.effectiveOn}>
        {format.date(event.effectiveOn)}
      </time>
      <Flex component="span" className={classes.sign} justify="center" h={20}>
        <EventSign event={event} />
      </Flex>
      <Box className={`${classes.body} ${shared.wrap}`} miw={0}>
        <EventHead event={event} />
        <EventGrounds event={event} point={point} />
        {event.late !== null && <EventPaper event={event} late={event.late} point={point} />}
        <EventPhotos event={event} point={point} />
        <EventReplies event={event} point={point} onReply={onReply} />
      </Box>
      <MendButtons event={event} {...mends} />
    </li>
  );
}

/** The act by its word, struck where it was annulled, and who recorded it. */
function EventHead({ event }: { event: PointEvent }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  const word = text.register.event[event.kind];
  const recordedOn = civilDate(event.recordedAt);
  const role = event.actorRole === 'system' ? null : text.register.role[event.actorRole];
  return (
    <>
      <p className={classes.word}>
        {event.annulledBy === null ? <span>{word}</span> : <s>{word}</s>}
        {event.annulledBy !== null && (
          <span className={classes.annulled}>{text.annulments.annulled}</span>
        )}
        {event.correctedBy !== null && (
          <span className={classes.corrected} title={own.correctedMore}>
            {own.corrected}
          </span>
        )}
        {event.seen !== null && <SeenMark seen={event.seen} />}
      </p>
      <p className={shared.note}>
        {event.actorName}
        {role !== null && `, ${role}`}
        {recordedOn !== event.effectiveOn && (
          <span> · {own.recordedOn({ date: format.date(recordedOn) })}</span>
        )}
      </p>
    </>
  );
}

/** Tells beside a check if somebody else, a photo or a position shows it, or the commune alone says so. */
function SeenMark({ seen }: { seen: boolean }) {
  const { lateEntries: own } = useText();
  return (
    <span className={seen ? classes.seen : classes.stated} title={own.seenMore}>
      {seen ? own.lookSeen : own.lookStated}
    </span>
  );
}

/** Everything that was written down with the act: its annulment, document, details and note. */
function EventGrounds({ event, point }: { event: PointEvent; point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointDrawer;
  return (
    <>
      <AnnulledLine event={event} point={point} />
      {event.documentNumber !== null && (
        <Text size="sm">{own.document({ number: event.documentNumber })}</Text>
      )}
      {eventDetails(event, point, { text, format }).map((line) => (
        <Text key={line.label} size="sm">
          <span className={shared.muted}>{line.label}:</span> {line.value}
        </Text>
      ))}
      {event.detail['complete'] === true && <Text size="sm">{own.complete}</Text>}
      {event.note !== null && event.note !== '' && <p className={classes.note}>{event.note}</p>}
    </>
  );
}

/** By how many days it was entered late, and what a second person found of its paper. */
function EventPaper({
  event,
  late,
  point,
}: {
  event: PointEvent;
  late: LateEntry;
  point: PointDetail;
}) {
  const { register } = useText();
  return (
    <LateEntryLine
      draft={`of event ${event.id}`}
      late={late}
      documentNumber={event.documentNumber}
      title={`${register.event[event.kind]}, ${point.code}`}
      send={(review, once) =>
        call(
          api.points[':id'].papers.$post(
            { param: { id: String(point.id) }, json: { ...review, eventId: event.id } },
            once,
          ),
        )
      }
      keep={keepRecord}
    />
  );
}

/** Replies to the question that this act asked; nothing where it asked none. */
function EventReplies({
  event,
  point,
  onReply,
}: {
  event: PointEvent;
  point: PointDetail;
  onReply: OnReply;
}) {
  const thread = point.replies.find(
    ({ cycle, askedFor }) => cycle === event.cycle && askedFor === event.kind,
  );
  if (thread === undefined) return null;
  return (
    <ReplyThread thread={thread} onReply={onReply === null ? null : () => onReply(thread.cycle)} />
  );
}

function MendButtons({ event, onCorrect, onAnnul, onUndoBatch }: { event: PointEvent } & Mends) {
  const text = useText();
  const format = useFormat();
  const of = `${text.register.event[event.kind]}, ${format.date(event.effectiveOn)}`;
  return (
    <Stack className={classes.mends} gap={4} mt={-4}>
      <Mend
        label={text.pointDrawer.correctThis}
        of={of}
        icon={<IconPencil size={16} stroke={1.6} aria-hidden="true" />}
        onPress={onCorrect}
      />
      <Mend
        label={text.annulments.annulThis}
        of={of}
        icon={<IconEraser size={16} stroke={1.6} aria-hidden="true" />}
        onPress={onAnnul}
      />
      <Mend
        label={text.manyActs.undoAll}
        of={of}
        icon={<IconArrowBackUp size={16} stroke={1.6} aria-hidden="true" />}
        onPress={onUndoBatch}
      />
    </Stack>
  );
}

/** A small button beside an event; nothing where the reader may not press it. */
function Mend({
  label,
  of,
  icon,
  onPress,
}: {
  label: string;
  of: string;
  icon: ReactNode;
  onPress: (() => void) | null;
}) {
  if (onPress === null) return null;
  return (
    <Tooltip label={label} position="left" openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={`${label}: ${of}`}
        onClick={onPress}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** Says who declared a struck act mistaken, when and why. */
function AnnulledLine({ event, point }: { event: PointEvent; point: PointDetail }) {
  const { annulments: own } = useText();
  const format = useFormat();
  const by = point.events.find(({ id }) => id === event.annulledBy);
  if (by === undefined) return null;
  const { reason } = by.detail;
  return (
    <Text size="sm">
      {own.annulledBy({ name: by.actorName, date: format.date(civilDate(by.recordedAt)) })}
      {typeof reason === 'string' && `: ${reason}`}
    </Text>
  );
}

/** The photos that an event names: those that are here, and how many are still on their way. */
function EventPhotos({ event, point }: { event: PointEvent; point: PointDetail }) {
  const { attachments: text } = useText();
  const format = useFormat();
  const photos = point.attachments.filter(({ eventId }) => eventId === event.id);
  const named = typeof event.detail['photos'] === 'number' ? event.detail['photos'] : 0;
  const awaited = named - photos.length;
  return (
    <>
      {photos.length > 0 && <PhotoStrip photos={photos} />}
      {awaited > 0 && (
        <p className={shared.note}>{text.awaited({ count: format.number(awaited, 0) })}</p>
      )}
    </>
  );
}
