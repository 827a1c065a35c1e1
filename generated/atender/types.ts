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
         *     conversation that a 409 speaks of.
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
        /** Get a conversation */
        get: operations["getConversation"];
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
        /** Get a webhook */
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
        /** Get a delivery */
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
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The channel that the conversation really came from in your system; the badge in the inbox, filters and analytics depend on it. Instagram is sent as `messenger`.
         * @enum {string}
         */
        Channel: "email" | "messenger" | "sms" | "phone" | "voice" | "whatsapp" | "webchat" | "amazon";
        Contact: {
            id: string;
            /**
             * Format: email
             * @description In lower case.
             */
            email: string;
            name: string;
            phone?: string | null;
        };
        /** @description Matched by e-mail address, whatever its case, or created. */
        ContactCreate: {
            /** Format: email */
            email: string;
            /** @description Full name; a new contact without one is named after the local part of the address. */
            name?: string;
            phone?: string;
        };
        Conversation: {
            /** @description Store it beside your reference: it serves to fetch the conversation, push replies and correlate webhooks. */
            id: string;
            externalReference: string;
            status: components["schemas"]["ConversationStatus"];
            subject?: string;
            channel?: components["schemas"]["Channel"];
            contact?: components["schemas"]["Contact"];
            /** @description The team it is assigned to; null when the workspace has no team. */
            team?: components["schemas"]["Team"] | null;
            /** @description The slugs that exist, in the order of the workspace. */
            tags?: string[];
            customFields?: components["schemas"]["CustomFieldValues"];
            metadata?: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
        };
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
        ConversationList: {
            data: components["schemas"]["Conversation"][];
            /** @description Pass it as `cursor` to read on; null on the last page. */
            nextCursor: string | null;
        };
        /**
         * @description `active` when created. A customer message reopens `snoozed` and `done`; `archived` is final.
         * @enum {string}
         */
        ConversationStatus: "active" | "snoozed" | "done" | "archived";
        /** @description Values by the key of the custom field. A key that does not exist is ignored; a value of the wrong type answers 400 naming the field. Text and textarea take a string, number a number, checkbox a boolean, date a string `YYYY-MM-DD`, select the slug of an option. */
        CustomFieldValues: {
            [key: string]: string | number | boolean;
        };
        Error: {
            error: components["schemas"]["ErrorCode"];
            /** @description A sentence for people; it may change. */
            message: string;
        };
        /**
         * @description Stable, for programs.
         * @enum {string}
         */
        ErrorCode: "validation_failed" | "malformed_body" | "unauthorized" | "forbidden" | "not_found" | "method_not_allowed" | "reference_taken" | "webhook_limit_reached" | "webhook_inactive" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "internal_error" | "unavailable";
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
            /** @description Free form, for your own use; returned as it was sent. */
            metadata?: {
                [key: string]: unknown;
            };
        };
        Team: {
            id: string;
            name: string;
        };
        ValidationError: {
            error: components["schemas"]["ErrorCode"];
            /** @description A sentence for people; it may change. */
            message: string;
            /** @description Every violation of the request. */
            errors: components["schemas"]["Violation"][];
        };
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
            message: string;
        };
        /** @description A subscription to events. */
        Webhook: {
            id: string;
            name: string;
            url: string;
            events: components["schemas"]["EventName"][];
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
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
        };
        WebhookAttempt: {
            /** Format: date-time */
            at: string;
            /** @description The status of the answer; null when none came. */
            status: number | null;
            durationMs: number;
            /** @description Why it failed, for people; null after a success. */
            error: string | null;
            /** @description The first 1024 bytes of the answer's body as UTF-8; what is none is replaced by U+FFFD. */
            answer: string | null;
        };
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
            /** Format: date-time */
            finishedAt: string | null;
            /** @description The oldest first. A delivery that is begun again keeps its twelve latest. */
            attempts: components["schemas"]["WebhookAttempt"][];
        };
        WebhookDeliveryList: {
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
        WebhookEvents: components["schemas"]["EventName"][];
        WebhookList: {
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
        /** @description The tenant has no such conversation. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the operation's `x-max-bytes`. */
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
        /** @description The key is over the limit of its tier. */
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
         * @description The `id` that the conversation was created with.
         * @example 0199c0de-7a10-7c3e-9b57-2f4d8a61b0c3
         */
        conversationId: string;
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
    };
    requestBodies: never;
    headers: {
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
            404: components["responses"]["WebhookNotFound"];
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
}
