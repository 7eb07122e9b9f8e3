-- Answers of communes to questions about patterns of the register. The questions are worked out from the register and
-- kept nowhere; one is named by its pattern, its commune and the reporting year. Each version is a row of its own, as
-- with replies: drafts stay within the commune, the latest filed one counts.
create table question_reply (
  id integer generated always as identity,
  kind text not null,
  commune_id integer not null,
  year integer not null,
  seq integer not null,
  state text not null,
  words text not null,
  document_numbers text[] not null,
  written_by text not null,
  written_at timestamptz not null,
  constraint question_reply_pkey primary key (id),
  constraint question_reply_one_per_seq unique (kind, commune_id, year, seq),
  constraint question_reply_commune_fkey foreign key (commune_id) references commune (id),
  constraint question_reply_written_by_fkey foreign key (written_by) references app_user (id),
  constraint question_reply_kind_known check (
    kind in ('bunched_closures', 'quick_returns', 'near_new_places', 'unseen_handovers')
  ),
  constraint question_reply_seq_positive check (seq >= 1),
  constraint question_reply_state_known check (state in ('draft', 'filed')),
  constraint question_reply_words_length check (char_length(words) between 10 and 4000),
  constraint question_reply_documents_few check (cardinality(document_numbers) <= 10)
);
create trigger question_reply_is_immutable before update or delete on question_reply
  for each row execute function refuse_change();
create trigger question_reply_is_not_truncated before truncate on question_reply
  for each statement execute function refuse_change();

grant select, insert on question_reply to diaban_app;
alter table question_reply enable row level security;

create policy question_reply_within_reach on question_reply for select to diaban_app
  using (
    (actor_reach() = 'city' and state = 'filed') or commune_id = any (actor_commune_ids())
  );
-- Only the commune that is asked writes, in its own name, and only its leader files.
create policy question_reply_by_the_commune on question_reply for insert to diaban_app
  with check (
    written_by = actor_account_id()
    and commune_id = any (actor_commune_ids())
    and (actor_role() = 'leader' or (actor_role() = 'officer' and state = 'draft'))
  );
