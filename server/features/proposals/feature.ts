import { PROBLEMS } from '#server/contract/features/all.ts';
import {
  ConfirmProposal,
  EndProposal,
  NewProposal,
  ProposalDetail,
  ProposalList,
} from '#server/contract/proposal.ts';
import type { Feature } from '#server/feature.ts';
import type { OwnProblem } from '#server/http/route-problems.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { confirmProposal, propose, refuseProposal, withdrawProposal } from './commands.ts';
import { PROPOSAL_JOBS } from './proposal-jobs.ts';
import { readProposal, readProposals } from './read-proposals.ts';

const tags = ['proposals'];

/** Whoever a kind names may ask or decide: its own rule says so, and a program never may. */
const common = { tags, right: 'signed-in' as const, sessionOnly: true };

const detail = { 200: jsonResponse(ProposalDetail, 'The proposal') };

/** Rooms whose acts take two persons, by the first word of their problems. */
const ROOMS_OF_ACTS = [
  'account',
  'annulment',
  'check',
  'commune',
  'late_entry',
  'lifecycle',
  'plan',
  'point',
  'recurrence',
  'report',
  'signal',
  'text',
  'tip',
];

const ENDED = [
  'proposal.not_found',
  'proposal.own',
  'proposal.own_case',
  'proposal.not_yours',
  'proposal.role_from_asker',
  'proposal.asker_gone',
  'proposal.withdrawn',
  'proposal.decided_already',
  'proposal.expired',
] as const satisfies readonly OwnProblem[];

/** Refusals of the acts that can be asked for: each is tried before it is asked, and again when it is confirmed. */
const OF_ACTS = Object.entries(PROBLEMS)
  .filter(
    ([code, { status }]) =>
      status !== 503 && ROOMS_OF_ACTS.some((room) => code.startsWith(`${room}.`)),
  )
  .map(([code]) => code as OwnProblem);

const list = route('get', '/proposals', {
  ...common,
  summary: 'What waits for a second person, what was asked, and how it was decided',
  responses: { 200: jsonResponse(ProposalList, 'Those that concern the reader') },
});

const read = route('get', '/proposals/{id}', {
  ...common,
  summary: 'A proposal with all that its confirmation would record and change',
  params: RowParameter,
  responses: detail,
  problems: ['proposal.not_found'],
});

const ask = route('post', '/proposals', {
  ...common,
  summary: 'Ask for something that another person has to confirm; nothing else is recorded yet',
  decides: true,
  body: NewProposal,
  responses: detail,
  problems: [
    'proposal.not_needed',
    'proposal.waits_already',
    'proposal.paper_required',
    'proposal.paper_unfit',
    ...OF_ACTS,
  ],
});

const confirm = route('post', '/proposals/{id}/confirm', {
  ...common,
  summary: 'Confirm what somebody else asked for; it is carried out at once',
  right: 'proposals:decide',
  params: RowParameter,
  body: ConfirmProposal,
  responses: detail,
  problems: [...ENDED, ...OF_ACTS],
});

const refuse = route('post', '/proposals/{id}/refuse', {
  ...common,
  summary: 'Refuse what somebody else asked for, with the grounds',
  right: 'proposals:decide',
  params: RowParameter,
  body: EndProposal,
  responses: detail,
  problems: [...ENDED, 'text.personal_data', 'text.secret_marking'],
});

const withdraw = route('post', '/proposals/{id}/withdraw', {
  ...common,
  summary: 'Take an own proposal back',
  params: RowParameter,
  body: EndProposal,
  responses: detail,
  problems: [...ENDED, 'text.personal_data', 'text.secret_marking'],
});

const proposalRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readProposals(c.var.deps, c.var.actor), 200))
  .openapi(ask, async (c) =>
    c.json(await propose(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(read, async (c) =>
    c.json(await readProposal(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .openapi(confirm, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await confirmProposal(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(refuse, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await refuseProposal(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await withdrawProposal(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });

export const proposals = {
  uses: ['life-cycle'],
  subjects: {
    proposals: 'What one person proposes and another one confirms',
  },
  operations: [proposalRoutes],
  jobs: () => PROPOSAL_JOBS,
} as const satisfies Feature;
