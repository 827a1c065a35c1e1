// Generated from openapi/control/openapi.yaml: do not edit, run `npm run generate`.

export interface paths {
    "/_control/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What time it is */
        get: operations["getClock"];
        /**
         * Set the clock
         * @description What is absent stays.
         */
        put: operations["updateClock"];
        post?: never;
        /** Go back to real time */
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
        /** Forget the mail */
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
        /** Get a mail */
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
    "/_control/receivers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a receiver */
        get: operations["getReceiver"];
        /** Make a receiver of webhooks, or tell one how to answer */
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
        /** List the faults */
        get: operations["listFaults"];
        put?: never;
        /**
         * Make requests fail
         * @description The same for one request: `Prefer: fault=drop-after-commit`.
         */
        post: operations["createFault"];
        /** Take all faults back */
        delete: operations["deleteFaults"];
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
        /** Reply as an agent */
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
        /** Change the status as an agent */
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
        /** Assign as an agent */
        post: operations["updateAssignee"];
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
    "/_control/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep the state of a tenant */
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
        /** List the tenants */
        get: operations["listTenants"];
        put?: never;
        post?: never;
        delete?: never;
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
        /** List the keys of a tenant */
        get: operations["listKeys"];
        put?: never;
        /** Make a key */
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
        /** Revoke a key */
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
        AssigneeUpdate: {
            agentId: number | null;
        };
        /** @description What time it is for a tenant. */
        Clock: {
            /** Format: date-time */
            now: string;
            /** @description Whether it stands still until it is advanced. */
            frozen: boolean;
        };
        ClockAdvance: {
            /** @description How much time is to pass. */
            seconds: number;
        };
        ClockUpdate: {
            /**
             * Format: date-time
             * @description The moment that it is to be. What is due before it runs at once, as late.
             */
            now?: string;
            frozen?: boolean;
        };
        ConversationChanged: {
            conversationId: string;
            /** @description As the API of the conversation has it. */
            status: string;
        };
        /** @description A delivery to a webhook, with what was tried. */
        Delivery: {
            /** @description The `webhook-id` of each attempt. */
            id: string;
            url: string;
            event: string;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed" | "cancelled";
            attempts: number;
            /** Format: date-time */
            nextAttemptAt: string | null;
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description What the mail server, or the report of one further on, tells of a message that left. */
        DeliveryReport: {
            /** @enum {string} */
            outcome: "delivered" | "deferred" | "bounced";
            /** @description The reply code of SMTP; 250, 451 or 550 without it. */
            code?: string;
            reason?: string;
        };
        DeliveryReported: {
            messageId: string;
            /** @description Of the message, afterwards. */
            status: string;
        };
        /** @description Something that happened, as a webhook tells it. */
        Event: {
            id: string;
            /** Format: date-time */
            at: string;
            event: string;
            data: {
                [key: string]: unknown;
            };
        };
        EventList: {
            data: components["schemas"]["Event"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        Fault: {
            id: string;
            what: components["schemas"]["FaultKind"];
            operation: string | null;
            /** @description How often it still hits; null for ever. */
            remaining: number | null;
            probability: number;
            seconds: number;
            /** @description How often it has hit. */
            hits: number;
        };
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
        FaultList: {
            data: components["schemas"]["Fault"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description Work that is due later, or under way. */
        Job: {
            task: string;
            payload: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            dueAt: string;
            attempts: number;
        };
        JobList: {
            data: components["schemas"]["Job"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        Key: {
            id: string;
            api: string;
            name: string | null;
            scopes: string[];
            tier: string | null;
            isActive: boolean;
            /** @description The key itself, in the answer to its creation alone. */
            key?: string;
        };
        KeyCreate: {
            /** @enum {string} */
            api: "atender" | "fernand";
            scopes?: string[];
            tier?: string;
            name?: string;
        };
        KeyList: {
            data: components["schemas"]["Key"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A mail that left, or would have. */
        Mail: {
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
            subject: string;
            text: string;
            html: string;
            /** @description In their order. */
            headers: {
                name: string;
                value: string;
            }[];
            attachments: {
                name: string;
                type: string;
                /** @description In bytes. */
                size: number;
            }[];
        };
        MailList: {
            data: components["schemas"]["Mail"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        MessageMade: {
            /** @description As the API of the conversation has it. */
            conversationId: string;
            /** @description As the API of the conversation has it; null where the mail was no new message, as one that came before. */
            messageId?: string | null;
        };
        /** @description Always null; lists are whole. */
        NextCursor: string | null;
        /** @description What the other side writes; `text`, `html` or both. */
        OtherSideMessage: {
            text?: string;
            html?: string;
            attachments?: {
                name: string;
                type: string;
                /** Format: byte */
                content: string;
            }[];
        } & (unknown | unknown);
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** @description The kind of problem, for programs. */
            title: string;
            status: number;
            /** @description A sentence for people. */
            detail: string;
            /** @description Every violation of the request, when that is the problem. */
            errors?: components["schemas"]["Violation"][];
        };
        ReceivedRequest: {
            id: string;
            /**
             * Format: date-time
             * @description By the tenant's clock.
             */
            at: string;
            method: string;
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
        ReceivedRequestList: {
            data: components["schemas"]["ReceivedRequest"][];
            nextCursor: components["schemas"]["NextCursor"];
        };
        /** @description A place for webhooks. Subscribe its `url`. */
        Receiver: {
            name: string;
            /** Format: uri */
            url: string;
            answers: components["schemas"]["ReceiverAnswer"][];
        };
        /** @description A status; or a status after so many seconds; or nothing at all, as long as the sender waits. */
        ReceiverAnswer: number | {
            status: number;
            /** @description By the real clock. */
            afterSeconds?: number;
        } | "none";
        ReceiverUpdate: {
            /**
             * @description What is answered in turn; the last one repeats.
             * @default [
             *       204
             *     ]
             */
            answers?: components["schemas"]["ReceiverAnswer"][];
        };
        /** @description All that a tenant has, as it was. */
        Snapshot: {
            id: string;
            /**
             * Format: date-time
             * @description By the tenant's clock, which is kept with it.
             */
            at: string;
        };
        StatusUpdate: {
            /**
             * @description As the API of the conversation has it, whatever the case.
             * @enum {string}
             */
            status: "active" | "done" | "archived" | "opened" | "closed" | "spam" | "ACTIVE" | "DONE" | "ARCHIVED" | "OPENED" | "CLOSED" | "SPAM";
        };
        Tenant: {
            name: string;
            /** @description Whether it is private, and goes an hour after its last request. */
            isCopy: boolean;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            lastRequestAt: string | null;
        };
        TenantList: {
            data: components["schemas"]["Tenant"][];
            nextCursor: components["schemas"]["NextCursor"];
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
            /** @description The JSON Schema keyword that the value breaks. */
            code: string;
            message: string;
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
        /** @description A failure of the server, such as 500; or 503 with `Retry-After`, when its database cannot be reached. */
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
         * @description What a list or an answer called it.
         * @example m1
         */
        id: string;
        /**
         * @description The receiver, by a name of yours.
         * @example crm
         */
        name: string;
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
    listDeliveries: {
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
