-- The way that the engine went through the model, kept with the steps that ran on it (rule 21), so that it is known and not
-- guessed: through gateways, out of sub-processes, to the end event. Ids of flows, and of elements that no flow leads to.
alter table rule_run
    -- in its transaction, from the step before to this one; in the last one also how it went on. Null where it was not kept yet.
    add column way text[],
    drop constraint rule_run_kind_check,
    -- way: the engine went on and no step ran
    add constraint rule_run_kind_check check (kind in ('condition', 'event', 'step', 'way')) not valid;
alter table rule_run validate constraint rule_run_kind_check;
