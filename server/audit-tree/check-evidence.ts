import { createHash } from 'node:crypto';

import type { JWK } from 'jose';

import { LogConsistency, LogInclusion, Receipt, SignedHead } from '#server/contract/log-head.ts';
import { provesExtension, provesInclusion } from '#server/contract/tree-proof.ts';

import { sha256 } from './merkle.ts';
import { readSigned } from './signed.ts';
import type { WalkedTree } from './walk-tree.ts';

/** Evidence that somebody keeps outside the database, and holds the log to. */
export type Evidence = {
  /** A compact JWS, as `Diaban-Receipt` gave it. */
  receipt: string | null;
  /** The body of the request that the receipt is of. */
  body: Uint8Array | null;
  /** Compact JWS of heads. */
  heads: readonly string[];
  /** Answers of `/api/log/inclusion` or `/api/log/consistency`. */
  proofs: readonly unknown[];
};
export type Finding = { ok: boolean; sentence: string };
export type ReadEvidence = { receipt: Receipt | null; heads: SignedHead[]; findings: Finding[] };

const good = (sentence: string): Finding => ({ ok: true, sentence });
const bad = (sentence: string): Finding => ({ ok: false, sentence });

/** Checks the signatures of a receipt and of heads, and what can be said of them without the log. */
export async function readEvidence(given: Evidence, keys: readonly JWK[]): Promise<ReadEvidence> {
  const findings: Finding[] = [];
  const heads: SignedHead[] = [];
  for (const text of given.heads) {
    const head = await readSigned('diaban-log-head', SignedHead, text, keys);
    if (head === null) findings.push(bad('A head is FORGED: none of the keys has signed it.'));
    else heads.push(head);
  }
  let receipt: Receipt | null = null;
  if (given.receipt !== null) {
    receipt = await readSigned('diaban-receipt', Receipt, given.receipt, keys);
    findings.push(...judgeReceipt(receipt, given.body));
  }
  findings.push(...judgeForks(heads));
  for (const proof of given.proofs) findings.push(await judgeProof(proof, { receipt, heads }));
  return { receipt, heads, findings };
}

function judgeReceipt(receipt: Receipt | null, body: Uint8Array | null): Finding[] {
  if (receipt === null) return [bad('The receipt is FORGED: none of the keys has signed it.')];
  const { operation, recordedAt } = receipt;
  const findings = [
    good(`The receipt is signed: ${operation}, recorded at ${recordedAt ?? 'no time'}.`),
  ];
  if (body === null) return findings;
  const isOfBody = createHash('sha256').update(body).digest('hex') === receipt.body;
  return isOfBody
    ? [...findings, good('It is of this body.')]
    : [...findings, bad('The receipt is of ANOTHER body than this one.')];
}

/** Two heads of one size are the same head, or there are two logs. */
function judgeForks(heads: readonly SignedHead[]): Finding[] {
  const roots = new Map<number, string>();
  return heads.flatMap(({ size, root }) => {
    const other = roots.get(size) ?? root;
    roots.set(size, other);
    return other === root
      ? []
      : [bad(`The log is FORKED: two signed heads of ${size} lines have different roots.`)];
  });
}

async function judgeProof(
  given: unknown,
  { receipt, heads }: Pick<ReadEvidence, 'receipt' | 'heads'>,
): Promise<Finding> {
  const inclusion = LogInclusion.safeParse(given);
  const rootOf = (size: number) => heads.find((head) => head.size === size)?.root;
  if (inclusion.success) {
    const { leaf, size, index } = inclusion.data;
    if (receipt !== null && receipt.leaf !== leaf)
      return bad('The proof is of ANOTHER line than the receipt.');
    const root = rootOf(size);
    if (root === undefined)
      return bad(`The proof is for ANOTHER size: no signed head has ${size} lines.`);
    return (await provesInclusion(inclusion.data, root, sha256))
      ? good(`The line is proved: line ${index + 1} of ${size}.`)
      : bad('The proof is FALSE: it does not lead from the line to the signed root.');
  }
  const consistency = LogConsistency.safeParse(given);
  if (!consistency.success) return bad('A proof cannot be read: it is no answer of /api/log.');
  const { from, to } = consistency.data;
  const [older, newer] = [rootOf(from), rootOf(to)];
  if (older === undefined || newer === undefined) {
    return bad(`The proof is for OTHER sizes: no signed heads have ${from} and ${to} lines.`);
  }
  return (await provesExtension(consistency.data, { from: older, to: newer }, sha256))
    ? good(`The head of ${to} lines extends that of ${from}.`)
    : bad(`The log was REWRITTEN: the head of ${to} lines does not extend that of ${from}.`);
}

/** Holds a log that was walked over to a receipt and to heads. */
export function compareWithLog(
  { receipt, heads }: Pick<ReadEvidence, 'receipt' | 'heads'>,
  walked: WalkedTree,
): Finding[] {
  const findings = heads.map((head): Finding => {
    const root = walked.roots.get(head.size);
    if (root === undefined) {
      return bad(`The log was CUT OFF: the head has ${head.size} lines, the log ${walked.size}.`);
    }
    return root === head.root
      ? good(`The log begins with the ${head.size} lines of the head of ${head.at}.`)
      : bad(
          `The log was REWRITTEN: its first ${head.size} lines are not those of the head of ${head.at}.`,
        );
  });
  if (receipt?.leaf == null) return findings;
  const place = walked.places.get(receipt.leaf);
  return [
    ...findings,
    place === undefined
      ? bad(
          'The log LACKS the line of the receipt: it was changed or removed, or the log is older.',
        )
      : good(`The line of the receipt is line ${place} of the log.`),
  ];
}
