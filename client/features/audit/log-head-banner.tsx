import { Button, Flex } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import { keepHead, type RefusedHead } from './log-head.ts';
import classes from './log-head-banner.module.css';
import { logHeadQuery } from './queries.ts';

/** Warns on a device whose log was rewritten behind it, and says whom to call. */
export default function LogHeadBanner() {
  const refused = useQuery(logHeadQuery).data;
  return refused == null ? null : <Warning refused={refused} />;
}

function Warning({ refused }: { refused: RefusedHead }) {
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const save = async () => {
    // Loaded when it is pressed: the banner looks at every start, and is hardly ever seen.
    const { saveFile } = await import('#client/ui/save-file.ts');
    saveFile(new Blob([JSON.stringify(refused)], { type: 'application/json' }), 'moc-nhat-ky.json');
  };
  const follow = () => {
    keepHead(refused.refused);
    client.setQueryData(logHeadQuery.queryKey, null);
  };
  return (
    <div role="alert" className={classes.banner}>
      <p>{text.audit.headRefused({ at: format.dateTime(refused.kept.at) })}</p>
      <Flex className={classes.acts} gap="xs" wrap="wrap">
        <Button size="xs" onClick={() => void save()}>
          {text.audit.headSave}
        </Button>
        <Button size="xs" variant="default" onClick={follow}>
          {text.audit.headFollow}
        </Button>
      </Flex>
    </div>
  );
}
