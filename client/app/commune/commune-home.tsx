import { useCan, useMe } from '#client/api/me.ts';
import { CommuneScreen } from '#client/features/analysis/commune-screen.tsx';
import { REACH } from '#server/contract/permission.ts';

import { CaseActs } from './case-acts.tsx';
import { ThreeSentences } from './three-sentences.tsx';

/** The look of a commune; for those who answer for it three sentences first, and what they may do about each case. */
export default function CommuneHome() {
  const { role } = useMe();
  const replies = useCan('replies:write');
  if (REACH[role] !== 'communes') return <CommuneScreen />;
  return (
    <CommuneScreen
      sentences={(look) => <ThreeSentences look={look} />}
      {...(replies ? { actsOf: (item) => <CaseActs item={item} /> } : {})}
    />
  );
}
