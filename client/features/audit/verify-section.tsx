import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';
import type { AuditVerification } from '#server/contract/audit.ts';

import classes from './audit.module.css';
import { useVerifyAudit } from './queries.ts';

const HASH = /^[0-9a-f]{64}$/;

/** One button, one plain answer, and the hash to note elsewhere. */
export function VerifySection() {
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
      <div className={classes.head}>
        <code>{result.head}</code>
        <CopyButton value={result.head}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? text.common.copied : text.common.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </Notice>
  );
}
