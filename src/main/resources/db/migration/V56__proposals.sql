-- Deployments that wait until a second person approves them (ADR 79). Who proposed and who decided stays on record.

create table model_proposal (
    id            bigint generated always as identity primary key,
    -- of the files, as rehearsals have it: the same person proposes the same only once at a time
    digest        text        not null,
    -- of the deployment, as they were sent
    comment       text        check (length(comment) <= 255),
    source        text        check (length(source) <= 255),
    -- findings that did not prevent it
    warnings      jsonb       not null check (jsonb_typeof(warnings) = 'array'),
    -- what was in force in the place of the files then
    replaced      jsonb       not null check (jsonb_typeof(replaced) = 'array'),
    status        text        not null check (status in ('WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    proposed_at   timestamptz not null,
    proposed_by   text        not null,
    decided_at    timestamptz,
    decided_by    text,
    reason        text        check (reason is null or (rapport.has_text(reason) and length(reason) <= 1000)),
    -- what it became
    deployment_id text,
    constraint model_proposal_is_decided check ((status = 'WAITING') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    -- four eyes: nobody decides about what he has proposed himself, and nobody else withdraws it
    constraint model_proposal_second_person check (
        case status when 'WAITING' then true when 'WITHDRAWN' then decided_by = proposed_by else decided_by <> proposed_by end),
    constraint model_proposal_reason check ((status = 'REFUSED') = (reason is not null)),
    constraint model_proposal_deployment check ((status = 'APPROVED') = (deployment_id is not null))
);
create unique index model_proposal_once on model_proposal (proposed_by, digest) where status = 'WAITING';
create index model_proposal_waiting on model_proposal (digest) where status = 'WAITING';
create index model_proposal_decided on model_proposal (id) where status <> 'WAITING';

create table model_proposal_file (
    proposal_id bigint not null references model_proposal,
    name        text   not null,
    content     bytea  not null,
    primary key (proposal_id, name)
);

-- What waits is decided once, and what was said stays as it was.
create function rapport.guard_proposal() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' and old.status = 'WAITING'
       and (new.id, new.digest, new.comment, new.source, new.warnings, new.replaced, new.proposed_at, new.proposed_by)
           is not distinct from
           (old.id, old.digest, old.comment, old.source, old.warnings, old.replaced, old.proposed_at, old.proposed_by) then
        return new;
    end if;
    raise exception 'proposal % stays as it is', old.id using errcode = 'check_violation';
end $$;
create trigger model_proposal_is_kept before update or delete on model_proposal
    for each row execute function rapport.guard_proposal();

create function rapport.guard_proposal_file() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the files of proposal % stay as they are', old.proposal_id using errcode = 'check_violation';
end $$;
create trigger model_proposal_file_is_kept before update or delete on model_proposal_file
    for each row execute function rapport.guard_proposal_file();

-- Who approved what somebody else had proposed.
alter table model_deployment
    add column approved_by text,
    add constraint model_deployment_second_person
        check (approved_by is null or (deployed_by is not null and approved_by <> deployed_by));
