// Generated from openapi/fernand/openapi.yaml: do not edit, run `npm run generate`.

export interface paths {
    "/conversations/compose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a new conversation
         * @description Opens a conversation and sends its first message as an e-mail from the channel's address, `delay` seconds from
         *     now. The answer is the message as it stands then: `PENDING`, with `last_event` absent. It becomes `SENT` when
         *     the mail server took it for some recipient at least, `BOUNCED` when the mail server refused it for good, and
         *     `ERROR` when it could not be handed over within the retry window.
         *
         *     At least one of `to`, `cc` and `bcc` is needed, and one of `agent_id` and `agent_email`; where both are given,
         *     `agent_id` decides. One bad address anywhere refuses the whole request, and nothing is sent.
         */
        post: operations["composeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}": {
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
    "/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a conversation
         * @description Newest first, at most 50. Pass the `id` of the last one as `before` to read on; an empty array is the end.
         */
        get: operations["listMessages"];
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
        Action: {
            name?: string;
            data?: {
                [key: string]: unknown;
            };
            /** Format: int64 */
            snippet_id?: number;
            /** @description `ignored` where the name is not known. */
            status?: string;
        };
        ActionCreate: {
            /** @description What to do, such as `status`, or `status.close`. */
            name?: string;
            /** @description The parameters of the action. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The snippet whose actions to run.
             */
            snippet_id?: number;
        };
        /**
         * Format: address-list
         * @description Comma-separated addresses, display names allowed (RFC 5322): `Monica Hall <monica.hall@raviga-capital.com>, jared@piedpiper.example`. Groups are refused.
         */
        AddressList: string;
        Attachment: {
            id?: number;
            name?: string;
            /** Format: uri */
            url?: string;
            /** @description The media type. */
            type?: string;
            /** @description In bytes, decoded. */
            size?: number;
            /** Format: uuid */
            uuid?: string;
        };
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
        Conversation: {
            /** Format: int64 */
            id: number;
            /**
             * Format: int64
             * @description The first recipient.
             */
            contact_id?: number | null;
            subject: string;
            status: components["schemas"]["ConversationStatus"];
            /**
             * Format: date-time
             * @description When the last incoming message came; null before the first.
             */
            last_update?: string | null;
            tags?: number[];
            recipients?: components["schemas"]["Recipient"][];
            /**
             * Format: int64
             * @description The agent it is assigned to.
             */
            agent_id?: number | null;
            /** Format: int64 */
            channel_id: number;
            /** Format: date-time */
            snooze_until?: string | null;
        };
        ConversationCompose: {
            /**
             * Format: int64
             * @description The channel that the mail leaves from; it decides the sender's address.
             */
            channel_id: number;
            content: components["schemas"]["MessageContent"];
            to?: components["schemas"]["AddressList"];
            cc?: components["schemas"]["AddressList"];
            /** @description In the envelope alone; no copy of the mail shows these addresses. */
            bcc?: components["schemas"]["AddressList"];
            /** @description One line. */
            subject?: string;
            /**
             * @description Seconds to wait before sending.
             * @default 7
             */
            delay?: number;
            /**
             * Format: int64
             * @description The agent who sends; required when `agent_email` is absent.
             */
            agent_id?: number;
            /**
             * Format: email
             * @description The agent who sends; required when `agent_id` is absent.
             */
            agent_email?: string;
            /** @description Your own label for the message, returned unchanged. */
            generated_id?: string;
        } & (unknown & unknown);
        /** @enum {string} */
        ConversationStatus: "OPENED" | "CLOSED" | "SPAM" | "SNOOZED";
        /** @description The latest that is known of the delivery; absent until there is something. */
        DeliveryEvent: {
            /** @description An open set: `DELIVERED`, the mail server took it; `DEFERRED`, it will be tried again; `BOUNCED`, refused for good; `FAILED`, given up. */
            event?: string;
            /** Format: date-time */
            received_at?: string;
            /** @description The SMTP reply code; absent when no server answered. */
            error_code?: string;
            /** @description The text of the SMTP reply. */
            reason?: string;
        };
        Error: {
            /** @description A sentence for people; it may change. */
            error: string;
        };
        Message: {
            /** @description The vendor announces that the prefix will go; strip `m-` only where it is there. */
            id: string;
            /** Format: int64 */
            conversation_id: number;
            /** @enum {string} */
            type: "MESSAGE";
            /**
             * Format: date-time
             * @description When the message was created.
             */
            timestamp: string;
            /**
             * @description `IN` for incoming, `OUT` for outgoing.
             * @enum {string}
             */
            way: "IN" | "OUT";
            status: components["schemas"]["MessageStatus"];
            /** @enum {string} */
            source: "EMAIL" | "CHAT";
            /**
             * Format: uri
             * @description The original mail (.eml); null until it was sent.
             */
            download_url?: string | null;
            /**
             * Format: int64
             * @description The agent who sent it; null for an incoming message.
             */
            agent_id?: number | null;
            /**
             * Format: int64
             * @description The contact who sent it; null for an outgoing message.
             */
            contact_id?: number | null;
            /** @description The HTML body, as the sender wrote it. */
            message?: string;
            attachments?: components["schemas"]["Attachment"][];
            /**
             * Format: int32
             * @description Seconds between `timestamp` and the sending.
             */
            delay?: number;
            /** Format: uri */
            unsubscribe_url?: string | null;
            last_event?: components["schemas"]["DeliveryEvent"];
            /** @description The actions of the request. */
            actions?: components["schemas"]["Action"][];
            /** @description The detected language of the text, such as `en`; null when it is not known. */
            language?: string | null;
            /** @description Chat only. */
            is_read?: boolean;
            /** @description Whether the system sent it by itself. */
            is_automated?: boolean;
            /** @description The label of the request; absent when it had none. */
            generated_id?: string;
        };
        /** @description What the mail says. `content` may be empty only where there is an attachment. */
        MessageContent: {
            /** @description The HTML body. */
            content: string;
            /** @description At most 25 MiB, decoded, in all; more answers 413. */
            attachments?: components["schemas"]["AttachmentCreate"][];
            /** @description What to do with the conversation besides, in this order. */
            actions?: components["schemas"]["ActionCreate"][];
        };
        MessageList: components["schemas"]["Message"][];
        /**
         * @description An outgoing mail is `PENDING` until the mail server took it (`SENT`), refused it for good (`BOUNCED`), or the retry window closed (`ERROR`).
         * @enum {string}
         */
        MessageStatus: "DRAFT" | "PENDING" | "SENT" | "RECEIVED" | "BOUNCED" | "SPAM" | "ERROR";
        Recipient: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            contact_id: number;
            /** @enum {string} */
            kind: "to" | "cc" | "bcc" | "from" | "reply-to";
            /** Format: int64 */
            conversation_id: number;
        };
        ValidationError: {
            /** @description A sentence for people; it may change. */
            error: string;
            /** @description Every violation of the request; of more than a hundred the first hundred. */
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
        /** @description The body breaks the contract; `errors` lists every violation. Nothing was stored, nothing is sent. */
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
        /** @description The organization has no such conversation. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body, or what its attachments decode to, is larger than the limit. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key is over its limit. */
        TooManyRequests: {
            headers: {
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The key is missing or invalid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 405 with `Allow`, or a failure of the server (5xx). */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The channel, the agent or a snippet does not exist; the sentence names the field. Nothing was stored, nothing is sent. */
        UnknownReference: {
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
         * @description Only messages older than this one, with or without the prefix of its `id`.
         * @example m-123456
         */
        before: string;
        /** @example 12345 */
        conversationId: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Requests of this kind that the key may send a minute.
         * @example 20
         */
        RateLimitLimit: number;
        /**
         * @description Requests of this kind left in the current window.
         * @example 19
         */
        RateLimitRemaining: number;
        /**
         * @description When the window ends, in Unix seconds.
         * @example 1768996260
         */
        RateLimitReset: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    composeConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationCompose"];
            };
        };
        responses: {
            /** @description The message, waiting for its time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["UnknownReference"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 12345 */
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
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /**
                 * @description Only messages older than this one, with or without the prefix of its `id`.
                 * @example m-123456
                 */
                before?: components["parameters"]["before"];
            };
            header?: never;
            path: {
                /** @example 12345 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages, a bare array. */
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
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
