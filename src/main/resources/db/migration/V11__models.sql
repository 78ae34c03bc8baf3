-- Process models: deployments, drafts, faults.

-- What the engine's deployments do not know about themselves. When, from where and with which comment stands in
-- act_re_deployment (deploy_time_, source_, name_); a row here is written in the transaction of the deployment.
create table model_deployment (
    -- act_re_deployment.id_
    deployment_id text primary key,
    -- login; null when Rapport itself deployed its standard
    deployed_by   text,
    -- files that said what the standard of that moment says: they follow when Rapport brings another one
    unchanged     text[] not null default '{}',
    -- findings that did not prevent it
    warnings      jsonb  not null default '[]' check (jsonb_typeof(warnings) = 'array')
);

-- What a process admin has uploaded and not yet deployed: one draft each.
create table model_draft (
    owner       text primary key,
    comment     text not null check (length(comment) <= 200),
    uploaded_at timestamptz not null,
    findings    jsonb not null check (jsonb_typeof(findings) = 'array')
);
create table model_draft_file (
    owner   text  not null references model_draft on delete cascade,
    name    text  not null,
    content bytea not null check (octet_length(content) <= 1048576),
    primary key (owner, name)
);

-- What showed to be wrong in a deployed model while somebody waited: one row for each version, element and kind, however
-- often it shows. Which version that is stands in the engine's tables.
create table model_fault (
    definition text        not null,
    element    text        not null,
    kind       text        not null check (kind in ('FAILED', 'LOOP')),
    name       text,
    item_kind  text,
    item_id    text,
    message    text        not null,
    who        text        not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    count      bigint      not null,
    primary key (definition, element, kind),
    check (first_at <= last_at)
);
