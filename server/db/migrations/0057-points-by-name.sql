-- The order of lists by name, and the place of one name in it.
create index point_by_name on point (folded_name collate "C", id);
