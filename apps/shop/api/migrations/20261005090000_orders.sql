create table orders (
  id bigint generated always as identity primary key,
  customer uuid not null,
  total_cents bigint not null check (total_cents >= 0),
  placed_at timestamptz not null default now()
);
