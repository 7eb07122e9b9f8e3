import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';

import { call, newIdempotencyKey, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { useFirstError } from '#client/forms/act-dialog.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { isSettled } from '#client/api/problem.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Page } from '#client/ui/page.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { TipReceipt } from '#server/contract/tip.ts';

import { IntakeAttachmentFields } from './intake-attachment-fields.tsx';
import {
  lacksNumber,
  NO_ATTACHMENTS,
  sendIntakeAttachments,
  type IntakeAttachments,
} from './intake-attachments.ts';
import { bodyOf, emptyTip, missingInTip, newTipLines, type NewTip } from './new-tip.ts';
import { NewTipFields } from './new-tip-fields.tsx';
import { PlaceField } from '#client/forms/place-field.tsx';
import { TIPS_KEY } from '#client/api/tips.ts';
import { tipClocksQuery } from './queries.ts';
import classes from './tips.module.css';
import { writtenIn } from './written-in.ts';

/** Taking in a tip: a place, then Enter; everything else is filled in with the usual case. */
export default function NewTipScreen() {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const own = text.tipIntake;
  const [faults, setFaults] = useState(0);
  const next = useRef(false);
  const form = useForm<NewTip>({
    initialValues: emptyTip(today()),
    validate: (values) => missingInTip(values, today(), text),
  });
  const [attachments, setAttachments] = useState(NO_ATTACHMENTS);
  const receive = useReceive(attachments, {
    onReceived: () => {
      if (next.current) {
        form.setValues(emptyTip(today(), form.getValues()));
        setAttachments(NO_ATTACHMENTS);
      }
      return next.current;
    },
    onRefused(error) {
      form.setErrors(
        refusedFields(
          error,
          language,
          (path) => writtenIn(form.getValues(), path),
          (path) => (['position', 'communeId'].includes(path) ? 'place' : path),
        ),
      );
      setFaults((count) => count + 1);
    },
  });
  const element = useFirstError(faults);
  const values = form.getValues();
  const lines = newTipLines(values, { ...useNames(values), text, format });
  return (
    <Page title={own.title} lead={own.lead}>
      <form
        ref={element}
        className={classes.form}
        noValidate
        onSubmit={form.onSubmit(
          (sent) => {
            if (lacksNumber(attachments)) setFaults((count) => count + 1);
            else receive.mutate(sent);
          },
          () => setFaults((count) => count + 1),
        )}
      >
        <div className={classes.columns}>
          <div className={classes.column}>
            <PlaceField
              value={values.place}
              error={wordsOf(form.errors['place'])}
              onChange={(place, name) => {
                form.setFieldValue('place', place);
                form.clearFieldError('place');
                if (name !== null) form.setFieldValue('placeName', name);
              }}
            />
          </div>
          <div className={classes.column}>
            <NewTipFields form={form} />
            <IntakeAttachmentFields
              value={attachments}
              tried={faults > 0}
              onChange={setAttachments}
            />
            <RecordPreview lines={lines} />
            <p className={classes.small}>{text.common.willRecordMore}</p>
            <p className={classes.small}>{own.referral}</p>
            {Object.keys(form.errors).length === 0 && <ErrorNotice error={receive.error} />}
            <div className={classes.buttons}>
              <Button variant="default" renderRoot={(props) => <Link {...props} to="/tips" />}>
                {text.common.cancel}
              </Button>
              <Button
                type="submit"
                variant="default"
                loading={receive.isPending}
                onClick={() => {
                  next.current = true;
                }}
              >
                {own.saveAndNext}
              </Button>
              <Button
                type="submit"
                data-save
                loading={receive.isPending}
                onClick={() => {
                  next.current = false;
                }}
              >
                {own.save}
              </Button>
            </div>
          </div>
        </div>
      </form>
    </Page>
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

/** Sends a tip under one key per intention, says what became of it, and leads to its record. */
function useReceive(
  attachments: IntakeAttachments,
  told: {
    /** True when the form stays for another one. */
    onReceived: () => boolean;
    onRefused: (error: unknown) => void;
  },
) {
  const { tipIntake: own } = useText();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (values: NewTip): Promise<TipReceipt> =>
      call(api.tips.$post({ json: bodyOf(values) }, once(key))),
    onSuccess: async (receipt) => {
      setKey(newIdempotencyKey());
      const seen =
        me.communes.length === 0 || me.communes.some(({ id }) => id === receipt.communeId);
      const say = receipt.known ? own.known : seen ? own.received : own.receivedElsewhere;
      notifications.show({ message: say({ code: receipt.code }) });
      const unsent = receipt.known ? 0 : await sendIntakeAttachments(receipt.id, attachments);
      if (unsent > 0) {
        const message = own.attachmentsUnsent({ code: receipt.code, count: String(unsent) });
        notifications.show({ message, color: 'red', autoClose: false });
      }
      const stays = told.onReceived();
      void client.invalidateQueries({ queryKey: TIPS_KEY });
      if (stays) return;
      await (seen
        ? navigate({ to: '/tips/$id', params: { id: String(receipt.id) } })
        : navigate({ to: '/tips' }));
    },
    onError: (error) => {
      if (isSettled(error)) setKey(newIdempotencyKey());
      told.onRefused(error);
    },
  });
}
