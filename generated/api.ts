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
         * @description Registers a number from your Twilio account for the user who owns the API key, and returns
         *     the registered number. The request contains the auth token of the Twilio account, which
         *     gives full access to that account. Send it only from a server, over https, to this host.
         *
         *     The request is **not idempotent**, and what a second registration of the same number does
         *     is not documented. Retry only if you know that the first request registered nothing. To find
         *     out, list the numbers.
         *
         *     A newer route exists, `POST /v1/voice-agents/phone-number`, which doesn't take a number SID.
         *     The page of this route has no deprecation notice.
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
         * @description Returns one page of the numbers of the user who owns the API key, from Twilio and from SIP
         *     trunks. It changes nothing, so it is safe to retry.
         *
         *     A number in the list is registered. **A number that is missing may be registered too**: how
         *     soon, or whether, a number registered with `POST /v1/voice-agents/twilio/phone-number` appears
         *     here is not documented. What comes after the last page isn't documented either. Treat a page
         *     with no new items as the end.
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
        /** @description A Twilio number to register. The page shows five fields and calls none of them optional. */
        AddTwilioNumberRequest: {
            /**
             * @description The number to register, in E.164 form: `+`, country code and subscriber number, at most 15 digits, without spaces, dashes or parentheses.
             * @example +14155550123
             */
            phoneNumber: string;
            /**
             * @description The name of the number in Hamsa. At least one character; a maximum is not documented.
             * @example Support Line
             */
            label: string;
            /**
             * @description The number's SID in Twilio: `PN` and 32 hexadecimal digits, shown on the number's page in the Twilio Console. The placeholder on Hamsa's page, `PN` followed by 32 `X`, is allowed in documentation only.
             * @example PN0123456789abcdef0123456789abcdef
             */
            twilioNumberSid: string;
            /**
             * @description The SID of the Twilio account that owns the number: `AC` and 32 hexadecimal digits, shown on the Twilio Console's home page. It is not an API key SID (`SK…`). The placeholder on Hamsa's page, `AC` followed by 32 `X`, is allowed in documentation only.
             * @example AC0123456789abcdef0123456789abcdef
             */
            twilioAccountSid: string;
            /**
             * @description The auth token of that Twilio account. **It is a secret with full access to the account**, and it is never returned. Don't log it, expose it to a browser, or send it to another host. Twilio doesn't document its form.
             * @example your_twilio_auth_token
             */
            twilioAuthToken: string;
        };
        /** @description The response that contains the registered number. */
        AddTwilioNumberResponse: {
            /**
             * @description Always `true` here. The vendor's SDK treats a 2xx response without it as a rejection.
             * @example true
             * @constant
             */
            success: true;
            /**
             * @description A human-readable message, `Success` in the published example.
             * @example Success
             */
            message: string;
            data: components["schemas"]["TwilioNumber"];
        };
        /** @description A registered Twilio number. */
        TwilioNumber: {
            /**
             * Format: uuid
             * @description The number's identifier in Hamsa, a UUID.
             * @example 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90
             */
            id: string;
            /**
             * @description The registered number, in E.164 form.
             * @example +14155550123
             */
            number: string;
            /**
             * @description The name of the number in Hamsa.
             * @example Support Line
             */
            label: string;
            /**
             * @description The number's SID in Twilio. The placeholder in the published example has 28 `X` instead of 32, so this description claims no length.
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
             * @description The identifier of the Hamsa user who owns the number, a UUID.
             * @example 7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47
             */
            userId: string;
            /**
             * Format: uuid
             * @description The identifier of the voice agent that takes the calls, a UUID; `null` until one is assigned.
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
             * @description When the number was last changed, an RFC 3339 date-time in UTC, never before `createdAt`.
             * @example 2026-01-15T09:30:00Z
             */
            updatedAt: string;
        };
        /** @description The response that contains a page of numbers. */
        ListPhoneNumbersResponse: {
            /**
             * @description Always `true` here. The vendor's SDK treats a 2xx response without it as a rejection.
             * @example true
             * @constant
             */
            success: true;
            /**
             * @description A human-readable message, `Success` in the published example.
             * @example Success
             */
            message: string;
            /** @description The numbers of this page. Their order is not documented. */
            data: components["schemas"]["PhoneNumber"][];
        };
        /** @description A number in the list. The page shows one item and doesn't state which fields are always present. Without these three an item is useless. */
        PhoneNumber: {
            /**
             * Format: uuid
             * @description The number's identifier in Hamsa, a UUID.
             * @example 3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90
             */
            id: string;
            /**
             * @description The number, in E.164 form in the published example. The form of a SIP trunk's number is not documented.
             * @example +14155550123
             */
            number: string;
            /**
             * @description The name of the number in Hamsa.
             * @example Support Line
             */
            label: string;
            /**
             * @description The provider of the number, `TWILIO` in the published example. The filter `provider` also accepts `SIP`. Whether there are others is not documented.
             * @example TWILIO
             */
            type?: string;
            /**
             * Format: uuid
             * @description The identifier of the Hamsa user who owns the number, a UUID.
             * @example 7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47
             */
            userId?: string;
            /** @description Where a SIP trunk sends its calls. Only for numbers of type `SIP`, although the published example shows it with type `TWILIO`. */
            sipInboundConfigs?: {
                /**
                 * @description The SIP URI to which the trunk sends calls.
                 * @example sip:sip.eu.tryhamsa.com:5060;transport=tcp
                 */
                originationUri?: string | null;
            } | null;
            /** @description How calls leave through a SIP trunk. Only for numbers of type `SIP`, although the published example shows it with type `TWILIO`. */
            sipOutboundConfigs?: {
                /**
                 * @description The host of the trunk.
                 * @example sip.example.com
                 */
                address?: string | null;
                /**
                 * @description The SIP transport, `TCP` in the published example.
                 * @example TCP
                 */
                transportType?: string | null;
                /**
                 * @description Headers to add to each call, by name.
                 * @example {}
                 */
                customHeaders?: Record<string, unknown> | null;
            } | null;
            /**
             * Format: uuid
             * @description The identifier of the voice agent that takes the calls, a UUID; `null` until one is assigned.
             * @example null
             */
            voiceAgentId?: string | null;
            /** @description The voice agent, if one is assigned. */
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
             * @description When the number was last changed, an RFC 3339 date-time in UTC, never before `createdAt`.
             * @example 2026-01-15T09:30:00Z
             */
            updatedAt?: string;
        };
        /** @description Why a request was rejected. The page documents no error; this is the form that the vendor's SDK reads for other routes. A gateway in front of the API may respond with HTML instead. */
        ErrorResponse: {
            /**
             * @description Always `false` if present, because an error with `true` contradicts itself.
             * @example false
             * @constant
             */
            success?: false;
            /**
             * @description The reason, human-readable. Some frameworks return a list of reasons.
             * @example phoneNumber should not be empty
             * @example [
             *       "phoneNumber should not be empty",
             *       "label should not be empty"
             *     ]
             */
            message: string | string[];
            /**
             * @description A stable key for translating the message.
             * @example errors.validation
             */
            messageKey?: string;
            /**
             * @description Values that appear in the message.
             * @example {
             *       "field": "phoneNumber"
             *     }
             */
            params?: unknown;
        };
    };
    responses: {
        /** @description The number is registered. The published page shows this response in one example. */
        NumberAdded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AddTwilioNumberResponse"];
            };
        };
        /** @description One page of the numbers. The published page shows this response in one example. */
        NumbersListed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ListPhoneNumbersResponse"];
            };
        };
        /** @description A field or a parameter is missing or malformed. Nothing was registered. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API key is missing, malformed or not valid. Nothing was registered. */
        NotAuthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many requests in a short time. Nothing was registered. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Any other error. After a 5xx the number may have been registered. */
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
         * @description Page number, starting at 1: that is how it is documented, despite the name. A server may treat it as a number of items, or ignore it; pages then repeat items.
         * @example 1
         */
        Skip: string;
        /**
         * @description How many items a page has. The maximum is not documented.
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
        /** @description The number, its name in Hamsa, and the credentials of its Twilio account. */
        AddTwilioNumber: {
            content: {
                "application/json": components["schemas"]["AddTwilioNumberRequest"];
            };
        };
    };
    headers: {
        /** @description When to send the next request, as a number of seconds or an HTTP date. */
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
                 * @description Page number, starting at 1: that is how it is documented, despite the name. A server may treat it as a number of items, or ignore it; pages then repeat items.
                 * @example 1
                 */
                skip?: components["parameters"]["Skip"];
                /**
                 * @description How many items a page has. The maximum is not documented.
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
