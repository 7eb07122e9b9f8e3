-- Patterns of what people do with days, kinds, tips and what was recorded, beside those of the places.
alter table question_reply
  drop constraint question_reply_kind_known,
  add constraint question_reply_kind_known check (
    kind in (
      'bunched_closures', 'quick_returns', 'near_new_places', 'unseen_handovers', 'late_entries',
      'softened_kinds', 'last_day_transfers', 'own_tips', 'backdated_looks', 'annulled_facts',
      'suspected_delistings'
    )
  );
