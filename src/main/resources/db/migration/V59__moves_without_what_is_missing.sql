-- One more reason for which an item stays in its version: what its way on relies on is missing (ADR 77).
alter table model_move_item drop constraint model_move_item_reason_check;
alter table model_move_item add constraint model_move_item_reason_check
    check (reason in ('GONE', 'RENAMED', 'OTHER_KIND', 'PLACE', 'MISSING', 'SOMEWHERE', 'BUSY', 'FAILED'));
