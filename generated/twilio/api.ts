// Generated from openapi/twilio.yaml by `npm run generate`; edits are lost.
export interface paths {
    "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the numbers of an account
         * @description Returns one page of the numbers that the account owns, or only the requested number. It changes nothing.
         */
        get: operations["listIncomingPhoneNumbers"];
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
        /** @description One page of numbers, and the address of the next. */
        IncomingPhoneNumberPage: {
            /** @description The numbers of this page. */
            incoming_phone_numbers: components["schemas"]["IncomingPhoneNumber"][];
            /**
             * @description Path and query of the next page, `null` on the last one.
             * @example null
             */
            next_page_uri?: string | null;
            /**
             * @description The page number, starting at 0.
             * @example 0
             */
            page?: number;
            /**
             * @description How many numbers a page has.
             * @example 50
             */
            page_size?: number;
        };
        /** @description A number that the account owns. */
        IncomingPhoneNumber: {
            /**
             * @description The number's SID.
             * @example PN0123456789abcdef0123456789abcdef
             */
            sid: string;
            /**
             * @description The SID of the account that owns it.
             * @example AC0123456789abcdef0123456789abcdef
             */
            account_sid: string;
            /**
             * @description The number in E.164 form.
             * @example +14155550123
             */
            phone_number: string;
            /**
             * @description The name of the number in the account, at most 64 characters.
             * @example Support Line
             */
            friendly_name?: string | null;
            /** @description What the number can do. */
            capabilities?: {
                /**
                 * @description Whether it can take voice calls.
                 * @example true
                 */
                voice?: boolean;
                /**
                 * @description Whether it can take text messages.
                 * @example true
                 */
                sms?: boolean;
                /**
                 * @description Whether it can take messages with pictures.
                 * @example false
                 */
                mms?: boolean;
            };
        };
        /** @description Why Twilio rejected a request. */
        TwilioError: {
            /**
             * @description Twilio's code for the error, explained at `more_info`.
             * @example 20003
             */
            code?: number | null;
            /**
             * @description The reason, human-readable.
             * @example Authenticate
             */
            message: string;
            /**
             * @description A page about the error.
             * @example https://www.twilio.com/docs/errors/20003
             */
            more_info?: string;
            /**
             * @description The HTTP status.
             * @example 401
             */
            status?: number;
        };
    };
    responses: {
        /** @description One page of the account's numbers. */
        NumbersListed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["IncomingPhoneNumberPage"];
            };
        };
        /** @description The account SID or the auth token is wrong. */
        NotAuthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TwilioError"];
            };
        };
        /** @description The credentials may not read this resource. Test credentials never may. */
        TestCredentials: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TwilioError"];
            };
        };
        /** @description The account does not exist or is suspended. */
        NoSuchAccount: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TwilioError"];
            };
        };
        /** @description Any other error. */
        OtherError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TwilioError"];
            };
        };
    };
    parameters: {
        /**
         * @description The SID of the account that owns the numbers.
         * @example AC0123456789abcdef0123456789abcdef
         */
        AccountSid: string;
        /**
         * @description Lists only this number, in E.164 form.
         * @example +14155550123
         */
        PhoneNumber: string;
        /**
         * @description How many numbers a page has, 50 by default.
         * @example 1000
         */
        PageSize: number;
        /**
         * @description Page number, starting at 0. `next_page_uri` contains the next one.
         * @example 1
         */
        Page: number;
        /**
         * @description Where the page begins. `next_page_uri` contains it.
         * @example PAPN0123456789abcdef0123456789abcdef
         */
        PageToken: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listIncomingPhoneNumbers: {
        parameters: {
            query?: {
                /**
                 * @description Lists only this number, in E.164 form.
                 * @example +14155550123
                 */
                PhoneNumber?: components["parameters"]["PhoneNumber"];
                /**
                 * @description How many numbers a page has, 50 by default.
                 * @example 1000
                 */
                PageSize?: components["parameters"]["PageSize"];
                /**
                 * @description Page number, starting at 0. `next_page_uri` contains the next one.
                 * @example 1
                 */
                Page?: components["parameters"]["Page"];
                /**
                 * @description Where the page begins. `next_page_uri` contains it.
                 * @example PAPN0123456789abcdef0123456789abcdef
                 */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /**
                 * @description The SID of the account that owns the numbers.
                 * @example AC0123456789abcdef0123456789abcdef
                 */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["NumbersListed"];
            401: components["responses"]["NotAuthenticated"];
            403: components["responses"]["TestCredentials"];
            404: components["responses"]["NoSuchAccount"];
            default: components["responses"]["OtherError"];
        };
    };
}
