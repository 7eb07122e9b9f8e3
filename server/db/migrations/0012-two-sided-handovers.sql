-- The other half of a hand-over: the proposer's side answers a refusal or takes its proposal back, and the
-- successor of a commune that is no more is asked anew.

alter table event
  drop constraint event_kind_known,
  add constraint event_kind_known check (
    kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_proposed', 'handover_confirmed',
      'handover_refused', 'refusal_answered', 'handover_withdrawn', 'successor_asked',
      'successor_refused', 'checked', 'recurrence_suspected', 'suspicion_rejected',
      'recurrence_confirmed', 'delisted', 'corrected', 'merged', 'merge_undone'
    )
  );

alter table handover
  -- Set on the part of a commune that follows an abolished one: was the point handed over already?
  add column successor text,
  -- The day on which the successor of this part's commune was asked. An answer given before stays readable.
  add column lapsed_on date,
  add column withdrawn_by text,
  add column withdrawn_on date,
  add column withdrawal_reason text,
  add column withdrawal_document_number text,
  add column response text,
  add column responded_by text,
  add column responded_on date,
  add column response_text text,
  add column response_document_number text,
  -- What the answer to `wrong_commune` and to `duplicate` may name.
  add column response_commune_id integer,
  add column response_point_id integer,
  drop constraint handover_state_known,
  add constraint handover_state_known check (
    state in (
      'pending', 'confirmed', 'refused', 'cancelled', 'recorded', 'withdrawn', 'successor_asked'
    )
  ),
  drop constraint handover_answer_complete,
  add constraint handover_answer_complete check (
    (answered_by is null) = (answered_on is null)
    and case state
      when 'confirmed' then answered_by is not null
      when 'refused' then answered_by is not null
      when 'successor_asked' then true
      else answered_by is null
    end
  ),
  -- Only papers older than the system know no proposer, and who follows such a commune.
  drop constraint handover_has_proposer,
  add constraint handover_has_proposer check (
    case
      when state = 'recorded' then proposed_by is null
      when state = 'successor_asked' then true
      else proposed_by is not null or successor is not null
    end
  ),
  add constraint handover_successor_known check (
    successor in ('while_pending', 'after_handover')
  ),
  add constraint handover_lapse_complete check (
    (state = 'successor_asked') = (lapsed_on is not null)
  ),
  add constraint handover_withdrawal_complete check (
    (state = 'withdrawn') = (withdrawn_by is not null)
    and (state = 'withdrawn') = (withdrawn_on is not null)
    and (state = 'withdrawn') = (withdrawal_reason is not null)
  ),
  add constraint handover_withdrawal_after_proposal check (withdrawn_on >= proposed_on),
  add constraint handover_withdrawn_by_fkey foreign key (withdrawn_by) references app_user (id),
  add constraint handover_response_known check (response in ('accepted', 'contested')),
  add constraint handover_response_complete check (
    (response is null) = (responded_by is null)
    and (response is null) = (responded_on is null)
    and (response is null) = (response_text is null)
    and (response is not null or num_nonnulls(
      response_document_number, response_commune_id, response_point_id
    ) = 0)
  ),
  add constraint handover_response_to_refusal check (response is null or state = 'refused'),
  add constraint handover_responder_is_not_refuser check (responded_by <> answered_by),
  add constraint handover_response_after_refusal check (responded_on >= answered_on),
  add constraint handover_response_fits_reason check (
    (response_commune_id is null or refusal_reason = 'wrong_commune')
    and (response_point_id is null or (refusal_reason = 'duplicate' and response_point_id <> point_id))
  ),
  add constraint handover_responded_by_fkey foreign key (responded_by) references app_user (id),
  add constraint handover_response_commune_fkey foreign key (response_commune_id)
    references commune (id),
  add constraint handover_response_point_fkey foreign key (response_point_id) references point (id);

-- A commune that takes over the area of an abolished one is asked anew although it had answered for its own.
alter table handover drop constraint handover_once_per_attempt;
create unique index handover_once_per_attempt on handover (point_id, cycle, attempt, commune_id)
  where state <> 'successor_asked';

-- The latest event by which a successor's refusal gave the place back to the city within the cycle: what was
-- handed over before it keeps its own days.
alter table cycle add column taken_back_seq integer;
