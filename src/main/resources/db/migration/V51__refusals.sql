-- How often a condition of a model has refused, by weeks: what people stumble over. Nothing of whom or about what.
create table rule_refusal (
    process text        not null,
    element text        not null,
    -- its Monday
    week    date        not null check (extract(isodow from week) = 1),
    name    text        not null,
    last_at timestamptz not null,
    count   bigint      not null check (count > 0),
    primary key (process, element, week)
);
