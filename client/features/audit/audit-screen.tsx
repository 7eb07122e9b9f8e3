import { Box, Button, Flex, Group, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { CopyButton } from '#client/ui/copy-text.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';
import type { AuditEntry, AuditVerification } from '#server/contract/audit.ts';
import { Role } from '#server/contract/role.ts';
import shared from '#client/ui/shared.module.css';

import classes from './audit.module.css';
import { type AuditFilter, auditQuery, useVerifyAudit } from './queries.ts';

const HASH = /^[0-9a-f]{64}$/;

const NO_FILTER: AuditFilter = { action: '', subjectKind: '', subjectId: '' };

/** The auditor's only screen: is the log whole, and what does it say. */
export default function AuditScreen() {
  const text = useText();
  const [filter, setFilter] = useState(NO_FILTER);
  return (
    <Page title={text.audit.title} lead={text.audit.lead}>
      <VerifySection />
      <Section title={text.audit.exportTitle} lead={text.audit.exportLead}>
        <Flex gap="xs" wrap="wrap">
          <Button component="a" href="/api/audit.ndjson" download variant="default">
            {text.audit.exportNdjson}
          </Button>
          <Button component="a" href="/api/audit.syslog" download variant="default">
            {text.audit.exportSyslog}
          </Button>
        </Flex>
      </Section>
      <Section flush>
        <FilterForm onFilter={setFilter} />
        <Entries filter={filter} />
      </Section>
    </Page>
  );
}

function FilterForm({ onFilter }: { onFilter: (filter: AuditFilter) => void }) {
  const text = useText();
  const [draft, setDraft] = useState(NO_FILTER);
  const change = (part: Partial<AuditFilter>) => setDraft({ ...draft, ...part });
  return (
    <form
      className={classes.filter}
      {...hinted('log_filter')}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(draft);
      }}
    >
      <TextInput
        label={text.audit.filterAction}
        placeholder={text.audit.filterHint}
        value={draft.action}
        onChange={(event) => change({ action: event.currentTarget.value })}
      />
      <TextInput
        label={text.audit.filterSubjectKind}
        value={draft.subjectKind}
        onChange={(event) => change({ subjectKind: event.currentTarget.value })}
      />
      <TextInput
        label={text.audit.filterSubjectId}
        value={draft.subjectId}
        onChange={(event) => change({ subjectId: event.currentTarget.value })}
      />
      <Button type="submit" variant="default">
        {text.audit.apply}
      </Button>
    </form>
  );
}

function Entries({ filter }: { filter: AuditFilter }) {
  const text = useText();
  const format = useFormat();
  const log = useInfiniteQuery(auditQuery(filter));
  if (log.isPending) return <LoadingRows rows={10} />;
  if (log.isError) {
    return (
      <Box p="md">
        <ErrorNotice error={log.error} onRetry={() => void log.refetch()} />
      </Box>
    );
  }
  const entries = log.data.pages.flatMap((page) => page.items);
  const total = log.data.pages[0]?.total ?? 0;
  if (entries.length === 0) {
    return <EmptyState title={text.audit.emptyTitle}>{text.audit.empty}</EmptyState>;
  }
  return (
    <>
      <AuditTable entries={entries} />
      <div className={classes.foot}>
        <output>
          {text.common.total({
            shown: format.number(entries.length, 0),
            total: text.audit.entries({ total: format.number(total, 0) }),
          })}
        </output>
        <MorePages list={log}>{text.common.more}</MorePages>
      </div>
    </>
  );
}

/** Lines of the log; the codes stand as they are, because they are what is verified. */
function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const text = useText();
  const format = useFormat();
  return (
    <DataTable
      label={text.audit.title}
      head={[
        text.audit.seq,
        text.audit.at,
        text.audit.who,
        text.audit.action,
        text.audit.subject,
        text.audit.detail,
      ]}
    >
      {entries.map((entry) => (
        <tr key={entry.seq}>
          <td className={shared.muted} title={entry.hash ?? undefined}>
            {format.number(entry.seq, 0)}
          </td>
          <td className={shared.nowrap}>{format.dateTime(entry.at)}</td>
          <Box component="td" miw={180}>
            {entry.account?.name ?? text.audit.system}
            <span className={classes.role}>{roleName(entry.role, text)}</span>
          </Box>
          <td>
            <code>{entry.action}</code>
          </td>
          <td className={classes.subject}>
            {entry.subjectKind}
            {entry.subjectId !== null && <code title={entry.subjectId}>{entry.subjectId}</code>}
          </td>
          <td className={classes.detail}>
            <Detail detail={entry.detail} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** Empty for what is done before a role is known: signing in. */
function roleName(role: string, text: Text): string {
  const known = Role.safeParse(role);
  return known.success ? text.register.role[known.data] : '';
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  return Object.entries(detail).map(([key, value]) => (
    <span key={key}>
      {key}: <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
    </span>
  ));
}

/** One button, one plain answer, and the hash to note elsewhere. */
function VerifySection() {
  const text = useText();
  const verify = useVerifyAudit();
  const [noted, setNoted] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const hash = noted.trim().toLowerCase();
    setWrong(hash !== '' && !HASH.test(hash));
    if (hash === '' || HASH.test(hash)) verify.mutate(hash === '' ? null : hash);
  };
  return (
    <Section title={text.audit.verifyTitle} lead={text.audit.verifyLead}>
      <form className={classes.verify} onSubmit={submit} noValidate>
        <TextInput
          label={`${text.audit.notedHash} (${text.common.optional})`}
          description={text.audit.notedHashHint}
          error={wrong ? text.audit.notedHashWrong : undefined}
          value={noted}
          spellCheck={false}
          onChange={(event) => setNoted(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={verify.isPending}
          {...hinted('verify')}
          leftSection={<IconShieldCheck size={18} stroke={1.6} aria-hidden="true" />}
        >
          {text.audit.verify}
        </Button>
      </form>
      {verify.isError && <ErrorNotice error={verify.error} />}
      {verify.data !== undefined && <Result result={verify.data} />}
    </Section>
  );
}

function Result({ result }: { result: AuditVerification }) {
  const text = useText();
  const format = useFormat();
  if (!result.ok) {
    const at =
      result.firstBroken === null
        ? ''
        : `${text.audit.brokenAt({ seq: format.number(result.firstBroken, 0) })} `;
    return (
      <ProblemNotice
        title={text.audit.broken}
        sentence={at + text.audit.fault[result.reason]}
        requestId={null}
      />
    );
  }
  return (
    <Notice kind="good" title={text.audit.whole}>
      <p>{text.audit.wholeMore({ entries: format.number(result.entries, 0) })}</p>
      <Group className={classes.head} gap="xs">
        <code>{result.head}</code>
        <CopyButton value={result.head} size="xs" />
      </Group>
    </Notice>
  );
}
