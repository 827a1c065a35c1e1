create table agent (
  tenant_id text not null,
  id bigint not null,
  name text not null,
  email text not null,
  is_active integer not null,
  constraint agent_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint agent_key PRIMARY KEY (tenant_id, id),
  constraint agent_email UNIQUE (tenant_id, email)
);
create table api_key (
  hash text not null,
  tenant_id text not null,
  api text not null,
  scopes text not null,
  tier text,
  is_active integer not null,
  name text,
  created_at bigint,
  revoked_at bigint,
  agent_id bigint,
  constraint api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint api_key_pkey PRIMARY KEY (hash)
);
create table attachment (
  id bigint not null generated always as identity,
  uid text not null,
  message_id bigint not null,
  name text not null,
  type text not null,
  size bigint not null,
  constraint attachment_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_uid_key UNIQUE (uid)
);
CREATE INDEX attachment_message ON public.attachment USING btree (message_id);
create table attachment_content (
  attachment_id bigint not null,
  "position" bigint not null,
  content bytea not null,
  constraint attachment_content_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id) ON DELETE CASCADE,
  constraint attachment_content_key PRIMARY KEY (attachment_id, "position")
);
create table channel (
  tenant_id text not null,
  id bigint not null,
  address text not null,
  name text,
  api text not null default 'fernand'::text,
  constraint channel_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint channel_key PRIMARY KEY (tenant_id, id)
);
CREATE INDEX channel_address ON public.channel USING btree (lower(address));
create table contact (
  id bigint not null generated always as identity,
  uid text not null,
  tenant_id text not null,
  email text not null,
  name text,
  phone text,
  created_at bigint not null,
  updated_at bigint not null,
  constraint contact_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_email UNIQUE (tenant_id, email)
);
CREATE INDEX contact_newest ON public.contact USING btree (tenant_id, id);
CREATE UNIQUE INDEX contact_uid ON public.contact USING btree (uid);
create table conversation (
  id bigint not null generated always as identity,
  uid text not null,
  tenant_id text not null,
  api text not null,
  external_reference text,
  subject text not null,
  channel text not null,
  channel_id bigint,
  contact_id bigint not null,
  team_id text,
  agent_id bigint,
  status text not null,
  custom_fields text not null,
  metadata text not null,
  created_at bigint not null,
  updated_at bigint not null,
  last_incoming_at bigint,
  previous_uid text,
  snooze_until bigint,
  waiting_since bigint,
  constraint conversation_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint conversation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint conversation_pkey PRIMARY KEY (id),
  constraint conversation_uid_key UNIQUE (uid)
);
CREATE INDEX conversation_contact ON public.conversation USING btree (contact_id, id);
CREATE UNIQUE INDEX conversation_external_reference ON public.conversation USING btree (tenant_id, external_reference) WHERE (external_reference IS NOT NULL);
CREATE INDEX conversation_newest ON public.conversation USING btree (tenant_id, api, id, status, channel);
CREATE INDEX conversation_waiting ON public.conversation USING btree (tenant_id, api, waiting_since, id) WHERE (waiting_since IS NOT NULL);
create table conversation_tag (
  conversation_id bigint not null,
  tag_id bigint not null,
  tenant_id text not null,
  constraint conversation_tag_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_tag_key PRIMARY KEY (conversation_id, tag_id)
);
create table custom_field (
  tenant_id text not null,
  key text not null,
  type text not null,
  options text not null,
  name text,
  constraint custom_field_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint custom_field_key PRIMARY KEY (tenant_id, key)
);
create table draft (
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  title text,
  content text not null,
  author_id bigint,
  target_id bigint,
  created_at bigint not null,
  updated_at bigint not null,
  constraint draft_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint draft_pkey PRIMARY KEY (id)
);
CREATE INDEX draft_conversation ON public.draft USING btree (conversation_id);
create table entry (
  id bigint not null,
  conversation_id bigint not null,
  kind text not null,
  agent_id bigint,
  created_at bigint not null,
  html text,
  edited_at bigint,
  generated_id text,
  actions text not null default '[]'::text,
  mentions text not null default '[]'::text,
  event text,
  data text not null default '{}'::text,
  constraint entry_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint entry_pkey PRIMARY KEY (id)
);
CREATE INDEX entry_conversation ON public.entry USING btree (conversation_id, id);
create table job_runner (
  id text not null,
  seen_at timestamp with time zone not null,
  constraint job_runner_pkey PRIMARY KEY (id)
);
create table key_usage (
  key_hash text not null,
  day text not null,
  requests bigint not null,
  constraint key_usage_key PRIMARY KEY (key_hash, day)
);
create table message (
  id bigint not null generated always as identity,
  uid text not null,
  tenant_id text not null,
  conversation_id bigint not null,
  direction text not null,
  status text not null,
  text text,
  html text,
  agent_id bigint,
  contact_id bigint,
  created_at bigint not null,
  sent_at bigint,
  delay bigint,
  generated_id text,
  actions text not null,
  mail_message_id text,
  recipients text,
  last_event text,
  in_reply_to text,
  mail_references text,
  channel_id bigint,
  deliveries text,
  unsubscribe_url text,
  is_automated integer not null default 0,
  language text,
  sending_since bigint,
  constraint message_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint message_pkey PRIMARY KEY (id)
);
CREATE INDEX message_conversation ON public.message USING btree (conversation_id, id);
CREATE UNIQUE INDEX message_mail ON public.message USING btree (tenant_id, channel_id, mail_message_id, direction) WHERE (mail_message_id IS NOT NULL);
create table message_source (
  message_id bigint not null,
  "position" bigint not null,
  source bytea not null,
  constraint message_source_message_id_fkey1 FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint message_source_key PRIMARY KEY (message_id, "position")
);
create table recipient (
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  contact_id bigint not null,
  kind text not null,
  constraint recipient_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint recipient_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint recipient_pkey PRIMARY KEY (id)
);
CREATE INDEX recipient_conversation ON public.recipient USING btree (conversation_id);
create table search_document (
  id bigint not null,
  conversation_id bigint not null,
  body tsvector not null,
  constraint search_document_pkey PRIMARY KEY (id)
);
CREATE INDEX search_document_body ON public.search_document USING gin (body);
create table secret (
  name text not null,
  value text not null,
  constraint secret_pkey PRIMARY KEY (name)
);
create table sla_policy (
  tenant_id text not null,
  "position" integer not null,
  team_id text,
  channel text,
  first_reply bigint,
  resolution bigint,
  constraint sla_policy_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint sla_policy_key PRIMARY KEY (tenant_id, "position")
);
create table sla_target (
  id bigint not null generated always as identity,
  conversation_id bigint not null,
  metric text not null,
  deadline bigint not null,
  state text not null,
  constraint sla_target_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint sla_target_pkey PRIMARY KEY (id),
  constraint sla_target_metric UNIQUE (conversation_id, metric)
);
create table snippet (
  tenant_id text not null,
  id bigint not null,
  name text not null,
  actions text not null,
  applied_count bigint not null default 0,
  last_applied_at bigint,
  created_at bigint not null default 0,
  shortcut text,
  categories text not null default '[0]'::text,
  constraint snippet_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint snippet_key PRIMARY KEY (tenant_id, id)
);
create table tag (
  tenant_id text not null,
  id bigint not null,
  slug text not null,
  name text not null,
  type text not null default 'topic'::text,
  parent text,
  color text,
  constraint tag_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint tag_key PRIMARY KEY (tenant_id, id),
  constraint tag_slug UNIQUE (tenant_id, slug)
);
create table team (
  tenant_id text not null,
  id text not null,
  name text not null,
  is_default integer not null,
  constraint team_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint team_key PRIMARY KEY (tenant_id, id)
);
create table team_channel (
  tenant_id text not null,
  channel text not null,
  team_id text not null,
  constraint team_channel_team FOREIGN KEY (tenant_id, team_id) REFERENCES team(tenant_id, id),
  constraint team_channel_key PRIMARY KEY (tenant_id, channel)
);
create table tenant (
  id text not null,
  name text not null,
  environment text not null,
  webhooks integer not null default 1,
  id_prefixes bigint not null default 1,
  custom_tier text,
  constraint tenant_pkey PRIMARY KEY (id)
);
create table webhook_attempt (
  id bigint not null generated always as identity,
  delivery_id bigint not null,
  at bigint not null,
  duration bigint not null,
  status bigint,
  error text,
  answer text,
  constraint webhook_attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_delivery(id) ON DELETE CASCADE,
  constraint webhook_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX webhook_attempt_delivery ON public.webhook_attempt USING btree (delivery_id, id);
create table webhook_delivery (
  id bigint not null generated always as identity,
  uid text not null,
  subscription_id bigint not null,
  conversation_id bigint,
  event text not null,
  body text not null,
  status text not null,
  step bigint not null,
  due_at bigint,
  created_at bigint not null,
  finished_at bigint,
  constraint webhook_delivery_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES webhook_subscription(id) ON DELETE CASCADE,
  constraint webhook_delivery_pkey PRIMARY KEY (id),
  constraint webhook_delivery_uid UNIQUE (subscription_id, uid)
);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (subscription_id, due_at, id) WHERE (due_at IS NOT NULL);
CREATE INDEX webhook_delivery_newest ON public.webhook_delivery USING btree (subscription_id, id);
CREATE INDEX webhook_delivery_status ON public.webhook_delivery USING btree (subscription_id, status, id);
create table webhook_subscription (
  id bigint not null generated always as identity,
  uid text not null,
  tenant_id text not null,
  name text not null,
  url text not null,
  events text not null,
  secret text not null,
  previous_secret text,
  previous_secret_until bigint,
  is_active integer not null,
  disabled_reason text,
  failing_since bigint,
  paused_until bigint,
  pump text,
  pump_until bigint,
  created_at bigint not null,
  updated_at bigint not null,
  deleted_at bigint,
  constraint webhook_subscription_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint webhook_subscription_pkey PRIMARY KEY (id),
  constraint webhook_subscription_uid_key UNIQUE (uid)
);
CREATE INDEX webhook_subscription_tenant ON public.webhook_subscription USING btree (tenant_id, id);
