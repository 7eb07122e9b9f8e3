-- The city too is asked: about rules that decide figures. Its coordinator answers, and the row names no commune.
alter table question_reply
  alter column commune_id drop not null,
  drop constraint question_reply_one_per_seq,
  drop constraint question_reply_kind_known,
  add constraint question_reply_kind_known check (
    kind in (
      'bunched_closures', 'quick_returns', 'near_new_places', 'unseen_handovers', 'late_entries',
      'softened_kinds', 'last_day_transfers', 'own_tips', 'backdated_looks', 'annulled_facts',
      'suspected_delistings', 'changed_rules'
    )
  ),
  add constraint question_reply_of_whom check ((kind = 'changed_rules') = (commune_id is null));
create unique index question_reply_one_per_seq
  on question_reply (kind, coalesce(commune_id, 0), year, seq);

alter policy question_reply_within_reach on question_reply using (
  (actor_reach() = 'city' and state = 'filed') or commune_id = any (actor_commune_ids())
  or (commune_id is null and actor_role() = 'coordinator')
);
alter policy question_reply_by_the_commune on question_reply with check (
  written_by = actor_account_id()
  and (
    (
      commune_id = any (actor_commune_ids())
      and (actor_role() = 'leader' or (actor_role() = 'officer' and state = 'draft'))
    )
    or (commune_id is null and actor_role() = 'coordinator')
  )
);
