-- A place that was handed over and is moved into another commune is the city's again until that commune says yes.
alter table event
  drop constraint event_kind_known,
  add constraint event_kind_known check (
    kind in (
      'proposed', 'recognised', 'declined', 'eliminated', 'handover_proposed', 'handover_confirmed',
      'handover_refused', 'refusal_answered', 'handover_withdrawn', 'handover_reopened',
      'successor_asked', 'successor_refused', 'checked', 'recurrence_suspected',
      'suspicion_rejected', 'suspicion_lapsed', 'suspicion_restored', 'recurrence_confirmed',
      'recurrence_withdrawn', 'signal_appealed', 'appeal_answered', 'delisted', 'corrected',
      'merged', 'merge_undone'
    )
  );
