-- Each start looks for hand-overs to communes that are no more: that must not read them all.
create index handover_commune_index on handover (commune_id);
