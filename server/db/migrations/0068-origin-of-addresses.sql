-- Who said the address of a point: the gazetteers, or a person (also by a table). Null where it is older than this.
alter table point
  add column address_from text,
  add constraint point_address_from_known check (address_from in ('gazetteer', 'person')),
  add constraint point_address_from_has_address check (
    address_from is null or address is not null
  );

-- Points that still miss an address are looked through in the order of their ids.
create index point_without_address_index on point (id) where address is null;
