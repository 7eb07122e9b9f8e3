-- A tip that another authority has to handle is passed on to it: that closes it here, at whatever stage.
alter table tip
  add column forwarded_to text,
  add constraint tip_forwarded_to_length check (char_length(forwarded_to) between 2 and 200),
  add constraint tip_forwarded_is_closed check (
    forwarded_to is null or (handled_on is not null and outcome = 'transferred')
  ),
  drop constraint tip_handled_after_classification,
  add constraint tip_handled_after_classification check (
    handled_on is null or classified_on is not null or forwarded_to is not null
  );

alter table tip_event
  drop constraint tip_event_kind_known,
  add constraint tip_event_kind_known check (
    kind in (
      'received', 'transferred', 'accepted', 'verified', 'classified', 'extended', 'suspended', 'resumed',
      'handled', 'forwarded'
    )
  );

-- The rules that nobody has replaced yet learn within which time a tip is passed on.
update deadline_rule
set rule = rule || '{"forwarding": {"amount": 1, "unit": "day"}}'::jsonb
where kind in ('crime_denunciation', 'crime_information', 'prosecution_proposal')
  and set_by is null and not rule ? 'forwarding';
