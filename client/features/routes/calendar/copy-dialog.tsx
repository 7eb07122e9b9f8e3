import { Button, Flex, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { CopyRoute, type CopiedRoute } from '#server/contract/route-copy.ts';
import type { RouteSummary } from '#server/contract/route.ts';
import { addDays } from '#server/contract/time.ts';

import shared from '#client/ui/shared.module.css';

const WEEK_DAYS = 7;

/** Copies a route to another day, then says what the copy does not have; with nothing to say it opens the copy. */
export function CopyDialog({ route, onClose }: { route: RouteSummary; onClose: () => void }) {
  const navigate = useNavigate();
  const [copied, setCopied] = useState<CopiedRoute | null>(null);
  if (copied !== null) return <LeftOut copied={copied} onClose={onClose} />;
  return (
    <CopyForm
      route={route}
      onClose={onClose}
      onCopied={(answer) => {
        if (answer.leftOut.length > 0 || answer.teamsLeftOut.length > 0) {
          setCopied(answer);
          return;
        }
        const routeId = String(answer.route.id);
        void navigate({ to: '/routes/$routeId', params: { routeId } });
      }}
    />
  );
}

function CopyForm({
  route,
  onCopied,
  onClose,
}: {
  route: RouteSummary;
  onCopied: (copied: CopiedRoute) => void;
  onClose: () => void;
}) {
  const { routes } = useText();
  const { list } = routes;
  const format = useFormat();
  const sameWeekday = addDays(route.onDate, WEEK_DAYS);
  const firstDay = sameWeekday < today() ? addDays(today(), 1) : sameWeekday;
  // A title that tells the day tells the new one.
  const titleOn = (day: string) =>
    route.title.replaceAll(format.date(route.onDate), format.date(day));
  const write = useWrite({
    draft: `copy of route ${route.id}`,
    initial: { onDate: firstDay, title: titleOn(firstDay) },
    schema: CopyRoute,
    send: (json, once) =>
      call(api.routes[':id'].copy.$post({ param: { id: String(route.id) }, json }, once)),
    refresh: [ROUTES_KEY],
    onDone: onCopied,
  });
  const { field, form, values } = write;
  return (
    <WriteDialog
      write={write}
      title={list.copyTitle({ title: route.title })}
      lead={list.copyLead}
      confirm={list.copyConfirm}
      onClose={onClose}
    >
      <DateField
        label={routes.form.date}
        minDate={today()}
        {...field('onDate')}
        onChange={(day) => {
          if (day === null) return;
          if (values.title === titleOn(values.onDate)) form.setFieldValue('title', titleOn(day));
          form.setFieldValue('onDate', day);
        }}
      />
      <TextInput label={routes.form.title} {...field('title')} />
    </WriteDialog>
  );
}

function LeftOut({ copied, onClose }: { copied: CopiedRoute; onClose: () => void }) {
  const { common, routes } = useText();
  const { list } = routes;
  return (
    <DialogFrame title={list.copiedTitle} size={560} onClose={onClose}>
      <Text size="sm" c="dimmed" mb="xs">
        {list.leftOutLead}
      </Text>
      <Flex component="ul" className={shared.wrap} direction="column" gap="xs" mb="md">
        {copied.teamsLeftOut.map((name) => (
          <li key={name}>{list.teamLeftOut({ name })}</li>
        ))}
        {copied.leftOut.map(({ code, name, reason }, at) => (
          // Two stops that nobody had planned may have one name.
          <li key={`${code ?? name} ${at}`}>
            {`${code === null ? name : `${name} (${code})`}: ${list.leftOutReasons[reason]}`}
          </li>
        ))}
      </Flex>
      <Flex gap="xs" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.close}
        </Button>
        <Button
          renderRoot={(props) => (
            <Link to="/routes/$routeId" params={{ routeId: String(copied.route.id) }} {...props} />
          )}
        >
          {list.openCopy}
        </Button>
      </Flex>
    </DialogFrame>
  );
}
