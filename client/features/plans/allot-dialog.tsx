import { Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Commune } from '#server/contract/commune.ts';
import {
  type Allot,
  AllotBody,
  type Allotment,
  type IndicatorView,
  type PlanView,
} from '#server/contract/plan.ts';
import { foldText } from '#server/contract/text.ts';

import { PLANS_KEY } from './queries.ts';

type Given = { plan: PlanView; indicator: IndicatorView; onClose: () => void };
/** Lines as they were read; `differs` tells of a sum that is not the target. */
type ReadLines = ReturnType<typeof readShares> & { differs: boolean };

/** Allots an indicator by lines of communes. */
function useAllotment({ plan, indicator, onClose }: Given, read: (lines: string) => ReadLines) {
  const { plans: own } = useText();
  return useWrite({
    draft: `allotment of plan ${plan.id} ${indicator.code}`,
    initial: {
      shares: writeShares(indicator.allotment?.shares ?? []),
      documentNumber: '',
      reason: '',
    },
    schema: AllotBody,
    body: ({ shares, documentNumber, reason }) => ({
      code: indicator.code,
      shares: read(shares).shares,
      documentNumber,
      reason: read(shares).differs ? reason : null,
    }),
    words: { documentNumber: own.numberMissing, reason: own.reasonMissing },
    check({ shares, reason }) {
      const { wrong, differs } = read(shares);
      return {
        shares: wrong === null ? null : own.shareWrong({ line: wrong }),
        reason: differs && reason.trim() === '' ? own.reasonMissing : null,
      };
    },
    send: (json, once) =>
      call(api.plans[':id'].allotments.$post({ param: { id: String(plan.id) }, json }, once)),
    propose: (act) => ({ kind: 'plan_allotment', planId: plan.id, act }),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
}

/** A line for each commune; together they make the target, or the reason is said. */
export function AllotDialog(given: Given) {
  const { indicator, onClose } = given;
  const { plans: own } = useText();
  const format = useFormat();
  const communes = useQuery(communesQuery).data?.items ?? [];
  const read = (lines: string) => {
    const { shares, wrong } = readShares(lines, communes);
    const total = shares.reduce((sum, { amount }) => sum + amount, 0);
    return { shares, wrong, total, differs: total !== indicator.target };
  };
  const write = useAllotment(given, read);
  const { shares, wrong, total, differs } = read(write.values.shares);
  return (
    <WriteDialog
      write={write}
      title={own.allotOf({ wording: indicator.wording })}
      lead={own.allotLead}
      confirm={own.allot}
      onClose={onClose}
    >
      <Textarea
        label={own.shares}
        description={own.sharesMore}
        autosize
        minRows={6}
        maxRows={14}
        {...write.field('shares')}
        error={wrong === null ? write.field('shares').error : own.shareWrong({ line: wrong })}
      />
      <p aria-live="polite">
        {own.allottedSum({
          total: format.number(total),
          target: format.number(indicator.target ?? 0),
          count: format.number(shares.length, 0),
        })}
      </p>
      {differs && <TextInput label={own.differsReason} {...write.field('reason')} withAsterisk />}
      <TextInput label={own.document} {...write.field('documentNumber')} />
    </WriteDialog>
  );
}

/** The shares as lines `Hoàn Kiếm: 3500`, to be changed by hand or pasted from a table. */
export function writeShares(shares: Allotment['shares']): string {
  return shares.map(({ commune, amount }) => `${commune.name}: ${amount}`).join('\n');
}

/**
 * Lines of a commune's name or code and an amount, parted by a colon, tab or semicolon; `1.500` is one
 * thousand five hundred. `wrong` is the first line that says something else.
 */
export function readShares(
  typed: string,
  communes: readonly Pick<Commune, 'code' | 'name'>[],
): { shares: Allot['shares']; wrong: string | null } {
  const shares: Allot['shares'] = [];
  for (const line of typed.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', digits = ''] = /^([^:;\t]*)[:;\t]\s*([\d.]+)\s*$/u.exec(line) ?? [];
    const commune = communes.find(
      ({ code, name: known }) => code === name.trim() || foldText(known) === foldText(name),
    );
    if (commune === undefined || digits === '') return { shares, wrong: line.trim() };
    shares.push({ commune: commune.code, amount: Number(digits.replaceAll('.', '')) });
  }
  return { shares, wrong: null };
}
