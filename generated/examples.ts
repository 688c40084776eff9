// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
/** Every named example of the description, by operation. */
export const examples = {
  "addTwilioNumber": {
    "requests": {
      "published": {
        "phoneNumber": "+9700000000",
        "label": "Support Line",
        "twilioNumberSid": "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "twilioAccountSid": "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "twilioAuthToken": "your_twilio_auth_token"
      },
      "synthetic": {
        "phoneNumber": "+14155550123",
        "label": "Support Line",
        "twilioNumberSid": "PN0123456789abcdef0123456789abcdef",
        "twilioAccountSid": "AC0123456789abcdef0123456789abcdef",
        "twilioAuthToken": "f0e1d2c3b4a5968778695a4b3c2d1e0f"
      }
    },
    "responses": {
      "200": {
        "headers": {},
        "bodies": {
          "published": {
            "success": true,
            "message": "Success",
            "data": {
              "id": "d949f13f-40d2-4e48-ac86-b66633070603",
              "number": "+9700000000",
              "label": "My Twilio Number",
              "numberSid": "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
              "isActive": true,
              "userId": "d949f13f-40d2-4e48-ac86-b66633070603",
              "voiceAgentId": null,
              "createdAt": "2023-01-01T12:00:00Z",
              "updatedAt": "2023-02-01T12:00:00Z"
            }
          },
          "synthetic": {
            "success": true,
            "message": "Success",
            "data": {
              "id": "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90",
              "number": "+14155550123",
              "label": "Support Line",
              "numberSid": "PN0123456789abcdef0123456789abcdef",
              "isActive": true,
              "userId": "7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47",
              "voiceAgentId": null,
              "createdAt": "2026-01-15T09:30:00Z",
              "updatedAt": "2026-01-15T09:30:00Z"
            }
          }
        }
      },
      "400": {
        "headers": {},
        "bodies": {
          "invalidRequest": {
            "message": "phoneNumber should not be empty",
            "messageKey": "errors.validation",
            "params": {
              "field": "phoneNumber"
            }
          }
        }
      },
      "401": {
        "headers": {},
        "bodies": {
          "notAuthenticated": {
            "message": "The API key is not valid"
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": "30"
        },
        "bodies": {
          "tooManyRequests": {
            "message": "Too many requests, try again later"
          }
        }
      },
      "default": {
        "headers": {},
        "bodies": {
          "otherError": {
            "message": "The request could not be processed"
          }
        }
      }
    }
  },
  "listPhoneNumbers": {
    "responses": {
      "200": {
        "headers": {},
        "bodies": {
          "published": {
            "success": true,
            "message": "Success",
            "data": [
              {
                "id": "d949f13f-40d2-4e48-ac86-b66633070603",
                "number": "+9700000000",
                "label": "My Twilio Number",
                "type": "TWILIO",
                "userId": "d949f13f-40d2-4e48-ac86-b66633070603",
                "sipInboundConfigs": {
                  "originationUri": "sip:sip.eu.tryhamsa.com:5060;transport=tcp"
                },
                "sipOutboundConfigs": {
                  "address": "sip.example.com",
                  "transportType": "TCP",
                  "customHeaders": {}
                },
                "voiceAgentId": "d949f13f-40d2-4e48-ac86-b66633070603",
                "voiceAgent": {
                  "id": "d949f13f-40d2-4e48-ac86-b66633070603",
                  "name": "My Voice Agent"
                },
                "createdAt": "2023-01-01T12:00:00Z",
                "updatedAt": "2023-02-01T12:00:00Z"
              }
            ]
          },
          "synthetic": {
            "success": true,
            "message": "Success",
            "data": [
              {
                "id": "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90",
                "number": "+14155550123",
                "label": "Support Line",
                "type": "TWILIO",
                "userId": "7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47",
                "sipInboundConfigs": null,
                "sipOutboundConfigs": null,
                "voiceAgentId": null,
                "voiceAgent": null,
                "createdAt": "2026-01-15T09:30:00Z",
                "updatedAt": "2026-01-15T09:30:00Z"
              },
              {
                "id": "9d4b6c1e-7a25-4e90-8f13-c6502b9ad7e8",
                "number": "+14155550188",
                "label": "Front Desk",
                "type": "SIP",
                "userId": "7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47",
                "sipInboundConfigs": {
                  "originationUri": "sip:trunk.example.com:5060;transport=tcp"
                },
                "sipOutboundConfigs": {
                  "address": "trunk.example.com",
                  "transportType": "TCP",
                  "customHeaders": {}
                },
                "voiceAgentId": "5c9e7d10-2b64-4f3a-9a51-0d8b6e2f7c43",
                "voiceAgent": {
                  "id": "5c9e7d10-2b64-4f3a-9a51-0d8b6e2f7c43",
                  "name": "Front Desk"
                },
                "createdAt": "2026-01-16T08:00:00Z",
                "updatedAt": "2026-01-17T10:15:00Z"
              }
            ]
          },
          "empty": {
            "success": true,
            "message": "Success",
            "data": []
          }
        }
      },
      "400": {
        "headers": {},
        "bodies": {
          "invalidRequest": {
            "message": "phoneNumber should not be empty",
            "messageKey": "errors.validation",
            "params": {
              "field": "phoneNumber"
            }
          }
        }
      },
      "401": {
        "headers": {},
        "bodies": {
          "notAuthenticated": {
            "message": "The API key is not valid"
          }
        }
      },
      "429": {
        "headers": {
          "Retry-After": "30"
        },
        "bodies": {
          "tooManyRequests": {
            "message": "Too many requests, try again later"
          }
        }
      },
      "default": {
        "headers": {},
        "bodies": {
          "otherError": {
            "message": "The request could not be processed"
          }
        }
      }
    }
  }
} as const;
