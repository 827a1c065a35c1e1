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
    "/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations
         * @description Page by page: pass `cursor` of the answer to read on, with the same `order` and `query`; null is the end.
         *
         *     `query` is a list of words that all have to hold: `status:opened` (or `closed`, `spam`, `snoozed`),
         *     `assigned:` with an agent's address, `unassigned:true`, `tag:` with a tag's name or slug. Every other word must be
         *     in the subject or in a message, whatever its case. Words in double quotes belong together: `tag:"Big order"`.
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
    "/conversations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bulk update multiple conversations
         * @description Each conversation changes as a whole or not at all, and what changed is answered: one that does not exist, or one of
         *     which a mail is being sent at this moment when it is to be deleted, is left out. An agent who does not exist refuses the
         *     whole request.
         *
         *     The page also speaks of a tag to add, a tag to remove, and of blocking the contact; what these members are called is
         *     not in any state of it that is known here.
         */
        post: operations["updateConversations"];
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
        /**
         * Get a conversation
         * @description The conversation as it stands now. What was written in it is listed by `GET /conversations/{id}/messages`.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        /**
         * Delete a conversation
         * @description For good, with its messages, notes, events and attachments. A message that is pending is never sent; while one is
         *     being handed to the mail server the answer is 409, and nothing is deleted.
         */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        /**
         * Change a conversation
         * @description What is given changes, what is absent stays. A snoozed conversation wakes by itself at `snooze_until`, or when the
         *     customer writes.
         */
        patch: operations["updateConversation"];
        trace?: never;
    };
    "/conversations/{id}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reply to a conversation
         * @description Sends an e-mail to everybody in `to` and `cc` of the conversation, in its thread, `delay` seconds from now. Whoever
         *     wrote to us is in `to` of the reply; blind copies are not repeated.
         */
        post: operations["replyToConversation"];
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
         * List messages in a conversation
         * @description The timeline of the conversation: messages, notes and events mixed, newest first, at most 50. Tell them apart by
         *     `type`. Pass the `id` of the last one as `before` to read on; an empty array is the end.
         *
         *     The vendor announces that the prefixes of the ids (`m-`, `n-`, `e-`) go without notice: strip them where they are
         *     there. A message and a note may then have the same number. `idPrefixes: off` in the workspace answers so already.
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
    "/conversations/{id}/messages/{message_id}": {
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
         * Delete a message
         * @description For good, with its attachments. With the last entry of a conversation, its notes counted, the conversation goes too.
         *
         *     A message that is pending and deleted is never sent. `X-Message-Status` tells which won when the deletion met the
         *     time of the sending: `PENDING`, it was not sent and never will be; `SENT`, it had left before. While it is being
         *     handed to the mail server nobody knows: then the answer is 409, and nothing is deleted.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note to a conversation
         * @description For team members only: nothing is sent. The note is written by the agent that the key acts for, and stands in the
         *     timeline of the conversation.
         *
         *     `mentions` are checked and kept; nobody is notified here.
         */
        post: operations["createNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/notes/{note_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a note
         * @description Only by its author, which is the agent that the key acts for. Sets `edited_at`.
         */
        patch: operations["updateNote"];
        trace?: never;
    };
    "/conversations/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a tag to a conversation
         * @description A tag that does not exist is made. One that the conversation carries already changes nothing.
         */
        post: operations["addTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{id}/tags/{tag}": {
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
         * Remove a tag from a conversation
         * @description The tag itself stays. One that the conversation does not carry changes nothing.
         */
        delete: operations["removeTag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{conv_id}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a new draft
         * @description A draft of a message, for the agents of the conversation: nothing is sent, and it stands in no timeline. Without an
         *     author it is by the agent that the key acts for.
         */
        post: operations["createDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conversations/{conv_id}/drafts/{draft_id}": {
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
         * Delete a draft
         * @description Deletes the draft for good; the conversation stays as it is.
         */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search for contacts
         * @description With an `@` in it, the text is looked for in addresses alone; else in names too. Without a text, the newest contacts.
         */
        get: operations["searchContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve contact informations
         * @description One contact, by the number that conversations and messages carry.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update the contact
         * @description The name that this organization has for the contact; null goes back to the local part of the address.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/conversations/{uuid}/original.eml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the original mail
         * @description The message byte for byte as it was sent or came in, for the address in `download_url`. Needs no key: the token is
         *     the permission, for a message and until its time is up.
         */
        get: operations["downloadOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attachments/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an attachment
         * @description The file byte for byte, for the address in `url` of an attachment. Needs no key: the token is the permission, for
         *     this file and until its time is up. A browser offers it to be saved and never shows it, whatever its type.
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
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents
         * @description The agents who can send and be assigned.
         */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve organization details
         * @description The organisation that the key belongs to: how it is called, and how mails name their sender.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List channels
         * @description The channels that mail leaves from and comes in at.
         */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snippets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List snippets
         * @description The snippets that an action can name.
         */
        get: operations["listSnippets"];
        put?: never;
        /**
         * Create a new snippet
         * @description Its actions are checked: an action whose name is not known is refused.
         */
        post: operations["createSnippet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tags
         * @description By name.
         */
        get: operations["listTags"];
        put?: never;
        /**
         * Create a new tag
         * @description Its name must be no other tag's.
         */
        post: operations["createTag"];
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
        /** @description Something that was done with the conversation besides. */
        Action: {
            /** @description What was done: the `name` of the request. */
            name?: string;
            /** @description What the action needed: the `data` of the request. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The snippet that it came from.
             */
            snippet_id?: number;
            /** @description `done`, or `ignored` where the name is not known. */
            status?: string;
        };
        /**
         * @description | name | data |
         *     |---|---|
         *     | `status` | `status`: opened, closed, spam or snoozed; with snoozed also `snooze_until` |
         *     | `assign` | `agent_id` or `agent_email`; null takes the conversation from its agent |
         *     | `snooze` | `snooze_until`, as in a change of the conversation |
         *     | `reply` | `content`: HTML of one more mail to the same recipients, after the same delay |
         *     | `note` | `content`: a note that no recipient sees |
         *     | `tag` | `tag`: the name or the slug of a tag, or `tag_id` |
         *
         *     `status.close`, `status.open`, `status.spam` and `status.snooze` say the same without data. A name that is not known
         *     is kept and comes back as `ignored`. With `snippet_id` the actions of the snippet are run in its place. An action that
         *     cannot be done refuses the whole request: 400 where its data are wrong, 404 for what does not exist.
         */
        ActionCreate: {
            /** @description What to do, as the table says; needed unless there is a `snippet_id`. */
            name?: string;
            /** @description At most 64 KiB as JSON, and objects and arrays at most 20 levels deep. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The snippet whose actions to run; `name` and `data` play no part then.
             */
            snippet_id?: number;
        } & (unknown | unknown);
        /**
         * Format: address-list
         * @description Comma-separated addresses, display names allowed (RFC 5322): `Monica Hall <monica.hall@raviga-capital.com>, jared@piedpiper.example`. A name and then its address without brackets, as in the examples of the vendor's page, is a mailbox too. Groups are refused.
         */
        AddressList: string;
        /** @description The page prints more of what concerns the agent alone (roles, notifications, inboxes, themes, signature); this server knows none of it and answers what stands here. */
        Agent: {
            /**
             * Format: int64
             * @description The number of the agent, which `agent_id` takes.
             */
            id: number;
            /**
             * Format: email
             * @description The address of the agent, which `agent_email` takes.
             */
            email: string;
            /** @description How the agent is called. */
            name: string;
            /** @description The first word of the name. */
            firstname?: string;
            /** @description A removed agent can neither send nor be assigned. */
            is_removed: boolean;
            /** @description Whether the agent takes a seat. True here for everyone who is not removed. */
            is_paying?: boolean;
            /** @description Whether the key acts for this agent. */
            is_current_user?: boolean;
            /**
             * Format: email
             * @description Where notifications go; null where that is `email`.
             */
            notification_email?: string | null;
            /** @description Where the agent works, such as `Europe/Berlin`; null where nobody told. */
            timezone?: string | null;
            /** @description HTML. */
            signature?: string | null;
            /**
             * Format: uri
             * @description Where a picture of the agent is; null without one.
             */
            avatar?: string | null;
            /** @description Whether the agent works on a dark screen. */
            dark_mode?: boolean;
            /** @description Whether the agent signs in with a second factor. */
            is_mfa_enabled?: boolean;
            /** @description What the agent may do in the workspace. */
            roles?: string[];
            /** @description Whether the workspace is the agent's. */
            owner?: boolean;
        };
        /** @description Every agent of the workspace, in one list. */
        AgentList: components["schemas"]["Agent"][];
        /** @description A file of a message. */
        Attachment: {
            /** @description The number of the file. */
            id?: number;
            /** @description The file name, without a path. */
            name?: string;
            /** @description Where the file is, for as long as its token lasts. */
            url?: string;
            /** @description The media type. */
            type?: string;
            /** @description In bytes, decoded. */
            size?: number;
            /**
             * Format: uuid
             * @description The id that stands in `url`.
             */
            uuid?: string;
        };
        /** @description A file to send, in the request itself. */
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
        /** @description An address that mails leave from and come to. */
        Channel: {
            /**
             * Format: int64
             * @description The number of the channel, which `channel_id` takes.
             */
            id: number;
            /** @description The local part of the address where the channel has no name. */
            name: string;
            /**
             * Format: email
             * @description The address that mails leave from.
             */
            email: string;
            /**
             * Format: email
             * @description The inbox that takes the channel's mail, which the address is redirected to. Here it is the address itself.
             */
            destination: string;
            /** @description Whether its domain is verified, so that it can send. Always true here. */
            is_valid: boolean;
            /** @description How the verification of the domain stands. Always done here. */
            domain?: {
                /** @description The name of the domain. */
                name?: string;
                /** @description The records that the domain needs; none here. */
                dns?: {
                    [key: string]: unknown;
                }[];
                /** @description Whether it is verified. */
                is_valid?: boolean;
                /** @description Whether the verification is under way. */
                is_pending?: boolean;
            };
        };
        /** @description Every channel of the workspace, in one list. */
        ChannelList: components["schemas"]["Channel"][];
        /** @description The page prints more (company, financials, subscription), which a server of mail alone does not know and leaves out. */
        Contact: {
            /**
             * Format: int64
             * @description The number of the contact, which `contact_id` holds.
             */
            id: number;
            /** @description In lower case. */
            email: string;
            /** @description The local part of the address where nobody told one. */
            name?: string | null;
            /** @description The first word of the name; null where there is none. */
            firstname?: string | null;
            /** @description Where a picture of the contact is; null here. */
            avatar?: string | null;
            /** @description Null here. */
            company?: {
                /** @description The number of the company. */
                id?: number;
                /** @description How the company is called. */
                name?: string;
                /** @description The domain of its addresses. */
                domain?: string;
                /** @description Where a picture of it is. */
                logo?: string | null;
                /** @description Where its website is. */
                url?: string | null;
            } | null;
            /** @description Whether the address is a function's, such as `billing@`. Always false here. */
            is_role?: boolean;
            /** @description Whether the contact is known by more than a chat. Always true here. */
            is_trusted?: boolean;
            /** @description How the subscription of the contact stands; null where there is none. */
            subscription_status?: string | null;
            /**
             * Format: date-time
             * @description When the subscription began; null where there is none.
             */
            subscription_start?: string | null;
            /** @description What the contact has paid; null where that is not known. */
            financials?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description The contacts that were found. */
        ContactList: components["schemas"]["Contact"][];
        /** @description What a contact is to be called. */
        ContactUpdate: {
            /** @description The new name; null takes it away. */
            name: string | null;
        };
        /** @description A customer's matter: whom it is with, where it stands, and who takes care of it. */
        Conversation: {
            /**
             * Format: int64
             * @description The number of the conversation.
             */
            id: number;
            /**
             * Format: int64
             * @description The first recipient, until another one is chosen.
             */
            contact_id: number;
            /** @description One line that says what it is about. */
            subject: string;
            status: components["schemas"]["ConversationStatus"];
            /**
             * Format: date-time
             * @description When the last incoming message came. Before the first one, which the page leaves open, when the conversation was opened.
             */
            last_update: string;
            /** @description The numbers of its tags. */
            tags: number[];
            /** @description Who takes part in it. */
            recipients: components["schemas"]["Recipient"][];
            /**
             * Format: int64
             * @description The agent it is assigned to.
             */
            agent_id: number | null;
            /**
             * Format: int64
             * @description The channel that its mails leave from and come to.
             */
            channel_id: number;
            /**
             * Format: date-time
             * @description When it wakes; null unless it is snoozed until a moment.
             */
            snooze_until: string | null;
            /** @description Reads on behind this conversation, in a list of the same order; outside a list, of the order `priority`. */
            cursor: string;
        };
        /** @description A mail to send, and the conversation that it opens. There must be a recipient in `to`, `cc` or `bcc`, and an agent in `agent_id` or `agent_email`. */
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
        } & ((unknown | unknown | unknown) & (unknown | unknown));
        /** @description A page of conversations. */
        ConversationList: {
            /** @description The conversations of this page, in the order that was asked for. */
            data: components["schemas"]["Conversation"][];
            /** @description Null on the last page. */
            cursor: string | null;
        };
        /** @description `content` may be empty only where there is an attachment. */
        ConversationReply: {
            /** @description The HTML body. */
            content: string;
            /** @description At most 25 MiB, decoded, in all; more answers 413. */
            attachments?: components["schemas"]["AttachmentCreate"][];
            /** @description What to do with the conversation besides, in this order. */
            actions?: components["schemas"]["ActionCreate"][];
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
        } & (unknown | unknown);
        /**
         * @description Where a conversation stands. `SNOOZED` is out of sight until a moment comes, or the customer writes.
         * @enum {string}
         */
        ConversationStatus: "OPENED" | "CLOSED" | "SPAM" | "SNOOZED";
        /** @description What is given changes, what is absent stays. There must be one member at least; `snooze_until` goes with the status `SNOOZED` alone. */
        ConversationUpdate: {
            status?: components["schemas"]["ConversationStatus"];
            /**
             * Format: snooze-time
             * @description When it wakes; only with the status `SNOOZED`, which without it lasts until the customer writes. One of
             *
             *     - minutes from now: `5m`, `+30`
             *     - `tomorrow` or a day of the week, such as `monday`: the next one at 9:00 UTC
             *     - a time from now: `one week`, `one month`, `3 days`
             *     - an ISO 8601 timestamp with an offset, in the future
             */
            snooze_until?: string;
            /**
             * Format: int64
             * @description The agent it is assigned to; null takes it from its agent.
             */
            agent_id?: number | null;
            /**
             * Format: email
             * @description The agent it is assigned to; `agent_id` decides when both are given.
             */
            agent_email?: string;
            /** @description One line. */
            subject?: string;
            /**
             * Format: int64
             * @description One of the conversation's recipients, to be its contact.
             */
            contact_id?: number;
        };
        /** @description One change for many conversations. `snooze_until` goes with the status `SNOOZED` alone. */
        ConversationsUpdate: {
            /** @description The numbers of the conversations, each once. */
            ids: number[];
            /**
             * @description `DELETE` deletes them for good.
             * @enum {string}
             */
            status?: "OPENED" | "CLOSED" | "SPAM" | "SNOOZED" | "DELETE";
            /**
             * Format: snooze-time
             * @description As in a change of one conversation.
             */
            snooze_until?: string;
            /**
             * Format: int64
             * @description The agent they are assigned to; null takes them from their agents.
             */
            agent_id?: number | null;
            /**
             * Format: email
             * @description The agent they are assigned to; `agent_id` decides when both are given.
             */
            agent_email?: string;
        };
        /** @description What came of a change of many conversations. */
        ConversationsUpdated: {
            /** @description Those that were changed, as they stand now. */
            conversations: components["schemas"]["Conversation"][];
        };
        /** @description The latest that is known of the delivery; absent until there is something. */
        DeliveryEvent: {
            /** @description An open set: `DELIVERED`, the mail server took it; `DEFERRED`, it will be tried again; `BOUNCED`, refused for good; `FAILED`, given up. */
            event?: string;
            /**
             * Format: date-time
             * @description When it became known.
             */
            received_at?: string;
            /** @description The SMTP reply code; absent when no server answered. From a delivery status notification that quotes no server, its status, such as `5.1.1` (RFC 3463). */
            error_code?: string;
            /** @description The text of the SMTP reply, or what a delivery status notification says of it. */
            reason?: string;
        };
        /** @description A text that was begun in a conversation and not sent. */
        Draft: {
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            last_updated: string;
            /**
             * Format: int64
             * @description The conversation it is for.
             */
            conversation_id: number;
            /**
             * Format: int64
             * @description The number of the draft.
             */
            id?: number;
            /** @description One line that says what it is; null without one. */
            title?: string | null;
            /** @description What was given; a text stands in `content`. */
            content?: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The agent who wrote it; null where nobody was named.
             */
            author_id?: number | null;
            /**
             * Format: int64
             * @description Null for everybody.
             */
            target_id?: number | null;
        };
        /** @description A text to keep in a conversation without sending it. */
        DraftCreate: {
            /** @description HTML; or an object of `content`, `attachments`, `inlines` and `actions`, as an older state of the page has it, which is kept as it is. */
            content: string | {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description The agent who writes it; `author_id` decides when both are given.
             */
            author_id?: number;
            /**
             * Format: email
             * @description The agent who writes it, by address.
             */
            author_email?: string;
            /**
             * Format: int64
             * @description The agent whom it is for; without one it is for everybody.
             */
            target_id?: number;
            /**
             * Format: email
             * @description The agent whom it is for, by address.
             */
            target_email?: string;
            /** @description One line that says what it is. */
            title?: string;
        };
        /** @description Why a request was refused. */
        Error: {
            /** @description A sentence for people; it may change. */
            error: string;
        };
        /** @description A mail of a conversation, or what was written in a chat. */
        Message: {
            /** @description The vendor announces that the prefix will go; strip `m-` only where it is there. */
            id: string;
            /**
             * Format: int64
             * @description The conversation that it belongs to.
             */
            conversation_id: number;
            /**
             * @description What tells it from notes and events in a timeline. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
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
            /**
             * @description Whether it is a mail or came by chat. Always `EMAIL` here.
             * @enum {string}
             */
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
            /** @description The HTML body, as the sender wrote it, who may be a stranger. Sanitise it before you show it. */
            message?: string;
            /** @description Its files, in the order they came in. */
            attachments?: components["schemas"]["Attachment"][];
            /**
             * Format: int32
             * @description Seconds between `timestamp` and the sending.
             */
            delay?: number;
            /**
             * Format: uri
             * @description Where its sender takes people off a list (`List-Unsubscribe`); null where it says nothing of one.
             */
            unsubscribe_url?: string | null;
            last_event?: components["schemas"]["DeliveryEvent"];
            /** @description The actions of the request. */
            actions?: components["schemas"]["Action"][];
            /** @description The detected language of the text, such as `en`; null when it is not known. */
            language?: string | null;
            /** @description Chat only. */
            is_read?: boolean;
            /** @description Whether no person wrote it: the system sent it by itself, or a mail that came in says so (`Auto-Submitted`, RFC 3834). */
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
        /**
         * @description An outgoing mail is `PENDING` until the mail server took it (`SENT`), refused it for good (`BOUNCED`), or the retry window closed (`ERROR`).
         * @enum {string}
         */
        MessageStatus: "DRAFT" | "PENDING" | "SENT" | "RECEIVED" | "BOUNCED" | "SPAM" | "ERROR";
        /** @description What agents tell each other in a conversation; its recipients never see it. */
        Note: {
            /** @description The vendor announces that the prefix will go; strip `n-` only where it is there. */
            id: string;
            /**
             * Format: int64
             * @description The conversation that it belongs to.
             */
            conversation_id: number;
            /** @description The HTML body, as it was written. Sanitise it before you show it. */
            message: string;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created: string;
            /**
             * @description What tells it from messages and events in a timeline. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "NOTE";
            /**
             * Format: date-time
             * @description The same as `created`; what the timeline is sorted by.
             */
            timestamp: string;
            /**
             * Format: int64
             * @description The agent who wrote it; null where the workspace has no agent.
             */
            agent_id: number | null;
            /** @description The actions of the request. */
            actions: components["schemas"]["Action"][];
            /**
             * Format: date-time
             * @description When it was last edited; null when it never was.
             */
            edited_at: string | null;
            /** @description The label of the request; absent when it had none. */
            generated_id?: string;
        };
        /** @description A note to write into a conversation. */
        NoteCreate: {
            /** @description The HTML of the note. */
            content: string;
            /**
             * @description Whom it is meant for, ids of agents as strings, or `everyone`.
             * @example [
             *       "42",
             *       "everyone"
             *     ]
             */
            mentions?: string[];
            /** @description What to do with the conversation besides, in this order. */
            actions?: components["schemas"]["ActionCreate"][];
            /**
             * Format: int64
             * @description The number of a note of yours that this one replaces, as `PATCH` would. The page speaks of drafts of notes, and prints no way to make one.
             */
            note_id?: number;
            /** @description Your own label for the note, returned unchanged. */
            generated_id?: string;
        };
        /** @description What a note is to say. */
        NoteUpdate: {
            /** @description The HTML of the note. */
            content: string;
            /**
             * @description Whom it is meant for, ids of agents as strings, or `everyone`; what is absent stays.
             * @example [
             *       "42",
             *       "everyone"
             *     ]
             */
            mentions?: string[];
        };
        /** @description The page prints more (address, card, integrations, hours), which a workspace does not have and this server leaves out. */
        Organization: {
            /** @description How the organisation is called. */
            name: string;
            /** @description The id of the tenant in the workspace. */
            slug: string;
            /** @description How the sender of a mail is named. */
            from_name?: string;
            /** @description Whether it pays. */
            is_premium?: boolean;
            /**
             * Format: date-time
             * @description When it came into the workspace.
             */
            created?: string;
        };
        /** @description Somebody who takes part in a conversation. */
        Recipient: {
            /**
             * Format: int64
             * @description The number of the entry.
             */
            id: number;
            /**
             * Format: int64
             * @description Who it is.
             */
            contact_id: number;
            /**
             * @description In which place of a mail the address stands.
             * @enum {string}
             */
            kind: "to" | "cc" | "bcc" | "from" | "reply-to";
            /**
             * Format: int64
             * @description The conversation.
             */
            conversation_id: number;
        };
        /** @description Actions that are kept to be run together. */
        Snippet: {
            /**
             * Format: int32
             * @description The number of the snippet, which `snippet_id` takes.
             */
            id: number;
            /** @description How it is called. */
            title: string;
            /**
             * Format: date-time
             * @description When it came into the workspace.
             */
            created: string;
            /**
             * Format: int32
             * @description How often it was applied.
             */
            applied_count: number;
            /** @description The categories it belongs to; 0 is the root. Always the root here. */
            categories: number[];
            /** @description The keys that insert it; null where it has none. */
            shortcut?: string | null;
            /** @description What it does, in the order of `sort`. */
            actions: {
                /** @description The number of the action. */
                id: number;
                /** @description What is done, as in a request. */
                name: string;
                /** @description What the action needs, as in a request. */
                data: {
                    [key: string]: unknown;
                };
                /** @description Its place among the actions. */
                sort: number;
            }[];
            /**
             * Format: date-time
             * @description When it was last applied; null for never.
             */
            last_applied_at?: string | null;
        };
        /** @description Actions to keep, so that they can be run together. */
        SnippetCreate: {
            /** @description How it is to be called. */
            title: string;
            /** @description What it does, in this order. */
            actions: {
                /** @description What to do, as in a request. */
                name: string;
                /** @description What the action needs, as in a request. At most 64 KiB as JSON, and objects and arrays at most 20 levels deep. */
                data?: {
                    [key: string]: unknown;
                };
            }[];
            /** @description The keys that insert it. */
            shortcut?: string | null;
            /** @description The categories it belongs to; 0 is the root. */
            categories?: number[] | null;
        };
        /** @description Every snippet of the workspace, in one list. */
        SnippetList: components["schemas"]["Snippet"][];
        /** @description A label that conversations can carry. */
        Tag: {
            /**
             * Format: int32
             * @description What `tags` of a conversation holds.
             */
            id: number;
            /** @description What addresses say: the name in lower case, with dashes. */
            slug: string;
            /** @description How the tag is called. */
            name: string;
            /** @description In hexadecimal. `#BEC2C8` where the workspace names none. */
            color: string;
            /**
             * Format: int32
             * @description How many conversations carry it.
             */
            count_conversations: number;
            /** @description Whether it is the vendor's own, which nobody changes. Always false here. */
            is_system: boolean;
        };
        /** @description A tag to put on a conversation. */
        TagAdd: {
            /** @description The name or the slug of a tag; one that does not exist is made. */
            name: string;
        };
        /** @description A tag to make. */
        TagCreate: {
            /** @description How it is to be called. Its slug comes from it. */
            name: string;
            /** @description In hexadecimal; `#BEC2C8` when it is absent. */
            color?: string;
        };
        /** @description Every tag of the workspace, in one list. */
        TagList: components["schemas"]["Tag"][];
        /** @description What happened in a conversation, newest first: messages, notes and events mixed. Tell them apart by `type`, not by the prefix of `id`. */
        Timeline: components["schemas"]["TimelineEntry"][];
        /** @description A message, a note or an event, told apart by `type`. */
        TimelineEntry: components["schemas"]["Message"] | components["schemas"]["Note"] | components["schemas"]["TimelineEvent"];
        /** @description A change of the conversation. The vendor says that events are part of the timeline and prints none: all of its shape is ours. */
        TimelineEvent: {
            /** @description The vendor announces that the prefix will go; strip `e-` only where it is there. */
            id: string;
            /**
             * Format: int64
             * @description The conversation that changed.
             */
            conversation_id: number;
            /**
             * @description What tells it from messages and notes in a timeline. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "EVENT";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            /**
             * @description What changed, and what `data` holds.
             *
             *     | event | data |
             *     |---|---|
             *     | `STATUS` | `status`, and `snooze_until` with `SNOOZED` |
             *     | `ASSIGN` | `agent_id`; null for nobody |
             *     | `TAG`, `UNTAG` | `tag_id` |
             *     | `SUBJECT` | `subject` |
             *     | `CONTACT` | `contact_id` |
             * @enum {string}
             */
            event: "STATUS" | "ASSIGN" | "TAG" | "UNTAG" | "SUBJECT" | "CONTACT";
            /**
             * Format: int64
             * @description The agent who changed it; null where no agent did, such as when a customer's mail opens it again.
             */
            agent_id: number | null;
            /** @description What it was changed to, as the table says. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description What is wrong with a request: all of it at once. */
        ValidationError: {
            /** @description A sentence for people; it may change. */
            error: string;
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
    };
    responses: {
        /** @description The mail is being handed to the mail server at this moment; try again in a few seconds. */
        BeingSent: {
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
        /** @description There is no file with this id. */
        DownloadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization has no such conversation, or the conversation no such draft. */
        DraftNotFound: {
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
        /** @description The body breaks the contract; `errors` lists every violation. Nothing was stored, nothing is sent. */
        InvalidBody: {
            headers: {
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description A parameter breaks the contract; `errors` lists every violation. */
        InvalidDownload: {
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
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The token is not for this file, or its time is up; read the message again for a new one. */
        InvalidToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization has no such conversation, or the conversation no such message. */
        MessageNotFound: {
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
        /** @description The organization has nothing with this id. */
        NotFound: {
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
        /** @description Another agent wrote the note. */
        NotTheAuthor: {
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
        /** @description The body, or what its attachments decode to, is larger than the limit. Or it holds more members and entries than `x-max-values`, or is compressed to less than a hundredth of what is more than a mebibyte. */
        PayloadTooLarge: {
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
        /** @description The key is over its limit. This server answers so as well to an address that tries one wrong key after the other; a right key of that address is not refused for them. */
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
                "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not `application/json`, or its encoding is unknown. */
        UnsupportedMediaType: {
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
    };
    parameters: {
        /**
         * @description Stands in the address that the attachment gives.
         * @example a1b2c3d4-e5f6-4890-abcd-ef1234567890
         */
        attachmentUuid: string;
        /**
         * @description Only entries older than this one: the `id` of a message, a note or an event, with or without its prefix.
         * @example m-123456
         */
        before: string;
        /**
         * @description The contact.
         * @example 12345
         */
        contactId: number;
        /**
         * @description How many contacts are answered at most.
         * @example 10
         */
        contactLimit: number;
        /**
         * @description A part of a name or of an address, whatever the case of its letters.
         * @example richard
         */
        contactQuery: string;
        /**
         * @description The conversation.
         * @example 12345
         */
        convId: number;
        /**
         * @description The conversation.
         * @example 12345
         */
        conversationId: number;
        /**
         * @description The `cursor` of the page before; its content is not for reading.
         * @example bmV3ZXN0OjA6MTIzNDU
         */
        cursor: string;
        /**
         * @description The draft.
         * @example 12345
         */
        draftId: number;
        /**
         * @description How many conversations a page holds at most.
         * @example 25
         */
        limit: number;
        /**
         * @description The `id` of a message, with or without its prefix, or its UUID, which stands in its `download_url`.
         * @example m-123456
         */
        messageId: string;
        /**
         * @description Stands in the address that the message gives.
         * @example a1b2c3d4-e5f6-4890-abcd-ef1234567890
         */
        messageUuid: string;
        /**
         * @description The number of the note, which is its `id` without the prefix.
         * @example 123456
         */
        noteId: number;
        /**
         * @description `newest` and `oldest` go by the beginning of the conversation. `longest`: whoever waits for an answer the longest comes first, then those who wait for none, the oldest first. `priority`: the same, but then the newest first.
         * @example priority
         */
        order: "priority" | "oldest" | "newest" | "longest";
        /**
         * @description What to look for. The vendor's page tells what it can say, not how it is named.
         * @example status:opened refund
         */
        query: string;
        /**
         * @description The name or the slug of a tag, whatever the case of its letters.
         * @example urgent
         */
        tag: string;
        /**
         * @description Stands in the address that the API gave.
         * @example abc123
         */
        token: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description `attachment` with the name of the file (RFC 6266).
         * @example attachment; filename="invoice.pdf"
         */
        ContentDisposition: string;
        /**
         * @description The status that the message had when it was deleted.
         * @example PENDING
         */
        MessageStatus: components["schemas"]["MessageStatus"];
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
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
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
    listConversations: {
        parameters: {
            query?: {
                /**
                 * @description How many conversations a page holds at most.
                 * @example 25
                 */
                limit?: components["parameters"]["limit"];
                /**
                 * @description What to look for. The vendor's page tells what it can say, not how it is named.
                 * @example status:opened refund
                 */
                query?: components["parameters"]["query"];
                /**
                 * @description The `cursor` of the page before; its content is not for reading.
                 * @example bmV3ZXN0OjA6MTIzNDU
                 */
                cursor?: components["parameters"]["cursor"];
                /**
                 * @description `newest` and `oldest` go by the beginning of the conversation. `longest`: whoever waits for an answer the longest comes first, then those who wait for none, the oldest first. `priority`: the same, but then the newest first.
                 * @example priority
                 */
                order?: components["parameters"]["order"];
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
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateConversations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationsUpdate"];
            };
        };
        responses: {
            /** @description The conversations that changed, as they stand now; deleted ones as they stood before. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationsUpdated"];
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
                /**
                 * @description The conversation.
                 * @example 12345
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
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
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
    deleteConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["BeingSent"];
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
                 * @description The conversation.
                 * @example 12345
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
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
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
    replyToConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationReply"];
            };
        };
        responses: {
            /** @description The message, waiting for its time. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
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
    listMessages: {
        parameters: {
            query?: {
                /**
                 * @description Only entries older than this one: the `id` of a message, a note or an event, with or without its prefix.
                 * @example m-123456
                 */
                before?: components["parameters"]["before"];
            };
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries, a bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
                /**
                 * @description The `id` of a message, with or without its prefix, or its UUID, which stands in its `download_url`.
                 * @example m-123456
                 */
                message_id: components["parameters"]["messageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "X-Message-Status": components["headers"]["MessageStatus"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["MessageNotFound"];
            409: components["responses"]["BeingSent"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteCreate"];
            };
        };
        responses: {
            /** @description The note. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotTheAuthor"];
            404: components["responses"]["UnknownReference"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
                /**
                 * @description The number of the note, which is its `id` without the prefix.
                 * @example 123456
                 */
                note_id: components["parameters"]["noteId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteUpdate"];
            };
        };
        responses: {
            /** @description The note as it stands now. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotTheAuthor"];
            404: components["responses"]["UnknownReference"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    addTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagAdd"];
            };
        };
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    removeTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                id: components["parameters"]["conversationId"];
                /**
                 * @description The name or the slug of a tag, whatever the case of its letters.
                 * @example urgent
                 */
                tag: components["parameters"]["tag"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation as it stands now. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
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
    createDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                conv_id: components["parameters"]["convId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftCreate"];
            };
        };
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
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
    deleteDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The conversation.
                 * @example 12345
                 */
                conv_id: components["parameters"]["convId"];
                /**
                 * @description The draft.
                 * @example 12345
                 */
                draft_id: components["parameters"]["draftId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["DraftNotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    searchContacts: {
        parameters: {
            query?: {
                /**
                 * @description A part of a name or of an address, whatever the case of its letters.
                 * @example richard
                 */
                query?: components["parameters"]["contactQuery"];
                /**
                 * @description How many contacts are answered at most.
                 * @example 10
                 */
                limit?: components["parameters"]["contactLimit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contacts, a bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
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
                 * @description The contact.
                 * @example 12345
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
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contact.
                 * @example 12345
                 */
                id: components["parameters"]["contactId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactUpdate"];
            };
        };
        responses: {
            /** @description The contact as it stands now. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadOriginal: {
        parameters: {
            query: {
                /**
                 * @description Stands in the address that the API gave.
                 * @example abc123
                 */
                token: components["parameters"]["token"];
            };
            header?: never;
            path: {
                /**
                 * @description Stands in the address that the message gives.
                 * @example a1b2c3d4-e5f6-4890-abcd-ef1234567890
                 */
                uuid: components["parameters"]["messageUuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail (RFC 5322). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": string;
                };
            };
            400: components["responses"]["InvalidDownload"];
            403: components["responses"]["InvalidToken"];
            404: components["responses"]["DownloadNotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    downloadAttachment: {
        parameters: {
            query: {
                /**
                 * @description Stands in the address that the API gave.
                 * @example abc123
                 */
                token: components["parameters"]["token"];
            };
            header?: never;
            path: {
                /**
                 * @description Stands in the address that the attachment gives.
                 * @example a1b2c3d4-e5f6-4890-abcd-ef1234567890
                 */
                uuid: components["parameters"]["attachmentUuid"];
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
            400: components["responses"]["InvalidDownload"];
            403: components["responses"]["InvalidToken"];
            404: components["responses"]["DownloadNotFound"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization that the key belongs to. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listSnippets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnippetList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnippetCreate"];
            };
        };
        responses: {
            /** @description The snippet. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snippet"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    listTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A bare array. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagList"];
                };
            };
            400: components["responses"]["InvalidParameter"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createTag: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagCreate"];
            };
        };
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    "X-RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            400: components["responses"]["InvalidBody"];
            401: components["responses"]["Unauthorized"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
