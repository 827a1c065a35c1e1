CREATE TABLE "agent" (
  "tenant_id" text not null references "tenant" ("id"),
  "id" integer not null,
  "name" text not null,
  "email" text not null,
  "is_active" integer not null,
  constraint "agent_key" primary key ("tenant_id", "id"),
  constraint "agent_email" unique ("tenant_id", "email")
);
CREATE TABLE "api_key" (
  "hash" text primary key,
  "tenant_id" text not null references "tenant" ("id"),
  "api" text not null,
  "scopes" text not null,
  "tier" text,
  "is_active" integer not null,
  "name" text,
  "created_at" integer,
  "revoked_at" integer,
  "agent_id" integer
);
CREATE TRIGGER "attachment_number" after insert on "attachment" begin
          update number set last = new.id
            where tenant_id = (select tenant_id from message where id = new.message_id) and kind = 'attachment'
            and last < new.id;
        end;
CREATE TABLE "attachment" (
  "id" integer primary key autoincrement,
  "uid" text not null unique,
  "message_id" integer not null references "message" ("id") on delete cascade,
  "name" text not null,
  "type" text not null,
  "size" integer not null
);
CREATE INDEX "attachment_message" on "attachment" ("message_id");
CREATE TABLE "attachment_content" (
  "attachment_id" integer not null references "attachment" ("id") on delete cascade,
  "position" integer not null,
  "content" blob not null,
  constraint "attachment_content_key" primary key ("attachment_id", "position")
);
CREATE TABLE "channel" (
  "tenant_id" text not null references "tenant" ("id"),
  "id" integer not null,
  "address" text not null,
  "name" text,
  "api" text default 'fernand' not null,
  constraint "channel_key" primary key ("tenant_id", "id")
);
CREATE INDEX "channel_address" on "channel" (lower(address));
CREATE TRIGGER "contact_number" after insert on "contact" begin
          update number set last = new.id
            where tenant_id = new.tenant_id and kind = 'contact'
            and last < new.id;
        end;
CREATE TABLE "contact" (
  "id" integer primary key autoincrement,
  "uid" text not null,
  "tenant_id" text not null references "tenant" ("id"),
  "email" text not null,
  "name" text,
  "phone" text,
  "created_at" integer not null,
  "updated_at" integer not null,
  constraint "contact_email" unique ("tenant_id", "email")
);
CREATE INDEX "contact_newest" on "contact" ("tenant_id", "id");
CREATE UNIQUE INDEX "contact_uid" on "contact" ("uid");
CREATE TRIGGER "conversation_number" after insert on "conversation" begin
          update number set last = new.id
            where tenant_id = new.tenant_id and kind = 'conversation'
            and last < new.id;
        end;
CREATE TABLE "conversation" (
  "id" integer primary key autoincrement,
  "uid" text not null unique,
  "tenant_id" text not null references "tenant" ("id"),
  "api" text not null,
  "external_reference" text,
  "subject" text not null,
  "channel" text not null,
  "channel_id" integer,
  "contact_id" integer not null references "contact" ("id"),
  "team_id" text,
  "agent_id" integer,
  "status" text not null,
  "custom_fields" text not null,
  "metadata" text not null,
  "created_at" integer not null,
  "updated_at" integer not null,
  "last_incoming_at" integer,
  "previous_uid" text,
  "snooze_until" integer,
  "waiting_since" integer
);
CREATE INDEX "conversation_contact" on "conversation" ("contact_id", "id");
CREATE UNIQUE INDEX "conversation_external_reference" on "conversation" ("tenant_id", "external_reference") where "external_reference" is not null;
CREATE INDEX "conversation_newest" on "conversation" ("tenant_id", "api", "id", "status", "channel");
CREATE INDEX "conversation_touched" on "conversation" ("tenant_id", "status", "updated_at", "id", "api");
CREATE INDEX "conversation_waiting" on "conversation" ("tenant_id", "api", "waiting_since", "id") where "waiting_since" is not null;
CREATE TABLE "conversation_tag" (
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "tag_id" integer not null,
  "tenant_id" text not null,
  constraint "conversation_tag_key" primary key ("conversation_id", "tag_id")
)without rowid;
CREATE TABLE "custom_field" (
  "tenant_id" text not null references "tenant" ("id"),
  "key" text not null,
  "type" text not null,
  "options" text not null,
  "name" text,
  constraint "custom_field_key" primary key ("tenant_id", "key")
);
CREATE TRIGGER "draft_number" after insert on "draft" begin
          update number set last = new.id
            where tenant_id = (select tenant_id from conversation where id = new.conversation_id) and kind = 'draft'
            and last < new.id;
        end;
