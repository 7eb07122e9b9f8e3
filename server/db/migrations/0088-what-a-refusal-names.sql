-- What a refusal may name: the commune to which the place belongs, or the other entry of the same place.
alter table handover
  add column refusal_commune_id integer,
  add column refusal_point_id integer,
  add constraint handover_refusal_names_fit_reason check (
    (
      refusal_commune_id is null
      or (refusal_reason is not distinct from 'wrong_commune' and refusal_commune_id <> commune_id)
    )
    and (
      refusal_point_id is null
      or (refusal_reason is not distinct from 'duplicate' and refusal_point_id <> point_id)
    )
  ),
  add constraint handover_refusal_commune_fkey foreign key (refusal_commune_id)
    references commune (id),
  add constraint handover_refusal_point_fkey foreign key (refusal_point_id) references point (id);
create index handover_refusal_point_index on handover (refusal_point_id)
  where refusal_point_id is not null;
