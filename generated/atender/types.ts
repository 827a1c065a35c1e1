// Generated from openapi/atender/openapi.yaml: do not edit, run `npm run generate`.

export interface paths {
    "/v1/conversations/outbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a conversation
         * @description Opens a conversation in the inbox: the contact is matched by e-mail address or created, the conversation is
         *     active and assigned to the team that owns the channel, or to the default team when no team owns it.
         *
         *     Creating it sends nothing to the customer. A stored contact keeps its name and phone number; what it lacks is
         *     filled in from this request. The same `externalReference` answers 409 even when the rest of the body differs.
         */
        post: operations["createOutboundConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations
         * @description Newest first. With `externalReference` the list has one conversation or none: this is how to fetch the
         *     conversation that a 409 speaks of. Several filters narrow the list together.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a conversation
         * @description The conversation as it stands now, by the `id` that its creation answered. By your own reference, list conversations with `externalReference`.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change status or assignee
         * @description Which status may follow which is told at `ConversationStatus`; a change that it does not allow answers 409 and
         *     changes nothing. To set what is set already is no change: it answers 200 and no event is sent.
         */
        patch: operations["updateConversation"];
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a conversation
         * @description Newest first.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Push a message into a conversation
         * @description `inbound` adds what the customer wrote: it reopens a snoozed or done conversation, and starts a new one when the
         *     conversation is archived; `conversationId` of the answer tells which one holds the message.
         *
         *     `outbound` adds the reply of an agent or an automation, and `message.sent` is sent to the subscribers. In an
         *     `email` conversation the reply goes out as a mail to the contact, in the thread of the conversation; in every
         *     other channel the webhook is the delivery. An archived conversation takes no reply and answers 409, and so
         *     does an `email` conversation of a tenant that has no mail channel to send from.
         */
        post: operations["pushMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attachment
         * @description The bytes as they were pushed, or came with a mail. A browser offers them to be saved and never shows them, whatever
         *     their type.
         */
        get: operations["downloadAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Newest first. With `email` the list has one contact or none.
         */
        get: operations["listContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a contact
         * @description One contact, by the `id` that conversations carry.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description The tags that exist, in the order of the workspace; `tags` of a conversation ignores every other slug.
         */
        get: operations["listTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List custom fields
         * @description The custom fields that exist, by key; `customFields` of a conversation ignores every other key.
         */
        get: operations["listCustomFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Newest first. Secrets are not shown.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Subscribes a URL to events, from the next one on. The answer alone shows the secret that deliveries are signed
         *     with: keep it. A tenant may have 50 webhooks.
         *
         *     Where several servers share a database, what happens through another one is told a second later at most.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description One subscription, without its secret, with the reason where the server has made it inactive.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description What was not delivered yet is cancelled; an attempt that is under way is not called back.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description A new `url` is where what is not delivered yet goes too. A new `url`, or `isActive: true`, ends the quiet that a
         *     receiver has asked for with `Retry-After`.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret
         * @description From now on deliveries carry a signature of the new secret and, for 24 hours, one of the replaced secret beside it;
         *     `X-Atender-Signature` is the new one's alone. Of two rotations within 24 hours the second ends the first secret.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Newest first, each with its attempts. Final ones are removed after seven days.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description One delivery with every attempt that was kept: when, how long, and what the receiver answered.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver again
         * @description Begins a delivery anew, whatever became of it, with its `webhook-id` and its body: an attempt at once, and the
         *     retries after it. One that waits for a retry makes it now.
         */
        post: operations["redeliverWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "conversation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * conversation.created
         * @description A conversation was created, on any channel, through the API too.
         */
        post: operations["conversationCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * conversation.updated
         * @description Its status, its assignee or another of its own fields changed.
         */
        post: operations["conversationUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * conversation.resolved
         * @description Its status became `done`.
         */
        post: operations["conversationResolved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "conversation.reopened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * conversation.reopened
         * @description Its status went from `done` back to `active`.
         */
        post: operations["conversationReopened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.received
         * @description The customer wrote. The HTML in it is a stranger's; sanitise it before you show it.
         */
        post: operations["messageReceived"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * message.sent
         * @description An agent or an automation replied. In every channel but `email` this is how the reply reaches the customer: bring it to them.
         */
        post: operations["messageSent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * contact.created
         * @description A contact is new.
         */
        post: operations["contactCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "contact.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * contact.updated
         * @description A contact's data changed.
         */
        post: operations["contactUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.warning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * sla.warning
         * @description A target of the SLA is near: most of its time is gone.
         */
        post: operations["slaWarning"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "sla.breached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * sla.breached
         * @description A target of the SLA was missed.
         */
        post: operations["slaBreached"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "assignment.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * assignment.changed
         * @description It was assigned to another agent or team, or to nobody.
         */
        post: operations["assignmentChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description A person of your team, whom a conversation can be assigned to. */
        Agent: {
            /**
             * Format: int64
             * @description The number of the agent in the workspace.
             */
            id: number;
            /** @description How the agent is called in the inbox. */
            name: string;
        };
        /** @description Whom a conversation is assigned to. */
        Assignee: {
            /** @description The team; null when it is no team's. */
            team: components["schemas"]["Team"] | null;
            /** @description The agent; null when it is nobody's. */
            agent: components["schemas"]["Agent"] | null;
        };
        /** @description Who had a conversation, and who has it now. */
        AssignmentChange: {
            /** @description The `id` of the conversation. */
            conversationId: string;
            /** @description Your name for the conversation; null for one that Atender opened by itself. */
            externalReference: string | null;
            /** @description Whom it was assigned to before. */
            previous: components["schemas"]["Assignee"];
            /** @description Whom it is assigned to now. */
            current: components["schemas"]["Assignee"];
        };
        /** @description A conversation has come to another team or agent, or to none. */
        AssignmentChangedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "assignment.changed";
            /** @description Who had the conversation, and who has it now. */
            data: components["schemas"]["AssignmentChange"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A file of a message. */
        Attachment: {
            /**
             * Format: uuid
             * @description Fetch the file with `GET /v1/attachments/{id}`.
             */
            id: string;
            /** @description The file name, without a path. */
            name: string;
            /** @description The media type. */
            type: string;
            /** @description In bytes, decoded. */
            size: number;
        };
        /** @description A file to add to a message, in the request itself. */
        AttachmentCreate: {
            /** @description The file name, without a path. */
            name: string;
            /** @description The media type, such as `application/pdf`; what is none is sent as `application/octet-stream`. */
            type: string;
            /**
             * Format: byte
             * @description The bytes, in base64 (RFC 4648 section 4) with padding and without line breaks.
             */
            content: string;
        };
        /**
         * @description The channel that the conversation really came from in your system; the badge in the inbox, filters and analytics depend on it. Instagram is sent as `messenger`.
         * @enum {string}
         */
        Channel: "email" | "messenger" | "sms" | "phone" | "voice" | "whatsapp" | "webchat" | "amazon";
        /** @description A person that conversations are with: one for each e-mail address of a tenant. */
        Contact: {
            /** @description The id of the contact; fetch it with `GET /v1/contacts/{id}`. */
            id: string;
            /**
             * Format: email
             * @description In lower case.
             */
            email: string;
            /** @description The full name, or the local part of the address where nobody told one. */
            name: string;
            /** @description The phone number, as it was told; null where nobody told one. */
            phone: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updatedAt?: string;
        };
        /** @description Matched by e-mail address, whatever its case, or created. */
        ContactCreate: {
            /**
             * Format: email
             * @description The address of the customer. It is what the contact is matched by.
             */
            email: string;
            /** @description Full name; a new contact without one is named after the local part of the address. */
            name?: string;
            /** @description The phone number, in any form. */
            phone?: string;
        };
        /** @description A contact is new. */
        ContactCreatedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "contact.created";
            /** @description The contact, as it was made. */
            data: components["schemas"]["Contact"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A page of contacts. */
        ContactList: {
            /** @description The contacts of this page. */
            data: components["schemas"]["Contact"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description The data of a contact have changed. */
        ContactUpdatedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "contact.updated";
            /** @description The contact, as it stood after the change. */
            data: components["schemas"]["Contact"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A customer's matter: whom it is with, where it stands, and who takes care of it. */
        Conversation: {
            /** @description Store it beside your reference: it serves to fetch the conversation, push replies and correlate webhooks. */
            id: string;
            /** @description Your name for it; null for a conversation that Atender opened by itself. */
            externalReference: string | null;
            status: components["schemas"]["ConversationStatus"];
            /** @description One line that says what it is about. */
            subject?: string;
            channel?: components["schemas"]["Channel"];
            /** @description The customer. */
            contact?: components["schemas"]["Contact"];
            /** @description The team it is assigned to; null when it is no team's. */
            team?: components["schemas"]["Team"] | null;
            /** @description The agent it is assigned to; null when it is nobody's. */
            agent?: components["schemas"]["Agent"] | null;
            /** @description The archived conversation that this one goes on from, when a customer wrote to it; null for all others. */
            previousConversationId?: string | null;
            /** @description The slugs that exist, in the order of the workspace. */
            tags?: string[];
            customFields?: components["schemas"]["CustomFieldValues"];
            /** @description What you gave as `outboundContext.metadata`, unchanged; empty when there was none. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it was opened.
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When it or one of its messages last changed.
             */
            updatedAt?: string;
        };
        /** @description A conversation to open: whom it is with, and what was said so far. */
        ConversationCreate: {
            /** @description Names the conversation in your system; unique per tenant, compared exactly. It is what makes a retry safe. */
            externalReference: string;
            contact: components["schemas"]["ContactCreate"];
            /** @description One line. */
            subject: string;
            /** @default email */
            channel?: components["schemas"]["Channel"];
            outboundContext?: components["schemas"]["OutboundContext"];
            /** @description Tag slugs. A slug that does not exist is ignored. */
            tags?: string[];
            customFields?: components["schemas"]["CustomFieldValues"];
        };
        /** @description A conversation was opened, on any channel, through the API too. */
        ConversationCreatedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "conversation.created";
            /** @description The conversation, as it was opened. */
            data: components["schemas"]["Conversation"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A page of conversations. */
        ConversationList: {
            /** @description The conversations of this page. */
            data: components["schemas"]["Conversation"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A conversation that was done is open again. */
        ConversationReopenedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "conversation.reopened";
            /** @description The conversation, as it stood after the change. */
            data: components["schemas"]["Conversation"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A conversation was resolved: its status is `done`. */
        ConversationResolvedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "conversation.resolved";
            /** @description The conversation, as it stood after the change. */
            data: components["schemas"]["Conversation"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /**
         * @description `active` when created. Which status may follow which, and what a customer's message does in each:
         *
         *     | status | may become | a customer's message |
         *     |---|---|---|
         *     | `active` | `snoozed`, `done`, `archived` | is added |
         *     | `snoozed` | `active`, `done`, `archived` | makes it `active` |
         *     | `done` | `active`, `archived` | makes it `active` |
         *     | `archived` | nothing: it is final | starts a new conversation |
         * @enum {string}
         */
        ConversationStatus: "active" | "snoozed" | "done" | "archived";
        /** @description What is given changes, what is absent stays. */
        ConversationUpdate: {
            status?: components["schemas"]["ConversationStatus"];
            /** @description The team it is assigned to; null takes it from its team. */
            teamId?: string | null;
            /**
             * Format: int64
             * @description The agent it is assigned to; null takes it from its agent.
             */
            agentId?: number | null;
        };
        /** @description A conversation has changed: its status, its assignee or another of its own fields. */
        ConversationUpdatedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "conversation.updated";
            /** @description The conversation, as it stood after the change. */
            data: components["schemas"]["Conversation"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A field that conversations can carry; the workspace defines it. */
        CustomField: {
            /** @description What `customFields` of a conversation takes. */
            key: string;
            /** @description How the field is called in the inbox. */
            name: string;
            type: components["schemas"]["CustomFieldType"];
            /** @description The slugs that a select field takes; empty for every other type. */
            options: string[];
        };
        /** @description A page of custom fields. */
        CustomFieldList: {
            /** @description The custom fields of this page. */
            data: components["schemas"]["CustomField"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description The value is a string for `text` (one line) and `textarea`, a number for `number`, `YYYY-MM-DD` for `date`, the slug of an option for `select`, and true or false for `checkbox`.
         * @enum {string}
         */
        CustomFieldType: "text" | "textarea" | "number" | "date" | "select" | "checkbox";
        /** @description Values by the key of the custom field. A key that does not exist is ignored; a value of the wrong type answers 400 naming the field. Text and textarea take a string, number a number, checkbox a boolean, date a string `YYYY-MM-DD`, select the slug of an option. */
        CustomFieldValues: {
            [key: string]: string | number | boolean;
        };
        /** @description Why a request was refused. */
        Error: {
            error: components["schemas"]["ErrorCode"];
            /** @description A sentence for people; it may change. */
            message: string;
        };
        /**
         * @description Stable, for programs.
         * @enum {string}
         */
        ErrorCode: "validation_failed" | "malformed_body" | "unauthorized" | "forbidden" | "not_found" | "method_not_allowed" | "reference_taken" | "invalid_state" | "webhook_limit_reached" | "webhook_inactive" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "internal_error" | "unavailable";
        /** @description What every event is wrapped in. */
        EventEnvelope: {
            event: components["schemas"]["EventName"];
            /** @description Whose event it is: the tenant that the key of the subscription belongs to. */
            tenantId: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: {
                [key: string]: unknown;
            };
        };
        /**
         * @description | event | when |
         *     |---|---|
         *     | `conversation.created` | a conversation is opened, on any channel |
         *     | `conversation.updated` | status, assignee or another top-level field changes |
         *     | `conversation.resolved` | the conversation moves to done |
         *     | `conversation.reopened` | it moves from done back to active |
         *     | `message.received` | the customer writes |
         *     | `message.sent` | an agent or an automation replies |
         *     | `contact.created` | there is a new contact |
         *     | `contact.updated` | a contact's data changes |
         *     | `sla.warning` | an SLA deadline is near |
         *     | `sla.breached` | an SLA deadline has passed |
         *     | `assignment.changed` | user or team change, or nobody is assigned any more |
         * @enum {string}
         */
        EventName: "conversation.created" | "conversation.updated" | "conversation.resolved" | "conversation.reopened" | "message.received" | "message.sent" | "contact.created" | "contact.updated" | "sla.warning" | "sla.breached" | "assignment.changed";
        /** @description What the customer, an agent or an automation wrote. */
        Message: {
            /** @description The id of the message. */
            id: string;
            /** @description The conversation that holds it. After a customer's message to an archived conversation this is the new one. */
            conversationId: string;
            /** @description The reference of that conversation. */
            externalReference: string | null;
            direction: components["schemas"]["MessageDirection"];
            status: components["schemas"]["MessageStatus"];
            /** @description Plain text; null when the message came as HTML alone. */
            text: string | null;
            /** @description HTML as its sender wrote it, who may be a stranger. Sanitise it before you show it. */
            html: string | null;
            /** @description Its files, in the order they came in; empty when it has none. */
            attachments: components["schemas"]["Attachment"][];
            /** @description What the mail server said last of an outbound mail; null for all that is not sent by mail. */
            deliveryReason?: string | null;
            /**
             * Format: date-time
             * @description When it came into Atender.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was sent where it came from, as it was pushed; for a mail that went out, when the mail server took it.
             */
            sentAt?: string | null;
        };
        /** @description `text`, `html` or both. */
        MessageCreate: {
            direction: components["schemas"]["MessageDirection"];
            /** @description Plain text; required when `html` is absent. */
            text?: string;
            /** @description HTML; required when `text` is absent. A mail's plain text is derived from it when `text` is absent. */
            html?: string;
            /**
             * Format: date-time
             * @description When it was originally sent, RFC 3339 with an offset.
             */
            sentAt?: string;
            /** @description At most 25 MiB, decoded, in all; more answers 413. */
            attachments?: components["schemas"]["AttachmentCreate"][];
        } & (unknown | unknown);
        /**
         * @description `inbound` from the customer, `outbound` from an agent or an automation.
         * @enum {string}
         */
        MessageDirection: "inbound" | "outbound";
        /** @description A page of messages. */
        MessageList: {
            /** @description The messages of this page. */
            data: components["schemas"]["Message"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A customer's message has come into a conversation. */
        MessageReceivedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "message.received";
            /** @description The message. */
            data: components["schemas"]["Message"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description An agent or an automation has replied. */
        MessageSentEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "message.sent";
            /** @description The message. */
            data: components["schemas"]["Message"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /**
         * @description `received` for an inbound message. An outbound one is `sent`; in an `email` conversation it is `pending` until the mail server took it (`sent`), refused it for good (`bounced`), or could not be reached for days (`failed`).
         * @enum {string}
         */
        MessageStatus: "received" | "pending" | "sent" | "bounced" | "failed";
        /** @description Pass it as `cursor` to read on; null on the last page. */
        NextCursor: string | null;
        /** @description The customer's original message. With text, HTML or both the conversation starts with one inbound message; with neither it starts empty. */
        OutboundContext: {
            /** @description The first message as plain text. */
            originalMessage?: string;
            /** @description The first message as HTML. */
            originalHtml?: string;
            /**
             * Format: date-time
             * @description When the message was originally sent, RFC 3339 with an offset.
             */
            sentAt?: string;
            /** @description Free form, for your own use; returned as it was sent. At most 64 KiB as JSON, and objects and arrays at most 20 levels deep. */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /** @description A target of the SLA was missed. */
        SlaBreachedEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "sla.breached";
            /** @description What was due, and when. */
            data: components["schemas"]["SlaDeadline"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A target of the SLA, and when it is due. */
        SlaDeadline: {
            /** @description The `id` of the conversation. */
            conversationId: string;
            /** @description Your name for the conversation; null for one that Atender opened by itself. */
            externalReference: string | null;
            metric: components["schemas"]["SlaMetric"];
            /**
             * Format: date-time
             * @description The moment by which it is due.
             */
            deadline: string;
        };
        /**
         * @description `first_reply`, until somebody replies to the customer; `resolution`, until the conversation is `done` or `archived`.
         * @enum {string}
         */
        SlaMetric: "first_reply" | "resolution";
        /** @description A target of the SLA is near. */
        SlaWarningEvent: {
            /**
             * @description The name of the event.
             * @constant
             */
            event: "sla.warning";
            /** @description What is due, and when. */
            data: components["schemas"]["SlaDeadline"];
        } & WithRequired<components["schemas"]["EventEnvelope"], "event" | "data">;
        /** @description A label that conversations can carry; the workspace defines it. */
        Tag: {
            /** @description What `tags` of a conversation takes. */
            slug: string;
            /** @description How the tag is called in the inbox. */
            name: string;
            /**
             * @description `topic` says what a conversation is about; `metadata` says anything else about it.
             * @enum {string}
             */
            type: "topic" | "metadata";
            /** @description The slug of the tag above it; null at the top. */
            parent: string | null;
        };
        /** @description A page of tags. */
        TagList: {
            /** @description The tags of this page. */
            data: components["schemas"]["Tag"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A group of agents, whom a conversation can be assigned to. */
        Team: {
            /** @description The id of the team in the workspace. */
            id: string;
            /** @description How the team is called in the inbox. */
            name: string;
        };
        /** @description What is wrong with a request: all of it at once. */
        ValidationError: {
            error: components["schemas"]["ErrorCode"];
            /** @description A sentence for people; it may change. */
            message: string;
            /** @description Every violation of the request; of more than a hundred the first hundred. */
            errors: components["schemas"]["Violation"][];
        };
        /** @description One thing that is wrong with a request. */
        Violation: {
            /**
             * @description Where the value stands when it is not in the body.
             * @enum {string}
             */
            in?: "query" | "path" | "header";
            /**
             * Format: json-pointer
             * @description JSON Pointer (RFC 6901) to the value; empty for the body as a whole.
             */
            path: string;
            /** @description The JSON Schema keyword that the value breaks, or the name of a rule that no schema can state. */
            code: string;
            /** @description A sentence for people; it may change. */
            message: string;
        };
        /** @description A subscription to events. */
        Webhook: {
            /** @description The id of the webhook. */
            id: string;
            /** @description Your name for it. */
            name: string;
            /**
             * Format: uri
             * @description Where its events are sent.
             */
            url: string;
            /** @description Which events are sent there. */
            events: components["schemas"]["WebhookEvents"];
            /** @description Whether events are sent; what happens while it is not is never sent. */
            isActive: boolean;
            /**
             * @description Why the server has made it inactive: `gone`, its receiver answered 410; `failing`, every delivery has failed
             *     for five days. Null while it is active, and when you made it inactive.
             * @enum {string|null}
             */
            disabledReason?: "gone" | "failing" | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation signs too; null when there is none.
             */
            previousSecretUntil?: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updatedAt?: string;
        };
        /** @description One request to the receiver of a webhook. */
        WebhookAttempt: {
            /**
             * Format: date-time
             * @description When it began.
             */
            at: string;
            /** @description The status of the answer; null when none came. */
            status: number | null;
            /** @description How long it took, in milliseconds. */
            durationMs: number;
            /** @description Why it failed, for people; null after a success. */
            error: string | null;
            /** @description The first 1024 bytes of the answer's body as UTF-8; what is none is replaced by U+FFFD. */
            answer: string | null;
        };
        /** @description A subscription to make: which events, and where to. */
        WebhookCreate: {
            name: components["schemas"]["WebhookName"];
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvents"];
        };
        /** @description One event for one webhook. */
        WebhookDelivery: {
            /** @description The `webhook-id` that the receiver sees, the same at every attempt and for every webhook. */
            id: string;
            event: components["schemas"]["EventName"];
            status: components["schemas"]["WebhookDeliveryStatus"];
            /**
             * Format: date-time
             * @description When it happened.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Not before this moment; null when there is none to come.
             */
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it was delivered, given up or cancelled; null while it is under way.
             */
            finishedAt: string | null;
            /** @description The oldest first. A delivery that is begun again keeps its twelve latest. */
            attempts: components["schemas"]["WebhookAttempt"][];
        };
        /** @description A page of deliveries. */
        WebhookDeliveryList: {
            /** @description The deliveries of this page. */
            data: components["schemas"]["WebhookDelivery"][];
            /** @description Pass it as `cursor` to read on; null on the last page. */
            nextCursor: string | null;
        };
        /**
         * @description `pending`: an attempt is under way or to come. `delivered`: the receiver answered with 2xx. `failed`: no attempt is
         *     left. `cancelled`: the webhook was made inactive or deleted before.
         * @enum {string}
         */
        WebhookDeliveryStatus: "pending" | "delivered" | "failed" | "cancelled";
        /** @description The events that are sent, each once. */
        WebhookEvents: components["schemas"]["EventName"][];
        /** @description A page of webhooks. */
        WebhookList: {
            /** @description The webhooks of this page. */
            data: components["schemas"]["Webhook"][];
            /** @description Pass it as `cursor` to read on; null on the last page. */
            nextCursor: string | null;
        };
        /** @description For people. */
        WebhookName: string;
        /** @description What is not there stays as it is. */
        WebhookUpdate: {
            name?: components["schemas"]["WebhookName"];
            url?: components["schemas"]["WebhookUrl"];
            events?: components["schemas"]["WebhookEvents"];
            /**
             * @description `false` cancels what was not delivered yet. `true` begins anew, also after the server has made it inactive; what
             *     happened meanwhile is not delivered.
             */
            isActive?: boolean;
        };
        /**
         * Format: webhook-url
         * @description Where events are sent: `https`, a public host, without user and password, without a fragment.
         *     An address that is not public is refused here when the URL spells it out, and otherwise at every delivery, on the
         *     address that is connected to. A reference server for development also takes `http` and `https` to its own loopback.
         */
        WebhookUrl: string;
        /** @description A subscription with its secret, which no other answer shows. */
        WebhookWithSecret: components["schemas"]["Webhook"] & {
            /**
             * @description `whsec_` and the base64 of 256 random bits. No other answer shows it. The server keeps it as it is, since it
             *     signs with it; whoever reads the server's database can sign too.
             */
            secret: string;
        };
    };
    responses: {
        /** @description The tenant has no such webhook, or it has no such delivery; final ones are removed after seven days. */
        DeliveryNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Anything else, a redirect too, is a failed attempt: the event is sent again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. */
        EventNotTaken: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Taken. Answer within 10 seconds, before the work that it causes; the body is not used. */
        EventTaken: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The key lacks the scope that the operation needs. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body breaks the contract; `errors` lists every violation. Nothing was stored. */
        InvalidBody: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description A parameter breaks the contract; `errors` lists every violation. */
        InvalidParameter: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The conversation's status does not allow it; nothing was changed. */
        InvalidState: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The tenant has nothing with this id. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the operation's `x-max-bytes`. Or it holds more members and entries than `x-max-values`, or is compressed to less than a hundredth of what is more than a mebibyte. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A conversation with this `externalReference` exists; fetch it by its reference. Nothing was stored. */
        ReferenceTaken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The subscription is disabled at once. */
        SubscriptionGone: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The key is over the limit of its tier. This server answers so as well to an address that tries one wrong key after the other; a right key of that address is not refused for them. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The API key is missing, malformed, unknown or no longer active. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 405 with `Allow`, or a failure of the server (5xx). After a 5xx send the request again with exponential backoff; if the first attempt did create the conversation, the retry answers 409. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not `application/json`, or its encoding is unknown. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The webhook is not active, so nothing is delivered to it. */
        WebhookInactive: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body breaks the contract; `errors` lists every violation. Nothing was changed. */
        WebhookInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The tenant has 50 webhooks, as many as it may have. Nothing was stored. */
        WebhookLimitReached: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The tenant has no such webhook. */
        WebhookNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key lacks the scope that the operation needs, or webhooks are not enabled for the tenant. */
        WebhooksForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
         * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
         */
        atenderSignature: string;
        /**
         * @description The `id` of an attachment of a message.
         * @example 3f0c9a52-6b1d-4e87-9d2a-c58e7b10f4a6
         */
        attachmentId: string;
        /**
         * @description Only conversations of this channel.
         * @example email
         */
        channel: components["schemas"]["Channel"];
        /**
         * @description Only conversations with this contact, by its `id` or its e-mail address.
         * @example erlich.bachman@aviato.example
         */
        contact: string;
        /**
         * @description Only the contact with this e-mail address, whatever its case.
         * @example erlich.bachman@aviato.example
         */
        contactEmail: string;
        /**
         * @description The `id` of a contact.
         * @example 0199c0de-7a0f-7e21-8c44-51b8a9d3e6f7
         */
        contactId: string;
        /**
         * @description The `id` that the conversation was created with.
         * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
         */
        conversationId: string;
        /**
         * @description Only conversations of this status.
         * @example active
         */
        conversationStatus: components["schemas"]["ConversationStatus"];
        /**
         * @description The `nextCursor` of the page before; its content is not for reading.
         * @example MTA0Mg
         */
        cursor: string;
        /**
         * @description The `id` of a delivery, which receivers know as `webhook-id`.
         * @example 0199c0df-01b2-7a44-9d13-52c8e0a6f7b1
         */
        deliveryId: string;
        /**
         * @description Only deliveries with this status.
         * @example failed
         */
        deliveryStatus: components["schemas"]["WebhookDeliveryStatus"];
        /**
         * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
         * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
         */
        eventId: string;
        /**
         * @description Only the conversation with this reference.
         * @example shop-4521
         */
        externalReference: string;
        /**
         * @description How many entries a page holds at most.
         * @example 25
         */
        limit: number;
        /**
         * @description The `id` that the webhook was created with.
         * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
         */
        webhookId: string;
        /**
         * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        webhookSignature: string;
        /**
         * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
         * @example 1778490251
         */
        webhookTimestamp: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description `attachment` with the name of the file (RFC 6266).
         * @example attachment; filename="invoice.pdf"
         */
        ContentDisposition: string;
        /**
         * @description Requests a minute that the key's tier allows.
         * @example 60
         */
        RateLimitLimit: number;
        /**
         * @description Seconds to wait before the next request.
         * @example 12
         */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createOutboundConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationCreate"];
            };
        };
        responses: {
            /** @description The stored conversation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["ReferenceTaken"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /**
                 * @description Only the conversation with this reference.
                 * @example shop-4521
                 */
                externalReference?: components["parameters"]["externalReference"];
                /**
                 * @description Only conversations of this status.
                 * @example active
                 */
                status?: components["parameters"]["conversationStatus"];
                /**
                 * @description Only conversations of this channel.
                 * @example email
                 */
                channel?: components["parameters"]["channel"];
                /**
                 * @description Only conversations with this contact, by its `id` or its e-mail address.
                 * @example erlich.bachman@aviato.example
                 */
                contact?: components["parameters"]["contact"];
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of conversations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the conversation was created with.
                 * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the conversation was created with.
                 * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationUpdate"];
            };
        };
        responses: {
            /** @description The conversation as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidState"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The `id` that the conversation was created with.
                 * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    pushMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the conversation was created with.
                 * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageCreate"];
            };
        };
        responses: {
            /** @description The stored message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["InvalidState"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` of an attachment of a message.
                 * @example 3f0c9a52-6b1d-4e87-9d2a-c58e7b10f4a6
                 */
                id: components["parameters"]["attachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. Its Content-Type is the attachment's own where that is a media type, else `application/octet-stream`. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "*/*": string;
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /**
                 * @description Only the contact with this e-mail address, whatever its case.
                 * @example erlich.bachman@aviato.example
                 */
                email?: components["parameters"]["contactEmail"];
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of contacts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` of a contact.
                 * @example 0199c0de-7a0f-7e21-8c44-51b8a9d3e6f7
                 */
                id: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listTags: {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tags. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listCustomFields: {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of custom fields. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFieldList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of webhooks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookCreate"];
            };
        };
        responses: {
            /** @description The webhook, with its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            400: components["responses"]["WebhookInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            409: components["responses"]["WebhookLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["WebhookNotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            /** @description The tenant has no such webhook; nothing was deleted. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookUpdate"];
            };
        };
        responses: {
            /** @description The webhook, without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["WebhookInvalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["WebhookNotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["WebhookNotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only deliveries with this status.
                 * @example failed
                 */
                status?: components["parameters"]["deliveryStatus"];
                /**
                 * @description How many entries a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description The `nextCursor` of the page before; its content is not for reading.
                 * @example MTA0Mg
                 */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["WebhookNotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
                /**
                 * @description The `id` of a delivery, which receivers know as `webhook-id`.
                 * @example 0199c0df-01b2-7a44-9d13-52c8e0a6f7b1
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, with its attempts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["DeliveryNotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    redeliverWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `id` that the webhook was created with.
                 * @example 0199c0de-9c31-7d52-8a0b-6e1f4b7c2d90
                 */
                id: components["parameters"]["webhookId"];
                /**
                 * @description The `id` of a delivery, which receivers know as `webhook-id`.
                 * @example 0199c0df-01b2-7a44-9d13-52c8e0a6f7b1
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["WebhooksForbidden"];
            404: components["responses"]["DeliveryNotFound"];
            409: components["responses"]["WebhookInactive"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    conversationCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    conversationUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    conversationResolved: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationResolvedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    conversationReopened: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationReopenedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    messageReceived: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageReceivedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    messageSent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageSentEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    contactCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    contactUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    slaWarning: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlaWarningEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    slaBreached: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlaBreachedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
    assignmentChanged: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names the event; the same at every attempt, so that a receiver can drop a repeat (Standard Webhooks).
                 * @example msg_0199c0e241b77a958f3e0d6c2b9a7415
                 */
                "webhook-id": components["parameters"]["eventId"];
                /**
                 * @description When this attempt was made, in seconds since 1970 (Standard Webhooks). Refuse what is older than five minutes.
                 * @example 1778490251
                 */
                "webhook-timestamp": components["parameters"]["webhookTimestamp"];
                /**
                 * @description `v1,` and the base64 of the HMAC-SHA256 of `webhook-id.webhook-timestamp.body`, with the bytes after `whsec_` as key (Standard Webhooks). For 24 hours after a rotation there are two, with a space between them, and one that fits is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["webhookSignature"];
                /**
                 * @description The hex HMAC-SHA256 of the raw body, with the whole secret, `whsec_` included, as key. It has no timestamp, so prefer `webhook-signature`.
                 * @example 5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0
                 */
                "X-Atender-Signature": components["parameters"]["atenderSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentChangedEvent"];
            };
        };
        responses: {
            410: components["responses"]["SubscriptionGone"];
            "2XX": components["responses"]["EventTaken"];
            default: components["responses"]["EventNotTaken"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
