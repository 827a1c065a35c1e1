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
        ErrorCode: "validation_failed" | "malformed_body" | "unauthorized" | "forbidden" | "not_found" | "method_not_allowed" | "reference_taken" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "internal_error" | "unavailable";
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
    };
    responses: {
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
         * @description Only the conversation with this reference.
         * @example shop-4521
         */
        externalReference: string;
        /**
         * @description How many conversations a page holds at most.
         * @example 25
         */
        limit: number;
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
                 * @description How many conversations a page holds at most.
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
}
