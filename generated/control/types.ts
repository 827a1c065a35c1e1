// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

export interface paths {
    "/_control/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time it is
         * @description The time of the tenant, whether it stands still, and when something is due next.
         */
        get: operations["getClock"];
        /**
         * Set the clock
         * @description What is absent stays.
         */
        put: operations["updateClock"];
        post?: never;
        /**
         * Go back to real time
         * @description The clock of the machine holds again. What became due meanwhile runs at once.
         */
        delete: operations["deleteClock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let time pass
         * @description Every job that becomes due on the way runs, in the order of their times, each at its own time; the answer comes when they are done.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the mail that left
         * @description Or would have, without SMTP_URL. The oldest first.
         */
        get: operations["listMails"];
        put?: never;
        post?: never;
        /**
         * Forget the mail
         * @description Empties the mailbox. The conversations keep their messages.
         */
        delete: operations["deleteMails"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/mailbox/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a mail
         * @description One mail with its headers, texts and the names of its files.
         */
        get: operations["getMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/mailbox/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a mail as it left
         * @description Byte for byte (RFC 5322).
         */
        get: operations["downloadMailSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/mailbox/{id}/attachments/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attachment of a mail that left
         * @description The bytes of one file, as the mail carries them.
         */
        get: operations["downloadMailAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/receivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the receivers
         * @description The receivers that were made for the tenant, each with its address.
         */
        get: operations["listReceivers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/receivers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a receiver
         * @description The address of a receiver, and how it answers.
         */
        get: operations["getReceiver"];
        /**
         * Make a receiver of webhooks, or tell one how to answer
         * @description Subscribe its `url` to webhooks, and look at what came with `GET /_control/receivers/{name}/requests`. What it was told before is replaced.
         */
        put: operations["updateReceiver"];
        post?: never;
        /**
         * Forget a receiver
         * @description What comes to its address is answered with 404.
         */
        delete: operations["deleteReceiver"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/receivers/{name}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a receiver received
         * @description The oldest first.
         */
        get: operations["listReceivedRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the faults
         * @description The faults that still wait for requests, and how often each has hit.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Make requests fail
         * @description The same for one request: `Prefer: fault=drop-after-commit`.
         */
        post: operations["createFault"];
        /**
         * Take all faults back
         * @description Requests do what they should again, at once.
         */
        delete: operations["deleteFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the conversations of both APIs
         * @description What was touched last comes first, a page at a time.
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
    "/_control/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a conversation
         * @description With its contact, its fields and its service levels.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what stands in a conversation
         * @description Messages, notes and changes, the newest first, a page at a time.
         */
        get: operations["listTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the tags of a conversation
         * @description Those that are not named are taken away.
         */
        put: operations["updateTags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/customer-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write as the customer
         * @description Where the customer writes mail it comes in as one.
         */
        post: operations["createCustomerMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/agent-reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reply as an agent
         * @description As an agent who answers in the inbox: a mail leaves where the conversation is by mail, and `message.sent` is delivered to webhooks.
         */
        post: operations["createAgentReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the status as an agent
         * @description As an agent who closes, reopens or snoozes a conversation; webhooks are told as they would be.
         */
        post: operations["updateStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/conversations/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign as an agent
         * @description As an agent who takes a conversation, gives it to another one or lets it go.
         */
        post: operations["updateAssignee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back a mail that has not left
         * @description A mail of Fernand that is still waiting is deleted, and never leaves. One that has left answers 409.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/messages/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a mail of a conversation
         * @description Byte for byte as it came or left (RFC 5322).
         */
        get: operations["downloadMessageSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/messages/{id}/inline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the pictures inside a mail
         * @description What its HTML names by `cid:` (RFC 2392).
         */
        get: operations["listInlineParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attachment
         * @description Of any message, on whichever API.
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
    "/_control/messages/{id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what became of a mail
         * @description As the mail server further on would.
         */
        post: operations["createDeliveryReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened
         * @description The latest ten thousand, the oldest first. With `Accept: text/event-stream` as server-sent events, as it happens.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is due
         * @description The next one first.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Be told when something has changed
         * @description Server-sent events (HTML standard): `changed` whenever anything of the tenant has, five times a second at most, for as long as the connection lasts.
         */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests to the APIs
         * @description The latest 500 with their answers, fewer where bodies are large, the oldest first. Keys that are no demo keys are left out of their headers.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Forget the requests
         * @description Empties the log of requests of the tenant.
         */
        delete: operations["deleteRequests"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks of a tenant
         * @description The webhooks of the tenant, without their secrets.
         */
        get: operations["listSubscriptions"];
        put?: never;
        /**
         * Subscribe an address to events
         * @description As `POST /v1/webhooks` of Atender does.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description It is told nothing more; what was not delivered yet is dropped.
         */
        delete: operations["deleteSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries to webhooks
         * @description The latest first, a thousand at most.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/subscriptions/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description With what was sent, and what came of each attempt.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/subscriptions/{id}/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a delivery anew
         * @description With the same id and the same body.
         */
        post: operations["redeliverDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the state of a tenant
         * @description Keeps everything that the tenant has: conversations, files, webhooks, jobs and its clock. `POST /_control/snapshots/{id}/restore` brings it back.
         */
        post: operations["createSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/snapshots/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a state back
         * @description Downloads and due jobs included.
         */
        post: operations["restoreSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin anew
         * @description The tenant is as the workspace makes it: no conversation, no mail, no fault, real time.
         */
        post: operations["resetTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tenants
         * @description The tenants of the workspace, and the private copies that are open.
         */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a tenant has to choose from
         * @description Channels, agents, teams, tags, custom fields, and the names of events, scopes and operations.
         */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a browser in
         * @description Where the server listens on more than loopback: a page that holds the `ADMIN_TOKEN` gets a cookie in its place.
         */
        post: operations["createSession"];
        /**
         * Sign a browser out
         * @description The cookie of the browser opens nothing any longer.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys of a tenant
         * @description The keys of the tenant, without the keys themselves.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key
         * @description A key of one of the APIs, at work at once. The answer alone shows it.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/_control/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description It opens nothing any longer, at once.
         */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An agent, as a list or a menu shows one. */
        AgentShown: {
            /** @description The number of the agent. */
            id: number;
            /** @description How the agent is called. */
            name: string;
            /** @description The address of the agent. */
            email: string;
        };
        /** @description Whom a conversation is to be assigned to. */
        AssigneeUpdate: {
            /** @description The number of the agent; null for nobody. */
            agentId: number | null;
        };
        /** @description What time it is for a tenant. */
        Clock: {
            /**
             * Format: date-time
             * @description What time it is for the tenant.
             */
            now: string;
            /** @description Whether it stands still until it is advanced. */
            frozen: boolean;
            /**
             * Format: date-time
             * @description When a job or a delivery is due next; null for never.
             */
            nextDueAt: string | null;
        };
        /** @description How far to move on. */
        ClockAdvance: {
            /** @description How much time is to pass. */
            seconds: number;
        };
        /** @description What the clock is to be set to. */
        ClockUpdate: {
            /**
             * Format: date-time
             * @description The moment that it is to be. What is due before it runs at once, as late.
             */
            now?: string;
            /** @description Whether it is to stand still until it is advanced. */
            frozen?: boolean;
        };
        /** @description A conversation of either API, as a list shows it. */
        Conversation: {
            /** @description As its API calls it. */
            id: string;
            /**
             * @description Which of the two APIs it belongs to.
             * @enum {string}
             */
            api: "atender" | "fernand";
            /** @description One line that says what it is about. */
            subject: string;
            contact: components["schemas"]["Person"];
            status: components["schemas"]["StoredStatus"];
            /**
             * Format: date-time
             * @description When it wakes; null unless it is snoozed until a moment.
             */
            snoozedUntil: string | null;
            /** @description Where it came from, as its API says it. */
            channel: string;
            /** @description Null for none. */
            team: components["schemas"]["Named"] | null;
            /** @description Who it is assigned to; null for nobody. */
            agent: components["schemas"]["AgentShown"] | null;
            /** @description The tags that it carries. */
            tags: components["schemas"]["TagShown"][];
            /** @description How the latest message begins, as text; empty where there is none. */
            preview: string;
            /**
             * @description Who wrote last, the customer (`in`) or an agent (`out`); null for nobody.
             * @enum {string|null}
             */
            lastDirection: "in" | "out" | null;
            /** @description How many mails have not left yet. */
            pendingMails: number;
            /** @description How many could not be delivered. */
            failedMails: number;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When something was written or changed in it last, or a mail came back.
             */
            updatedAt: string;
        };
        /** @description What a conversation has become. */
        ConversationChanged: {
            /** @description The conversation, as its API calls it. */
            conversationId: string;
            /** @description As the API of the conversation has it. */
            status: string;
        };
        /** @description A conversation with all that stands beside its messages. */
        ConversationDetail: components["schemas"]["Conversation"] & {
            externalReference: string | null;
            contactDetail: {
                /** @description As its API calls it. */
                id: string;
                phone: string | null;
                /** Format: date-time */
                since: string;
            };
            /** @description The channel that its mail leaves from and comes to; null for none. */
            address: string | null;
            recipients: (components["schemas"]["Person"] & {
                /** @enum {string} */
                kind: "to" | "cc" | "bcc" | "from" | "reply-to";
            })[];
            customFields: {
                key: string;
                name: string;
                /** @description Text, a number, or whether a box is ticked. */
                value: unknown;
            }[];
            metadata: {
                [key: string]: unknown;
            };
            serviceLevels: {
                /** @enum {string} */
                metric: "first_reply" | "resolution";
                /** Format: date-time */
                deadline: string;
                /** @enum {string} */
                state: "running" | "warned" | "breached" | "met";
            }[];
            /** @description Those that it may take from here. */
            statuses: components["schemas"]["StoredStatus"][];
        };
        /** @description A page of conversations of both APIs. */
        ConversationList: {
            /** @description The conversations of this page. */
            data: components["schemas"]["Conversation"][];
            /** @description How many conversations of both APIs a folder holds, whatever is searched for. */
            counts: {
                open: number;
                snoozed: number;
                closed: number;
                spam: number;
            };
            nextCursor: components["schemas"]["Cursor"];
        };
        /** @description Asks for the next page; null on the last one. */
        Cursor: string | null;
        /** @description A delivery to a webhook, with what was tried. */
        Delivery: {
            /** @description The `webhook-id` of each attempt. */
            id: string;
            /** @description The webhook that it is for. */
            subscriptionId: string;
            /** @description Of the conversation that it tells of; null for none. */
            conversationId: string | null;
            /** @description Where it goes. */
            url: string;
            /** @description The event that it tells of. */
            event: string;
            /**
             * @description What came of it.
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed" | "cancelled";
            /** @description How often it was tried. */
            attempts: number;
            /**
             * Format: date-time
             * @description When it happened.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Not tried before this moment; null when it is tried no more.
             */
            nextAttemptAt: string | null;
        };
        /** @description A delivery with what was sent and what came of it. */
        DeliveryDetail: components["schemas"]["Delivery"] & {
            /** @description What is sent, character for character. */
            body: string;
            /** @description The oldest first. */
            tries: {
                /** Format: date-time */
                at: string;
                milliseconds: number;
                /** @description Of the answer; null when none came. */
                status: number | null;
                error: string | null;
                /** @description How the answer began. */
                answer: string | null;
            }[];
        };
        /** @description A page of deliveries to webhooks. */
        DeliveryList: {
            /** @description The deliveries of this page. */
            data: components["schemas"]["Delivery"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description What the mail server, or the report of one further on, tells of a message that left. */
        DeliveryReport: {
            /**
             * @description What became of the mail.
             * @enum {string}
             */
            outcome: "delivered" | "deferred" | "bounced";
            /** @description The reply code of SMTP; 250, 451 or 550 without it. */
            code?: string;
            /** @description What the mail server said; a text of its kind without it. */
            reason?: string;
        };
        /** @description What a message has become. */
        DeliveryReported: {
            /** @description The message, as its API calls it. */
            messageId: string;
            /** @description Of the message, afterwards. */
            status: string;
        };
        /** @description Something that happened, as a webhook tells it. */
        Event: {
            /** @description The id of the event. */
            id: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Its name. */
            event: string;
            /** @description What it happened to, as it stood then. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description Events of the tenant, in one list. */
        EventList: {
            /** @description What there is. */
            data: components["schemas"]["Event"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A fault that requests of the tenant run into. */
        Fault: {
            /** @description The id of the fault. */
            id: string;
            what: components["schemas"]["FaultKind"];
            /** @description The operation that it hits; null for every one. */
            operation: string | null;
            /** @description How often it still hits; null for ever. */
            remaining: number | null;
            /** @description How likely each request is hit. */
            probability: number;
            /** @description How long `slow` takes. */
            seconds: number;
            /** @description How often it has hit. */
            hits: number;
        };
        /** @description A fault that requests of the tenant are to run into. */
        FaultCreate: {
            what: components["schemas"]["FaultKind"];
            /** @description The operation that it hits, by its operationId; every one without it. */
            operation?: string;
            /** @description How often; for ever without it. */
            count?: number;
            /**
             * @description Of each request.
             * @default 1
             */
            probability?: number;
            /**
             * @description The same seed hits the same requests.
             * @default 1
             */
            seed?: number;
            /**
             * @description Of `slow`, by the real clock.
             * @default 1
             */
            seconds?: number;
        };
        /**
         * @description - `drop-after-commit`: it is done, and the connection is cut instead of an answer.
         *     - `500-before-commit`, `503`, `429`: it is not done, and answered so.
         *     - `slow`: it is done `seconds` later.
         *     - `cut-body`: it is done, and the connection is cut in the middle of the answer.
         * @enum {string}
         */
        FaultKind: "drop-after-commit" | "500-before-commit" | "503" | "429" | "slow" | "cut-body";
        /** @description Faults that wait for requests, in one list. */
        FaultList: {
            /** @description What there is. */
            data: components["schemas"]["Fault"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A picture that stands in the text of a mail. */
        InlinePart: {
            /** @description Without angle brackets, as `cid:` names it. */
            contentId: string;
            /**
             * @description The media type.
             * @enum {string}
             */
            type: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | "image/bmp";
            /**
             * Format: byte
             * @description The bytes, in base64.
             */
            content: string;
        };
        /** @description Pictures that stand in the text of a mail, in one list. */
        InlinePartList: {
            /** @description What there is. */
            data: components["schemas"]["InlinePart"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Work that is due later, or under way. */
        Job: {
            /** @description What kind of work it is. */
            task: string;
            /** @description What it is about. */
            payload: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it is due.
             */
            dueAt: string;
            /** @description How often it was begun. */
            attempts: number;
        };
        /** @description Jobs of the tenant, in one list. */
        JobList: {
            /** @description What there is. */
            data: components["schemas"]["Job"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A key of one of the APIs. */
        Key: {
            /** @description The id of the key, which is no secret. */
            id: string;
            /** @description Which API it opens. */
            api: string;
            /** @description What it is called; null without a name. */
            name: string | null;
            /** @description What it may do; of Atender alone. */
            scopes: string[];
            /** @description Whose rate limits hold for it; null for none. */
            tier: string | null;
            /** @description Whether it opens anything; false once it is revoked. */
            isActive: boolean;
            /** @description The key itself, in the answer to its creation alone. */
            key?: string;
        };
        /** @description A key to make. */
        KeyCreate: {
            /**
             * @description Which API it is to open.
             * @enum {string}
             */
            api: "atender" | "fernand";
            /** @description What it may do, of Atender alone; everything without it. */
            scopes?: string[];
            /** @description Whose rate limits are to hold for it; none without it. */
            tier?: string;
            /** @description What it is to be called. */
            name?: string;
        };
        /** @description Keys of the tenant, in one list. */
        KeyList: {
            /** @description What there is. */
            data: components["schemas"]["Key"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A request to one of the APIs, with its answer. */
        LoggedRequest: {
            /** @description The id of the entry. */
            id: string;
            /**
             * Format: date-time
             * @description By the tenant's clock.
             */
            at: string;
            /**
             * @description Which API it went to; null where no operation has the path.
             * @enum {string|null}
             */
            api: "atender" | "fernand" | null;
            /** @description Its operationId; null where no operation has the path. */
            operation: string | null;
            /** @description Its method. */
            method: string;
            /** @description With its query; the tokens of downloads are left out. */
            path: string;
            /** @description Keys that are no demo keys read `***`. */
            requestHeaders: {
                [key: string]: string;
            };
            /** @description The first 64 KiB, inflated; null for none, and for one that was refused unread. */
            requestBody: string | null;
            /** @description Null where the connection was cut first. */
            status: number | null;
            /** @description The first 64 KiB; null for none, and for a file. */
            responseBody: string | null;
            /** @description How long its answer took. */
            milliseconds: number;
            /** @description What was wrong with the request. */
            violations: components["schemas"]["Violation"][];
        };
        /** @description Requests of the tenant, the newest first, in one list. */
        LoggedRequestList: {
            /** @description What there is. */
            data: components["schemas"]["LoggedRequest"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A mail that left, or would have. */
        Mail: {
            /** @description The id of the mail, for this API alone. */
            id: string;
            /**
             * Format: date-time
             * @description When it left, by the tenant's clock.
             */
            at: string;
            /** @description Whom the mail server is told about; those of `bcc`, too. */
            envelope: {
                from: string;
                to: string[];
            };
            /**
             * @description `captured` where nothing is sent, else `sent`; or what came of it instead.
             * @enum {string}
             */
            outcome: "captured" | "sent" | "deferred" | "bounced" | "lost";
            /** @description The reply code of SMTP; null where none came. */
            code: string | null;
            /** @description What the mail server said. */
            reason: string;
            /** @description Its subject. */
            subject: string;
            /** @description What it says as text. */
            text: string;
            /** @description What it says as HTML. */
            html: string;
            /** @description In their order. */
            headers: {
                name: string;
                value: string;
            }[];
            /** @description Its files, and the pictures in its text. */
            attachments: {
                name: string;
                type: string;
                /** @description In bytes. */
                size: number;
                /** @description As `cid:` names it (RFC 2392); null for none. */
                contentId: string | null;
            }[];
        };
        /** @description Mails that left, in one list. */
        MailList: {
            /** @description What there is. */
            data: components["schemas"]["Mail"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Where a message has come. */
        MessageMade: {
            /** @description As the API of the conversation has it. */
            conversationId: string;
            /** @description As the API of the conversation has it; null where the mail was no new message, as one that came before. */
            messageId?: string | null;
        };
        /** @description Something with an id and a name. */
        Named: {
            /** @description Its id. */
            id: string;
            /** @description How it is called. */
            name: string;
        };
        /** @description Always null; lists are whole. */
        NextCursor: string | null;
        /** @description What the other side writes; `text`, `html` or both. */
        OtherSideMessage: {
            /** @description What is written, as text. */
            text?: string;
            /** @description What is written, as HTML. */
            html?: string;
            /** @description Files with it; at most 25 MiB, decoded, in all. */
            attachments?: {
                name: string;
                type: string;
                /** Format: byte */
                content: string;
            }[];
        } & (unknown | unknown);
        /** @description Somebody with an address; the name is null where nobody told one. */
        Person: {
            /** @description How the person is called; null where nobody told. */
            name: string | null;
            /** @description The address. */
            email: string;
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** @description The kind of problem, for programs. */
            title: string;
            /** @description The status of the answer. */
            status: number;
            /** @description A sentence for people. */
            detail: string;
            /** @description Every violation of the request, when that is the problem. */
            errors?: components["schemas"]["Violation"][];
        };
        /** @description A request that came to a receiver. */
        ReceivedRequest: {
            /** @description The id of the entry. */
            id: string;
            /**
             * Format: date-time
             * @description By the tenant's clock.
             */
            at: string;
            /** @description Its method. */
            method: string;
            /** @description Its headers; the name of each in lower case. */
            headers: {
                [key: string]: string;
            };
            /** @description As it came. */
            body: string;
            /** @description Whether a secret of one of the tenant's webhooks with this address signs it (Standard Webhooks). */
            verified: boolean;
            /** @description The status; null for none. */
            answered: number | null;
        };
        /** @description Requests that came to a receiver, in one list. */
        ReceivedRequestList: {
            /** @description What there is. */
            data: components["schemas"]["ReceivedRequest"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A place for webhooks. Subscribe its `url`. */
        Receiver: {
            /** @description The name that you gave it. */
            name: string;
            /**
             * Format: uri
             * @description Where webhooks are to be sent.
             */
            url: string;
            /** @description What it answers in turn; the last one repeats. */
            answers: components["schemas"]["ReceiverAnswer"][];
        };
        /** @description A status; or a status after so many seconds; or nothing at all, as long as the sender waits. */
        ReceiverAnswer: number | {
            status: number;
            /** @description By the real clock. */
            afterSeconds?: number;
        } | "none";
        /** @description Receivers of the tenant, in one list. */
        ReceiverList: {
            /** @description What there is. */
            data: components["schemas"]["Receiver"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description How a receiver is to answer. */
        ReceiverUpdate: {
            /**
             * @description What is answered in turn; the last one repeats.
             * @default [
             *       204
             *     ]
             */
            answers?: components["schemas"]["ReceiverAnswer"][];
        };
        /** @description What a browser signs in with. */
        SessionCreate: {
            /** @description The `ADMIN_TOKEN` of the server. */
            token: string;
        };
        /** @description All that a tenant has, as it was. */
        Snapshot: {
            /** @description What it is brought back by. */
            id: string;
            /**
             * Format: date-time
             * @description By the tenant's clock, which is kept with it.
             */
            at: string;
        };
        /** @description What the status of a conversation is to be. */
        StatusUpdate: {
            /**
             * @description As the API of the conversation has it, whatever the case; `snoozed` with `until`.
             * @enum {string}
             */
            status: "active" | "snoozed" | "done" | "archived" | "opened" | "closed" | "spam" | "ACTIVE" | "SNOOZED" | "DONE" | "ARCHIVED" | "OPENED" | "CLOSED" | "SPAM";
            /**
             * Format: date-time
             * @description When a snoozed one wakes, by the tenant's clock. Needed for `snoozed`, and refused without it.
             */
            until?: string;
        };
        /**
         * @description One word for both APIs; Fernand's `closed` is `done` or `archived` here.
         * @enum {string}
         */
        StoredStatus: "active" | "snoozed" | "done" | "archived" | "spam";
        /** @description A webhook. */
        Subscription: {
            /** @description The id of the webhook. */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description Where its events are sent. */
            url: string;
            /** @description Which events are sent there. */
            events: string[];
            /** @description Whether events are sent. */
            isActive: boolean;
            /**
             * @description Why the server made it inactive; null when the tenant did, and for an active one.
             * @enum {string|null}
             */
            disabledReason: "gone" | "failing" | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
            /** @description In the answer to its creation alone. */
            secret?: string;
        };
        /** @description A webhook to make. */
        SubscriptionCreate: {
            /** @description What it is to be called. */
            name: string;
            /**
             * Format: uri
             * @description Where its events are to be sent.
             */
            url: string;
            /** @description Names of Atender's events; all of them where one is `*`. */
            events: string[];
        };
        /** @description Webhooks of the tenant, in one list. */
        SubscriptionList: {
            /** @description What there is. */
            data: components["schemas"]["Subscription"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A tag, as a list or a menu shows one. */
        TagShown: {
            /** @description What addresses say. */
            slug: string;
            /** @description How it is called. */
            name: string;
            /** @description As `#BEC2C8`. */
            color: string | null;
        };
        /** @description What a conversation is to carry. */
        TagsUpdate: {
            /** @description Slugs of the tags that it carries from now on. */
            tags: string[];
        };
        /** @description A tenant that can be controlled. */
        Tenant: {
            /** @description The name that `Control-Tenant` takes. */
            name: string;
            /** @description Whether it is private, and goes an hour after its last request. */
            isCopy: boolean;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            openedAt: string;
            /**
             * Format: date-time
             * @description When it was last asked for something; null for never.
             */
            lastRequestAt: string | null;
        };
        /** @description Tenants, in one list. */
        TenantList: {
            /** @description What there is. */
            data: components["schemas"]["Tenant"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A change of the conversation. */
        TimelineChange: {
            /** @description The id of the entry. */
            id: string;
            /**
             * @description What tells it from messages and notes.
             * @enum {string}
             */
            kind: "change";
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Null where no agent did it. */
            author: components["schemas"]["Person"] | null;
            /**
             * @description What has changed.
             * @enum {string}
             */
            change: "status" | "assign" | "tag" | "untag" | "subject" | "contact";
            /** @description What it was changed to, in words; null for nobody. */
            to: string | null;
        };
        /** @description A page of what happened in a conversation, the newest first. */
        TimelineList: {
            /** @description Messages, notes and changes of this page, told apart by `kind`. */
            data: (components["schemas"]["TimelineMessage"] | components["schemas"]["TimelineNote"] | components["schemas"]["TimelineChange"])[];
            nextCursor: components["schemas"]["Cursor"];
        };
        /** @description A message in a conversation. */
        TimelineMessage: {
            /** @description As its API calls it. */
            id: string;
            /**
             * @description What tells it from notes and changes.
             * @enum {string}
             */
            kind: "message";
            /**
             * Format: date-time
             * @description When it came, or was written.
             */
            at: string;
            /** @description Null for an agent whom nobody named. */
            author: components["schemas"]["Person"] | null;
            /**
             * @description Whether the customer wrote it (`in`) or an agent (`out`).
             * @enum {string}
             */
            direction: "in" | "out";
            /**
             * @description What became of it.
             * @enum {string}
             */
            status: "pending" | "sent" | "received" | "bounced" | "error";
            /** @description Whether it came or goes as a mail. */
            isMail: boolean;
            /** @description Whether no person sent it (RFC 3834). */
            isAutomated: boolean;
            /** @description What it says as text; null where it has none. */
            text: string | null;
            /** @description As its writer wrote it, who may be a stranger. Sanitise it before you show it. */
            html: string | null;
            /** @description Of a mail; empty lists for any other message. */
            recipients: {
                to: string[];
                cc: string[];
                bcc: string[];
            };
            /** @description Its files. */
            attachments: {
                id: string;
                name: string;
                type: string;
                /** @description In bytes. */
                size: number;
            }[];
            /**
             * Format: date-time
             * @description When it left, or was sent where it came from; null while it has not.
             */
            sentAt: string | null;
            /**
             * Format: date-time
             * @description When a mail that is pending goes out first; null for any other, and once it was tried.
             */
            dueAt: string | null;
            /** @description Whether it can be deleted before it leaves. */
            canTakeBack: boolean;
            /** @description Whether its source can be downloaded. */
            hasSource: boolean;
            /** @description What became of a mail for each recipient, once it was tried. */
            deliveries: {
                address: string;
                /** @enum {string} */
                state: "waiting" | "accepted" | "refused" | "given-up";
                code: string | null;
                reason: string;
            }[];
            /** @description The latest that is known of its delivery; null for none. */
            lastEvent: {
                event: string;
                /** Format: date-time */
                at: string;
                code: string | null;
                reason: string;
            } | null;
            /** @description The attempts to send it that this process made, the oldest first. */
            attempts: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                outcome: "captured" | "sent" | "deferred" | "bounced" | "lost";
                code: string | null;
                reason: string;
            }[];
        };
        /** @description A note that agents wrote for each other. */
        TimelineNote: {
            /** @description The id of the entry. */
            id: string;
            /**
             * @description What tells it from messages and changes.
             * @enum {string}
             */
            kind: "note";
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            author: components["schemas"]["Person"] | null;
            /** @description What it says, as HTML. Sanitise it before you show it. */
            html: string;
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
            /** @description The JSON Schema keyword that the value breaks. */
            code: string;
            /** @description A sentence for people; it may change. */
            message: string;
        };
        /** @description What a tenant has to choose from. */
        Workspace: {
            /** @description The name of the tenant. */
            tenant: string;
            /** @description Addresses that mails leave from. */
            channels: {
                id: number;
                address: string;
            }[];
            /** @description Whom a conversation can be assigned to. */
            agents: components["schemas"]["AgentShown"][];
            /** @description Groups of agents. */
            teams: components["schemas"]["Named"][];
            /** @description Tags that a conversation can carry. */
            tags: components["schemas"]["TagShown"][];
            /** @description Fields that a conversation of Atender can carry. */
            customFields: {
                key: string;
                name: string;
                type: string;
            }[];
            /** @description What webhooks can be subscribed to. */
            events: string[];
            /** @description What a key of Atender may be allowed to do. */
            scopes: string[];
            /** @description Those of the two APIs, which faults can hit. */
            operations: {
                id: string;
                api: string;
                method: string;
                path: string;
            }[];
        };
    };
    responses: {
        /** @description This tenant cannot do that, or not now. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request may come from a page that tricks a browser: its `Host` or its `Origin` is another one. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request breaks the contract; `errors` lists every violation. Nothing was done. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such tenant, or no such thing of it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than `x-max-bytes`. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server asks for its `ADMIN_TOKEN`, and it was not sent, or another one. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A failure of the server, such as 500; 503 with `Retry-After`, when its database cannot be reached or as many event streams are open as may be; or 429 with `Retry-After`, when too many wrong tokens came from the caller's address. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is no `application/json`. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Only what came after this one, by its id.
         * @example e12
         */
        after: string;
        /**
         * @description Only conversations of this API.
         * @example atender
         */
        api: "atender" | "fernand";
        /**
         * @description Only what tells of this conversation, by its id.
         * @example 01JDW0V4XKQ7M2N8P5R3T6Y9ZA
         */
        conversation: string;
        /**
         * @description The `nextCursor` of the page before.
         * @example c2
         */
        cursor: string;
        /**
         * @description The `webhook-id` of its attempts.
         * @example msg_1
         */
        deliveryId: string;
        /**
         * @description Where a status files a conversation; done and archived ones are closed. All of them without it.
         * @example open
         */
        folder: "open" | "snoozed" | "closed" | "spam";
        /**
         * @description What a list or an answer called it.
         * @example m1
         */
        id: string;
        /**
         * @description Its place among the attachments, from 0.
         * @example 0
         */
        index: number;
        /**
         * @description How many there are on a page.
         * @example 50
         */
        limit: number;
        /**
         * @description The receiver, by a name of yours.
         * @example crm
         */
        name: string;
        /**
         * @description Words of a message or a subject, or an address.
         * @example refund
         */
        search: string;
        /**
         * @description Only mail from this moment on, by the tenant's clock.
         * @example 2026-11-30T09:00:00Z
         */
        since: string;
        /**
         * @description Only mail whose subject holds this text.
         * @example Refund
         */
        subject: string;
        /**
         * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
         * @example checkout-test
         */
        tenant: string;
        /**
         * @description Only mail whose envelope names this recipient, whatever its case.
         * @example erlich@aviato.example
         */
        to: string;
        /**
         * @description Seconds to hold the request until there is something to answer with.
         * @example 5
         */
        wait: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockUpdate"];
            };
        };
        responses: {
            /** @description The clock. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock goes as the machine's. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockAdvance"];
            };
        };
        responses: {
            /** @description The clock, afterwards. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listMails: {
        parameters: {
            query?: {
                /**
                 * @description Only mail whose envelope names this recipient, whatever its case.
                 * @example erlich@aviato.example
                 */
                to?: components["parameters"]["to"];
                /**
                 * @description Only mail whose subject holds this text.
                 * @example Refund
                 */
                subject?: components["parameters"]["subject"];
                /**
                 * @description Only mail from this moment on, by the tenant's clock.
                 * @example 2026-11-30T09:00:00Z
                 */
                since?: components["parameters"]["since"];
                /**
                 * @description Seconds to hold the request until there is something to answer with.
                 * @example 5
                 */
                wait?: components["parameters"]["wait"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mails. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteMails: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mailbox is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getMail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mail"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadMailSource: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Subject: Refund */
                    "message/rfc822": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadMailAttachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
                /**
                 * @description Its place among the attachments, from 0.
                 * @example 0
                 */
                index: components["parameters"]["index"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Refund */
                    "*/*": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listReceivers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receivers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiverList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getReceiver: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description The receiver, by a name of yours.
                 * @example crm
                 */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receiver. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receiver"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateReceiver: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description The receiver, by a name of yours.
                 * @example crm
                 */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiverUpdate"];
            };
        };
        responses: {
            /** @description The receiver. What it received is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receiver"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteReceiver: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description The receiver, by a name of yours.
                 * @example crm
                 */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone, with what it received. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listReceivedRequests: {
        parameters: {
            query?: {
                /**
                 * @description Only what came after this one, by its id.
                 * @example e12
                 */
                after?: components["parameters"]["after"];
                /**
                 * @description Seconds to hold the request until there is something to answer with.
                 * @example 5
                 */
                wait?: components["parameters"]["wait"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description The receiver, by a name of yours.
                 * @example crm
                 */
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedRequestList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listFaults: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The faults. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createFault: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultCreate"];
            };
        };
        responses: {
            /** @description The fault. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteFaults: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is none. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /**
                 * @description Where a status files a conversation; done and archived ones are closed. All of them without it.
                 * @example open
                 */
                folder?: components["parameters"]["folder"];
                /**
                 * @description Only conversations of this API.
                 * @example atender
                 */
                api?: components["parameters"]["api"];
                /**
                 * @description Words of a message or a subject, or an address.
                 * @example refund
                 */
                search?: components["parameters"]["search"];
                /**
                 * @description The `nextCursor` of the page before.
                 * @example c2
                 */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description How many there are on a page.
                 * @example 50
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, and how many each folder holds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
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
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listTimeline: {
        parameters: {
            query?: {
                /**
                 * @description The `nextCursor` of the page before.
                 * @example c2
                 */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description How many there are on a page.
                 * @example 50
                 */
                limit?: components["parameters"]["limit"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateTags: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsUpdate"];
            };
        };
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationChanged"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createCustomerMessage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherSideMessage"];
            };
        };
        responses: {
            /** @description The message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageMade"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createAgentReply: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherSideMessage"];
            };
        };
        responses: {
            /** @description The message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageMade"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateStatus: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusUpdate"];
            };
        };
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationChanged"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateAssignee: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssigneeUpdate"];
            };
        };
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationChanged"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will not be sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadMessageSource: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Subject: Refund */
                    "message/rfc822": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listInlineParts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pictures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InlinePartList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadAttachment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Refund */
                    "*/*": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createDeliveryReport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryReport"];
            };
        };
        responses: {
            /** @description The message. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryReported"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description Only what came after this one, by its id.
                 * @example e12
                 */
                after?: components["parameters"]["after"];
                /**
                 * @description Seconds to hold the request until there is something to answer with.
                 * @example 5
                 */
                wait?: components["parameters"]["wait"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getChanges: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: changed
                     *     data: {}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /**
                 * @description Only what came after this one, by its id.
                 * @example e12
                 */
                after?: components["parameters"]["after"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedRequestList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteRequests: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionCreate"];
            };
        };
        responses: {
            /** @description The webhook, with its secret this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteSubscription: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
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
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only what tells of this conversation, by its id.
                 * @example 01JDW0V4XKQ7M2N8P5R3T6Y9ZA
                 */
                conversation?: components["parameters"]["conversation"];
            };
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
                /**
                 * @description The `webhook-id` of its attempts.
                 * @example msg_1
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    redeliverDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
                /**
                 * @description The `webhook-id` of its attempts.
                 * @example msg_1
                 */
                deliveryId: components["parameters"]["deliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It goes out at once. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    resetTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is as new. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listTenants: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionCreate"];
            };
        };
        responses: {
            /** @description The cookie is set. Where no token is needed, none is. */
            204: {
                headers: {
                    /**
                     * @description For this site alone, not to be read by scripts, gone with the browser, of no use after 12 hours.
                     * @example control=1767225600.c2lnbmF0dXJl; HttpOnly; SameSite=Strict; Path=/
                     */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookie is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCreate"];
            };
        };
        responses: {
            /** @description The key, shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Which tenant is meant: that of the workspace, or the name of a private copy. `demo` without it. A copy is opened by this header as by a key that names it.
                 * @example checkout-test
                 */
                "Control-Tenant"?: components["parameters"]["tenant"];
            };
            path: {
                /**
                 * @description What a list or an answer called it.
                 * @example m1
                 */
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is refused from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
