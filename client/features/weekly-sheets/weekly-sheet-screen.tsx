import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';

import { CommuneSelect } from './commune-select.tsx';
import { sheetQuery, signaturesQuery } from './queries.ts';
import { SheetView } from './sheet-view.tsx';
import { SignatureTable } from './signature-table.tsx';
import { WeekChoice } from './week-choice.tsx';
import classes from './weekly-sheets.module.css';

const route = getRouteApi('/weekly-sheet');

/** A commune's week; for the city first who has signed it. */
export default function WeeklySheetScreen() {
  const { weeklySheets: own } = useText();
  const { commune, week, version } = route.useSearch();
  const navigate = route.useNavigate();
  const { communes } = useMe();
  const chosen = commune ?? communes[0]?.code;
  const signatures = useQuery(signaturesQuery(week));
  const sheet = useQuery({ ...sheetQuery(chosen ?? '', week), enabled: chosen !== undefined });
  const ofChosen = sheet.data?.commune.code === chosen ? sheet.data : undefined;
  const shown = ofChosen?.week ?? signatures.data?.week;
  const go = (search: { commune?: string | undefined; week?: string | undefined }) =>
    void navigate({ search: { commune, week, ...search } });
  return (
    <Page title={own.title} lead={own.lead}>
      <div className={classes.choices}>
        {shown !== undefined && (
          <WeekChoice
            week={shown}
            today={signatures.data?.today ?? today()}
            onChoose={(day) => go({ week: day })}
          />
        )}
        {signatures.data !== undefined && (
          <CommuneSelect
            communes={signatures.data.items.map((item) => item.commune)}
            chosen={chosen ?? null}
            all={communes.length === 0}
            onChoose={(code) => go({ commune: code ?? undefined })}
          />
        )}
      </div>
      <ErrorNotice
        error={chosen === undefined ? signatures.error : sheet.error}
        onRetry={() => void (chosen === undefined ? signatures.refetch() : sheet.refetch())}
      />
      {chosen === undefined && signatures.data !== undefined && (
        <SignatureTable signatures={signatures.data} onOpen={(code) => go({ commune: code })} />
      )}
      {chosen !== undefined && ofChosen !== undefined && sheet.error === null && (
        <SheetView
          key={`${chosen} ${ofChosen.week.firstOn}`}
          sheet={ofChosen}
          version={version ?? null}
          onVersion={(number) =>
            void navigate({ search: { commune, week, version: number ?? undefined } })
          }
        />
      )}
      {(chosen === undefined ? signatures.isPending : sheet.isPending) && <LoadingRows rows={8} />}
    </Page>
  );
}