CREATE TABLE "draft" (
  "id" integer primary key autoincrement,
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "title" text,
  "content" text not null,
  "author_id" integer,
  "target_id" integer,
  "created_at" integer not null,
  "updated_at" integer not null
);
CREATE INDEX "draft_conversation" on "draft" ("conversation_id");
CREATE TRIGGER "entry_number" after insert on "entry" begin
          update number set last = new.id
            where tenant_id = (select tenant_id from conversation where id = new.conversation_id) and kind = 'message'
            and last < new.id;
        end;
CREATE TABLE "entry" (
  "id" integer primary key,
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "kind" text not null,
  "agent_id" integer,
  "created_at" integer not null,
  "html" text,
  "edited_at" integer,
  "generated_id" text,
  "actions" text default '[]' not null,
  "mentions" text default '[]' not null,
  "event" text,
  "data" text default '{}' not null
);
CREATE INDEX "entry_conversation" on "entry" ("conversation_id", "id");
CREATE TABLE "job" (
  "id" integer primary key autoincrement,
  "task" text not null,
  "payload" text not null,
  "run_at" integer not null,
  "attempts" integer not null,
  "locked_by" text,
  "locked_until" integer
);
CREATE INDEX "job_due" on "job" ("run_at", "id");
CREATE TABLE "key_usage" (
  "key_hash" text not null,
  "day" text not null,
  "requests" integer not null,
  constraint "key_usage_key" primary key ("key_hash", "day")
);
CREATE TRIGGER "message_number" after insert on "message" begin
          update number set last = new.id
            where tenant_id = new.tenant_id and kind = 'message'
            and last < new.id;
        end;
CREATE TABLE "message" (
  "id" integer primary key autoincrement,
  "uid" text not null,
  "tenant_id" text not null,
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "direction" text not null,
  "status" text not null,
  "text" text,
  "html" text,
  "agent_id" integer,
  "contact_id" integer,
  "created_at" integer not null,
  "sent_at" integer,
  "delay" integer,
  "generated_id" text,
  "actions" text not null,
  "mail_message_id" text,
  "recipients" text,
  "last_event" text,
  "in_reply_to" text,
  "mail_references" text,
  "channel_id" integer,
  "deliveries" text,
  "unsubscribe_url" text,
  "is_automated" integer default 0 not null,
  "language" text,
  "sending_since" integer,
  "mail_digest" text
);
CREATE INDEX "message_conversation" on "message" ("conversation_id", "id");
CREATE UNIQUE INDEX "message_digest" on "message" ("tenant_id", "channel_id", "mail_digest") where "mail_digest" is not null;
CREATE INDEX "message_mail" on "message" ("tenant_id", "channel_id", "mail_message_id") where "mail_message_id" is not null;
CREATE INDEX "message_uid" on "message" ("uid");
CREATE TABLE "message_source" (
  "message_id" integer not null references "message" ("id") on delete cascade,
  "position" integer not null,
  "source" blob not null,
  constraint "message_source_key" primary key ("message_id", "position")
);
CREATE TABLE number (
  tenant_id text not null,
  kind text not null,
  last integer not null,
  
        constraint number_key primary key (tenant_id, kind)
)without rowid;
CREATE TRIGGER "recipient_number" after insert on "recipient" begin
          update number set last = new.id
            where tenant_id = (select tenant_id from conversation where id = new.conversation_id) and kind = 'recipient'
            and last < new.id;
        end;
CREATE TABLE "recipient" (
  "id" integer primary key autoincrement,
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "contact_id" integer not null references "contact" ("id"),
  "kind" text not null
);
CREATE INDEX "recipient_conversation" on "recipient" ("conversation_id");
CREATE VIRTUAL TABLE search_document using fts5(
        conversation_id unindexed, body, tokenize = "unicode61 remove_diacritics 0",
        content = '', contentless_delete = 1, contentless_unindexed = 1
      );
