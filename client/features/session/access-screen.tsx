import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';

import { AccessForm } from './access-form.tsx';
import { linkOwnerQuery } from './queries.ts';
import classes from './sign-in.module.css';

/** Page of a link that an administrator has issued: its person sets the password of the account. */
export default function AccessScreen() {
  const text = useText();
  const token = useTokenOfAddress();
  const owner = useQuery(linkOwnerQuery(token));
  const [done, setDone] = useState(false);
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.columns}>
        <div className={classes.left}>
          {done ? (
            <Notice kind="good" title={text.session.accessDone}>
              <Link to="/sign-in" className={classes.directory}>
                {text.session.signIn}
              </Link>
            </Notice>
          ) : (
            <>
              {owner.isPending && <LoadingRows rows={3} />}
              <ErrorNotice error={owner.error} onRetry={() => void owner.refetch()} />
              {owner.data !== undefined && (
                <AccessForm token={token} owner={owner.data} onDone={() => setDone(true)} />
              )}
            </>
          )}
        </div>
      </div>
    </main>
  );
}

/** Takes the token out of the address, where the next person at this machine could find it. */
function useTokenOfAddress(): string {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(function forgetAddress() {
    history.replaceState(history.state, '', location.pathname);
  }, []);
  return token;
}
