import { Box } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { Page } from '#client/ui/page.tsx';

import { Directory } from './directory.tsx';

/** The directory as anybody reads it: nobody is asked who they are, and nothing is noted. */
export default function PublicDirectoryScreen() {
  const { services: own } = useText();
  return (
    <Box id="main" component="main" mih="100dvh">
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
    </Box>
  );
}
