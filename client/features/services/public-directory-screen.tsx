import { Link } from '@tanstack/react-router';

import { useText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { Page } from '#client/ui/page.tsx';

import { Directory } from './directory.tsx';
import classes from './services.module.css';

/** The directory as anybody reads it: nobody is asked who they are, and nothing is noted. */
export default function PublicDirectoryScreen() {
  const { services: own } = useText();
  return (
    <main id="main" className={classes.public}>
      <Page
        title={own.title}
        lead={`${own.lead} ${own.nobodyNotes}`}
        actions={
          <>
            <LanguageChoice />
            <Link to="/sign-in" className="screen-only">
              {own.staff}
            </Link>
          </>
        }
      >
        <Directory />
      </Page>
    </main>
  );
}
