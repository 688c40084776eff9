// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
export interface paths {
    "/v1/voice-agents/twilio/phone-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a Twilio number to a user
         * @description Registers a number that you own at Twilio with the user who owns the API key, and returns
         *     the registered number. The request carries the auth token of the Twilio account, which
         *     gives full access to that account: send it from a server, over https, to this host only.
         *
         *     The request is **not idempotent**, and what a second registration of the same number does
         *     is not documented: repeat it only when the first is known not to have been applied. To find
         *     out, list the numbers.
         *
         *     A newer sibling route, `POST /v1/voice-agents/phone-number`, exists and takes no number
         *     SID; the published page of this one carries no deprecation notice.
         */
        post: operations["addTwilioNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/voice-agents/phone-number/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a user's phone numbers
         * @description Returns one page of the numbers that the user who owns the API key has, of Twilio and of SIP
         *     trunks. It changes nothing, and may be repeated at will.
         *
         *     A number that is found is registered. **One that is not found proves nothing**: no page says
         *     how soon, or whether, a number registered with `POST /v1/voice-agents/twilio/phone-number`
         *     shows here. Nor is it said what a page beyond the last is; a page that brings nothing new is
         *     the end.
         */
        get: operations["listPhoneNumbers"];
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
        /** @description A Twilio number to register. The page shows all five fields and says of none that it is optional. */
        AddTwilioNumberRequest: {
            /**
             * @description The number to register, in E.164 form: `+`, country code, subscriber number, at most 15 digits, no spaces, dashes or parentheses.
             * @example +14155550123
             */
            phoneNumber: string;
            /**
             * @description The name under which Hamsa shows the number. At least one character; no maximum is documented.
             * @example Support Line
             */
            label: string;
            /**
             * @description The number's own SID at Twilio: `PN` and 32 hexadecimal digits, shown in the Twilio console on the number's page. The page's mask, `PN` and 32 `X`, is admitted in documentation only.
             * @example PN0123456789abcdef0123456789abcdef
             */
            twilioNumberSid: string;
            /**
             * @description The SID of the Twilio account that owns the number: `AC` and 32 hexadecimal digits, shown on the Twilio console's first page. An API key SID (`SK…`) is something else. The page's mask, `AC` and 32 `X`, is admitted in documentation only.
             * @example AC0123456789abcdef0123456789abcdef
             */
            twilioAccountSid: string;
            /**
             * @description The auth token of that Twilio account. **A secret with full access to the account**: it is never returned, and belongs in no log, browser or second host. Twilio documents no pattern for it.
             * @example your_twilio_auth_token
             */
            twilioAuthToken: string;
        };
        /** @description The envelope in which a registered number comes back. */
        AddTwilioNumberResponse: {
            /**
             * @description Always `true` here. The vendor's SDK takes a 2xx answer without it for a refusal.
             * @example true
             * @constant
             */
            success: true;
            /**
             * @description A word for people, `Success` in the published example.
             * @example Success
             */
            message: string;
            data: components["schemas"]["TwilioNumber"];
        };
        /** @description A Twilio number as Hamsa keeps it. */
        TwilioNumber: {
            /**
             * Format: uuid
             * @description Hamsa's identifier of the number, a UUID.
             * @example 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90
             */
            id: string;
            /**
             * @description The registered number, in E.164 form.
             * @example +14155550123
             */
            number: string;
            /**
             * @description The name under which Hamsa shows the number.
             * @example Support Line
             */
            label: string;
            /**
             * @description The number's SID at Twilio. The published example masks it with 28 `X` instead of 32, so that no length is claimed here.
             * @example PN0123456789abcdef0123456789abcdef
             */
            numberSid: string;
            /**
             * @description Whether the number is in use, `true` in the published example.
             * @example true
             */
            isActive: boolean;
            /**
             * Format: uuid
             * @description Identifier of the Hamsa user who owns the number, a UUID.
             * @example 7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47
             */
            userId: string;
            /**
             * Format: uuid
             * @description Identifier of the voice agent that answers the number, a UUID; `null` until one is assigned.
             * @example null
             */
            voiceAgentId: string | null;
            /**
             * Format: date-time
             * @description When the number was registered, an RFC 3339 date-time in UTC.
             * @example 2026-01-15T09:30:00Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the number was last changed, an RFC 3339 date-time in UTC; never before `createdAt`.
             * @example 2026-01-15T09:30:00Z
             */
            updatedAt: string;
        };
        /** @description The envelope in which a page of numbers comes back. */
        ListPhoneNumbersResponse: {
            /**
             * @description Always `true` here. The vendor's SDK takes a 2xx answer without it for a refusal.
             * @example true
             * @constant
             */
            success: true;
            /**
             * @description A word for people, `Success` in the published example.
             * @example Success
             */
            message: string;
            /** @description The numbers of this page, in an order that is not documented. */
            data: components["schemas"]["PhoneNumber"][];
        };
        /** @description A number as the list shows it. The page shows one item and says of no field that it is always there; without these three an item is of no use. */
        PhoneNumber: {
            /**
             * Format: uuid
             * @description Hamsa's identifier of the number, a UUID.
             * @example 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90
             */
            id: string;
            /**
             * @description The number, in E.164 form in the published example. What a SIP trunk's number may be is not documented.
             * @example +14155550123
             */
            number: string;
            /**
             * @description The name under which Hamsa shows the number.
             * @example Support Line
             */
            label: string;
            /**
             * @description Whose number it is, `TWILIO` in the published example; the filter `provider` knows `SIP`, too. Whether there are others is not documented.
             * @example TWILIO
             */
            type?: string;
            /**
             * Format: uuid
             * @description Identifier of the Hamsa user who owns the number, a UUID.
             * @example 7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47
             */
            userId?: string;
            /** @description Where a SIP trunk sends its calls. It concerns numbers of type `SIP` alone, though the published example shows it on one of type `TWILIO`. */
            sipInboundConfigs?: {
                /**
                 * @description The SIP URI to which the trunk sends calls.
                 * @example sip:sip.eu.tryhamsa.com:5060;transport=tcp
                 */
                originationUri?: string | null;
            } | null;
            /** @description How calls leave through a SIP trunk. It concerns numbers of type `SIP` alone, though the published example shows it on one of type `TWILIO`. */
            sipOutboundConfigs?: {
                /**
                 * @description The trunk's host.
                 * @example sip.example.com
                 */
                address?: string | null;
                /**
                 * @description The transport of SIP, `TCP` in the published example.
                 * @example TCP
                 */
                transportType?: string | null;
                /**
                 * @description Headers that are added to each call, by name.
                 * @example {}
                 */
                customHeaders?: Record<string, unknown> | null;
            } | null;
            /**
             * Format: uuid
             * @description Identifier of the voice agent that answers the number, a UUID; `null` until one is assigned.
             * @example null
             */
            voiceAgentId?: string | null;
            /** @description That voice agent, where there is one. */
            voiceAgent?: {
                /**
                 * Format: uuid
                 * @description The voice agent's identifier, a UUID.
                 * @example 5c9e7d10-2b64-4f3a-9a51-0d8b6e2f7c43
                 */
                id?: string;
                /**
                 * @description The voice agent's name.
                 * @example Front Desk
                 */
                name?: string | null;
            } | null;
            /**
             * Format: date-time
             * @description When the number was registered, an RFC 3339 date-time in UTC.
             * @example 2026-01-15T09:30:00Z
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When the number was last changed, an RFC 3339 date-time in UTC; never before `createdAt`.
             * @example 2026-01-15T09:30:00Z
             */
            updatedAt?: string;
        };
        /** @description Why a request was refused. The page documents no error; this shape is what the vendor's SDK reads on other routes. A gateway in front of the API may answer with HTML instead. */
        ErrorResponse: {
            /**
             * @description Always `false` where an error has it, as an error that says `true` contradicts itself.
             * @example false
             * @constant
             */
            success?: false;
            /**
             * @description The reason, for people; some frameworks give a list of reasons.
             * @example phoneNumber should not be empty
             * @example [
             *       "phoneNumber should not be empty",
             *       "label should not be empty"
             *     ]
             */
            message: string | string[];
            /**
             * @description A stable key of the message, for translation.
             * @example errors.validation
             */
            messageKey?: string;
            /**
             * @description Values that the message mentions.
             * @example {
             *       "field": "phoneNumber"
             *     }
             */
            params?: unknown;
        };
    };
    responses: {
        /** @description The number is registered. The published page describes this answer by one example. */
        NumberAdded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AddTwilioNumberResponse"];
            };
        };
        /** @description One page of the numbers. The published page describes this answer by one example. */
        NumbersListed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ListPhoneNumbersResponse"];
            };
        };
        /** @description A field or a parameter is missing or malformed; nothing was registered. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API key is missing, malformed or not valid; nothing was registered. */
        NotAuthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many requests in a short time; nothing was registered. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Any other refusal or failure. After a 5xx the number may have been registered. */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description Lists only the numbers of the voice agent with this identifier, a UUID.
         * @example d949f13f-40d2-4e48-ac86-b66633070603
         */
        VoiceAgentId: string;
        /**
         * @description Which page, counted from 1, as the documentation says in spite of the name. A server may take it for a number of items, or ignore it: the pages then repeat items.
         * @example 1
         */
        Skip: string;
        /**
         * @description How many items a page has. The most that a server gives is not documented.
         * @example 10
         */
        Take: string;
        /**
         * @description Lists only the numbers of this provider.
         * @example TWILIO
         */
        Provider: "TWILIO" | "SIP";
    };
    requestBodies: {
        /** @description The number, its name in Hamsa, and the Twilio credentials that control it. */
        AddTwilioNumber: {
            content: {
                "application/json": components["schemas"]["AddTwilioNumberRequest"];
            };
        };
    };
    headers: {
        /** @description How long to wait before the next request, in whole seconds or until an HTTP date. */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    addTwilioNumber: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["AddTwilioNumber"];
        responses: {
            200: components["responses"]["NumberAdded"];
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NotAuthenticated"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["OtherError"];
        };
    };
    listPhoneNumbers: {
        parameters: {
            query?: {
                /**
                 * @description Lists only the numbers of the voice agent with this identifier, a UUID.
                 * @example d949f13f-40d2-4e48-ac86-b66633070603
                 */
                voiceAgentId?: components["parameters"]["VoiceAgentId"];
                /**
                 * @description Which page, counted from 1, as the documentation says in spite of the name. A server may take it for a number of items, or ignore it: the pages then repeat items.
                 * @example 1
                 */
                skip?: components["parameters"]["Skip"];
                /**
                 * @description How many items a page has. The most that a server gives is not documented.
                 * @example 10
                 */
                take?: components["parameters"]["Take"];
                /**
                 * @description Lists only the numbers of this provider.
                 * @example TWILIO
                 */
                provider?: components["parameters"]["Provider"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NumbersListed"];
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NotAuthenticated"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["OtherError"];
        };
    };
}
