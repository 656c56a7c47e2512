create table if not exists parks_settings (
  key text primary key, value text not null
);
-- Who may ask a source. token grows with every holder; beat grows while the holder lives.
create table if not exists parks_leases (
  source_id text primary key, holder text, token bigint not null default 1,
  beat bigint not null default 0, job_id bigint, taken_at timestamptz not null default now()
);
-- What the crawls of a source knew when the last one ended: rows of a shard, handed on.
create table if not exists parks_memory (
  source_id text not null, kind text not null, name text not null, digest text not null,
  row jsonb not null, token bigint not null, primary key (source_id, kind, name)
);
create index if not exists parks_memory_token on parks_memory (source_id, token);
create table if not exists parks_workers (
  name text primary key, place text not null, started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
-- How every job on a source ended, for people; the queue keeps the jobs themselves.
create table if not exists parks_runs (
  id bigserial primary key, job_id bigint not null, source_id text not null,
  worker text not null, token bigint not null, began_at timestamptz not null default now(),
  ended_at timestamptz, outcome text not null default 'running', detail text not null default ''
);
create index if not exists parks_runs_source on parks_runs (source_id, id);