CREATE TABLE 'search_document_config'(
  k PRIMARY KEY,
  v
)WITHOUT ROWID;
CREATE TABLE 'search_document_content'(
  id INTEGER PRIMARY KEY,
  c0
);
CREATE TABLE 'search_document_data'(
  id INTEGER PRIMARY KEY,
  block BLOB
);
CREATE TABLE 'search_document_docsize'(
  id INTEGER PRIMARY KEY,
  sz BLOB,
  origin INTEGER
);
CREATE TABLE 'search_document_idx'(
  segid,
  term,
  pgno,
  PRIMARY KEY(segid, term)
)WITHOUT ROWID;
CREATE TABLE "secret" (
  "name" text primary key,
  "value" text not null
);
CREATE TABLE "sla_policy" (
  "tenant_id" text not null references "tenant" ("id"),
  "position" integer not null,
  "team_id" text,
  "channel" text,
  "first_reply" integer,
  "resolution" integer,
  constraint "sla_policy_key" primary key ("tenant_id", "position")
);
CREATE TABLE "sla_target" (
  "id" integer primary key autoincrement,
  "conversation_id" integer not null references "conversation" ("id") on delete cascade,
  "metric" text not null,
  "deadline" integer not null,
  "state" text not null,
  constraint "sla_target_metric" unique ("conversation_id", "metric")
);
CREATE TABLE "snippet" (
  "tenant_id" text not null references "tenant" ("id"),
  "id" integer not null,
  "name" text not null,
  "actions" text not null,
  "applied_count" integer default 0 not null,
  "last_applied_at" integer,
  "created_at" integer default 0 not null,
  "shortcut" text,
  "categories" text default '[0]' not null,
  constraint "snippet_key" primary key ("tenant_id", "id")
);
CREATE TABLE "tag" (
  "tenant_id" text not null references "tenant" ("id"),
  "id" integer not null,
  "slug" text not null,
  "name" text not null,
  "type" text default 'topic' not null,
  "parent" text,
  "color" text,
  constraint "tag_key" primary key ("tenant_id", "id"),
  constraint "tag_slug" unique ("tenant_id", "slug")
);
CREATE TABLE "team" (
  "tenant_id" text not null references "tenant" ("id"),
  "id" text not null,
  "name" text not null,
  "is_default" integer not null,
  constraint "team_key" primary key ("tenant_id", "id")
);
CREATE TABLE "team_channel" (
  "tenant_id" text not null,
  "channel" text not null,
  "team_id" text not null,
  constraint "team_channel_key" primary key ("tenant_id", "channel"),
  constraint "team_channel_team" foreign key ("tenant_id", "team_id") references "team" ("tenant_id", "id")
);
CREATE TRIGGER tenant_number after insert on tenant begin
        update tenant set number = (select coalesce(max(number), 0) + 1 from tenant) where id = new.id;
        insert into number select new.id, value, (select number from tenant where id = new.id) * 4294967296
          from json_each('["conversation","message","contact","attachment","recipient","draft"]');
      end;
CREATE TABLE "tenant" (
  "id" text primary key,
  "name" text not null,
  "environment" text not null,
  "webhooks" integer default 1 not null,
  "id_prefixes" integer default 1 not null,
  "custom_tier" text,
  number integer,
  numbered_after integer not null default 0,
  "retention" text
);
CREATE UNIQUE INDEX tenant_number on tenant (number);
CREATE TABLE "webhook_attempt" (
  "id" integer primary key autoincrement,
  "delivery_id" integer not null references "webhook_delivery" ("id") on delete cascade,
  "at" integer not null,
  "duration" integer not null,
  "status" integer,
  "error" text,
  "answer" text
);
CREATE INDEX "webhook_attempt_delivery" on "webhook_attempt" ("delivery_id", "id");
CREATE TABLE "webhook_delivery" (
  "id" integer primary key autoincrement,
  "uid" text not null,
  "subscription_id" integer not null references "webhook_subscription" ("id") on delete cascade,
  "conversation_id" integer,
  "event" text not null,
  "body" text not null,
  "status" text not null,
  "step" integer not null,
  "due_at" integer,
  "created_at" integer not null,
  "finished_at" integer,
  "traceparent" text,
  constraint "webhook_delivery_uid" unique ("subscription_id", "uid")
);
CREATE INDEX "webhook_delivery_due" on "webhook_delivery" ("subscription_id", "due_at", "id") where "due_at" is not null;
CREATE INDEX "webhook_delivery_newest" on "webhook_delivery" ("subscription_id", "id");
CREATE INDEX "webhook_delivery_status" on "webhook_delivery" ("subscription_id", "status", "id");
CREATE TABLE "webhook_subscription" (
  "id" integer primary key autoincrement,
  "uid" text not null unique,
  "tenant_id" text not null references "tenant" ("id"),
  "name" text not null,
  "url" text not null,
  "events" text not null,
  "secret" text not null,
  "previous_secret" text,
  "previous_secret_until" integer,
  "is_active" integer not null,
  "disabled_reason" text,
  "failing_since" integer,
  "paused_until" integer,
  "pump" text,
  "pump_until" integer,
  "created_at" integer not null,
  "updated_at" integer not null,
  "deleted_at" integer
);
CREATE INDEX "webhook_subscription_tenant" on "webhook_subscription" ("tenant_id", "id");
