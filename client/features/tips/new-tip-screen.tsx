import { Button, Flex, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { NeighbourOffer } from '#client/forms/neighbour-offer.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import { ReceiveTipBody, type TipReceipt } from '#server/contract/tip.ts';

import { IntakeAttachmentFields } from './intake-attachment-fields.tsx';
import {
  lacksNumber,
  NO_ATTACHMENTS,
  sendIntakeAttachments,
  type IntakeAttachments,
} from './intake-attachments.ts';
import {
  askedPlace,
  bodyOf,
  emptyTip,
  faultsInTip,
  newTipLines,
  tiedTo,
  type NewTip,
} from './new-tip.ts';
import { NewTipFields } from './new-tip-fields.tsx';
import { PlaceField } from '#client/forms/place-field.tsx';
import { TIPS_KEY } from '#client/api/tips.ts';
import { Form } from '#client/forms/form.tsx';
import { tipClocksQuery } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import classes from './tips.module.css';

/** Taking in a tip: a place, then Enter; everything else is filled in with the usual case. */
export default function NewTipScreen() {
  const text = useText();
  const format = useFormat();
  const own = text.tipIntake;
  const intake = useIntake();
  const { write, attachments, setAttachments } = intake;
  const lines = newTipLines(write.values, { ...useNames(write.values), text, format });
  return (
    <Page title={own.title} lead={own.lead}>
      <Stack gap="md" renderRoot={(root) => <Form {...root} {...write.formProps} />}>
        <div className={classes.columns}>
          <Stack gap="md">
            <TipPlace intake={intake} />
          </Stack>
          <Stack gap="md">
            <NewTipFields field={write.field} />
            <IntakeAttachmentFields
              value={attachments}
              error={write.form.errors['paper']}
              onChange={(change) => {
                setAttachments(change);
                write.form.clearFieldError('paper');
              }}
            />
            <RecordPreview lines={lines} />
            <p className={shared.aside}>{text.common.willRecordMore}</p>
            <p className={shared.aside}>{own.referral}</p>
            <ErrorNotice error={write.error} />
            <SaveButtons pending={write.pending} onPress={intake.setNext} />
          </Stack>
        </div>
      </Stack>
    </Page>
  );
}

type Intake = ReturnType<typeof useIntake>;

/** The tip that is being written, with what is sent after it; `setNext` says whether another tip follows it. */
function useIntake() {
  const text = useText();
  const own = text.tipIntake;
  const next = useRef(false);
  const [attachments, setAttachments] = useState(NO_ATTACHMENTS);
  const [tied, setTied] = useState<PointSummary | null>(null);
  const received = useReceived();
  const write = useWrite({
    draft: 'new tip',
    initial: emptyTip(today()),
    schema: ReceiveTipBody,
    body: bodyOf,
    at: { position: 'place', communeId: 'place' },
    words: { place: own.placeMissing, receivedOn: own.dayMissing },
    check: (values) => ({
      ...faultsInTip(values, today(), text),
      paper: lacksNumber(attachments) ? text.attachments.documentNumberMissing : null,
    }),
    send: (json, once) => call(api.tips.$post({ json }, once)),
    refresh: [TIPS_KEY],
    async onDone(receipt, sent) {
      await received.tell(receipt, attachments);
      if (next.current) {
        form.setValues(emptyTip(today(), sent));
        setAttachments(NO_ATTACHMENTS);
        setTied(null);
      } else await received.lead(receipt);
    },
  });
  const { form } = write;
  const setNext = (another: boolean) => {
    next.current = another;
  };
  return { write, setNext, attachments, setAttachments, tied, setTied };
}

/** The place of the tip, and the listed places near it, to one of which it may be tied. */
function TipPlace({ intake: { write, tied, setTied } }: { intake: Intake }) {
  const { neighbours } = useText();
  const { form, values } = write;
  return (
    <>
      <PlaceField
        value={values.place}
        error={wordsOf(form.errors['place'])}
        onChange={(place, name) => {
          form.setFieldValue('place', place);
          form.clearFieldError('place');
          if (name !== null) form.setFieldValue('placeName', name);
          setTied(null);
        }}
      />
      <NeighbourOffer
        place={askedPlace(values)}
        act={{
          label: neighbours.tie,
          named: (code) => neighbours.tieNamed({ code }),
        }}
        chosenId={tied?.id ?? null}
        onChoose={({ point }) => {
          form.setValues(tiedTo(point));
          form.clearFieldError('place');
          setTied(point);
        }}
      />
      {tied !== null && (
        <output className={shared.aside}>{neighbours.tied({ code: tied.code })}</output>
      )}
    </>
  );
}

/** Saving with another tip after it, or with the record of this one. */
function SaveButtons({
  pending,
  onPress,
}: {
  pending: boolean;
  onPress: (another: boolean) => void;
}) {
  const { common, tipIntake: own } = useText();
  return (
    <Flex className={classes.buttons} gap="xs" justify="flex-end" wrap="wrap">
      <Button variant="default" renderRoot={(props) => <Link {...props} to="/tips" />}>
        {common.cancel}
      </Button>
      <Button type="submit" variant="default" loading={pending} onClick={() => onPress(true)}>
        {own.saveAndNext}
      </Button>
      <Button type="submit" data-save loading={pending} onClick={() => onPress(false)}>
        {own.save}
      </Button>
    </Flex>
  );
}

function wordsOf(error: unknown): string | undefined {
  return typeof error === 'string' ? error : undefined;
}

/** The names behind the ids that the form holds, and the clocks. */
function useNames({ place, category }: NewTip) {
  const text = useText();
  const communes = useQuery(communesQuery).data?.items;
  const categories = useQuery(categoriesQuery).data?.items;
  const clocks = useQuery(tipClocksQuery).data;
  const commune =
    place.kind === 'commune' ? communes?.find(({ id }) => id === place.communeId) : undefined;
  return {
    commune: commune === undefined ? null : communeName(commune, text),
    category: categories?.find(({ code }) => code === category)?.name ?? null,
    clocks,
  };
}

/** Says what became of a tip, sends its photos and papers after it, and leads to its record. */
function useReceived() {
  const { tipIntake: own } = useText();
  const me = useMe();
  const navigate = useNavigate();
  const isSeen = ({ communeId }: TipReceipt) =>
    me.communes.length === 0 || me.communes.some(({ id }) => id === communeId);
  return {
    async tell(receipt: TipReceipt, attachments: IntakeAttachments) {
      const { id, code, known } = receipt;
      const say = known ? own.known : isSeen(receipt) ? own.received : own.receivedElsewhere;
      notifications.show({ message: say({ code }) });
      const unsent = known ? 0 : await sendIntakeAttachments(id, attachments);
      if (unsent > 0) {
        const message = own.attachmentsUnsent({ code, count: String(unsent) });
        notifications.show({ message, color: 'red', autoClose: false });
      }
    },
    lead: (receipt: TipReceipt) =>
      isSeen(receipt)
        ? navigate({ to: '/tips/$id', params: { id: String(receipt.id) } })
        : navigate({ to: '/tips' }),
  };
}
