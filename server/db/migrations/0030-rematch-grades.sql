-- A change of the measures may leave a suspicion where it stands and say otherwise how near it is, or put a
-- signal into the ring of a place; both are told apart in what the change would do.

alter table rematch_difference
  add column grade_before text,
  add column grade_after text,
  -- The place in whose ring the signal lies before or afterwards, where it is no suspicion.
  add column near_point integer,
  add constraint rematch_difference_near_point_fkey foreign key (near_point) references point (id),
  add constraint rematch_difference_grades_known check (
    grade_before in ('exact', 'near', 'vicinity') and grade_after in ('exact', 'near', 'vicinity')
  );
