// Generated from openapi/twilio.yaml by `npm run generate`; edits are lost.
/** Every named example of the description, by operation. */
export const examples = {
  "listIncomingPhoneNumbers": {
    "responses": {
      "200": {
        "headers": {},
        "bodies": {
          "synthetic": {
            "incoming_phone_numbers": [
              {
                "sid": "PN0123456789abcdef0123456789abcdef",
                "account_sid": "AC0123456789abcdef0123456789abcdef",
                "phone_number": "+14155550123",
                "friendly_name": "Support Line",
                "capabilities": {
                  "voice": true,
                  "sms": true,
                  "mms": false
                }
              }
            ],
            "next_page_uri": null,
            "page": 0,
            "page_size": 50
          },
          "empty": {
            "incoming_phone_numbers": [],
            "next_page_uri": null,
            "page": 0,
            "page_size": 50
          }
        }
      },
      "401": {
        "headers": {},
        "bodies": {
          "notAuthenticated": {
            "code": 20003,
            "message": "Authenticate",
            "more_info": "https://www.twilio.com/docs/errors/20003",
            "status": 401
          }
        }
      },
      "403": {
        "headers": {},
        "bodies": {
          "testCredentials": {
            "code": 20008,
            "message": "Resource not accessible with Test Account Credentials",
            "more_info": "https://www.twilio.com/docs/errors/20008",
            "status": 403
          }
        }
      },
      "404": {
        "headers": {},
        "bodies": {
          "noSuchAccount": {
            "code": 20404,
            "message": "The requested resource was not found",
            "more_info": "https://www.twilio.com/docs/errors/20404",
            "status": 404
          }
        }
      },
      "default": {
        "headers": {},
        "bodies": {
          "tooManyRequests": {
            "code": 20429,
            "message": "Too Many Requests",
            "more_info": "https://www.twilio.com/docs/errors/20429",
            "status": 429
          }
        }
      }
    }
  }
} as const;
