// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
// @ts-nocheck: Ajv compiles to plain JavaScript; what is exported below it is typed.
// <stdin>
var fail = (broken, field, message) => broken.push({ field, message });
var compiledAddTwilioNumberRequest = validate21;
var pattern4 = new RegExp("^\\+[1-9][0-9]{1,14}$", "u");
var pattern5 = new RegExp("^PN(?:[0-9a-fA-F]{32}|X{32})$", "u");
var pattern6 = new RegExp("^AC(?:[0-9a-fA-F]{32}|X{32})$", "u");
function validate21(data, at) {
  const broken = [];
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.phoneNumber === void 0) {
      fail(broken, at + ".phoneNumber", "is missing");
    }
    if (data.label === void 0) {
      fail(broken, at + ".label", "is missing");
    }
    if (data.twilioNumberSid === void 0) {
      fail(broken, at + ".twilioNumberSid", "is missing");
    }
    if (data.twilioAccountSid === void 0) {
      fail(broken, at + ".twilioAccountSid", "is missing");
    }
    if (data.twilioAuthToken === void 0) {
      fail(broken, at + ".twilioAuthToken", "is missing");
    }
    if (data.phoneNumber !== void 0) {
      let data0 = data.phoneNumber;
      if (typeof data0 === "string") {
        if (data0.length < 1) {
          fail(broken, at + ".phoneNumber", "must not be empty");
        }
        if (!pattern4.test(data0)) {
          fail(broken, at + ".phoneNumber", "must match ^\\+[1-9][0-9]{1,14}$");
        }
      } else {
        fail(broken, at + ".phoneNumber", "must be of type string");
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 === "string") {
        if (data1.length < 1) {
          fail(broken, at + ".label", "must not be empty");
        }
      } else {
        fail(broken, at + ".label", "must be of type string");
      }
    }
    if (data.twilioNumberSid !== void 0) {
      let data2 = data.twilioNumberSid;
      if (typeof data2 === "string") {
        if (!pattern5.test(data2)) {
          fail(broken, at + ".twilioNumberSid", "must match ^PN(?:[0-9a-fA-F]{32}|X{32})$");
        }
      } else {
        fail(broken, at + ".twilioNumberSid", "must be of type string");
      }
    }
    if (data.twilioAccountSid !== void 0) {
      let data3 = data.twilioAccountSid;
      if (typeof data3 === "string") {
        if (data3.length < 1) {
          fail(broken, at + ".twilioAccountSid", "must not be empty");
        }
        if (!pattern6.test(data3)) {
          fail(broken, at + ".twilioAccountSid", "must match ^AC(?:[0-9a-fA-F]{32}|X{32})$");
        }
      } else {
        fail(broken, at + ".twilioAccountSid", "must be of type string");
      }
    }
    if (data.twilioAuthToken !== void 0) {
      let data4 = data.twilioAuthToken;
      if (typeof data4 === "string") {
        if (data4.length < 1) {
          fail(broken, at + ".twilioAuthToken", "must not be empty");
        }
      } else {
        fail(broken, at + ".twilioAuthToken", "must be of type string");
      }
    }
  } else {
    fail(broken, at, "must be of type object");
  }
  return broken;
}
var compiledAddTwilioNumberResponse = validate22;
var formats0 = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
var formats6 = /^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;
function validate22(data, at) {
  const broken = [];
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.success === void 0) {
      fail(broken, at + ".success", "is missing");
    }
    if (data.message === void 0) {
      fail(broken, at + ".message", "is missing");
    }
    if (data.data === void 0) {
      fail(broken, at + ".data", "is missing");
    }
    if (data.success !== void 0) {
      let data0 = data.success;
      if (typeof data0 !== "boolean") {
        fail(broken, at + ".success", "must be of type boolean");
      }
      if (true !== data0) {
        fail(broken, at + ".success", "must be true");
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        fail(broken, at + ".message", "must be of type string");
      }
    }
    if (data.data !== void 0) {
      let data2 = data.data;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.id === void 0) {
          fail(broken, at + ".data.id", "is missing");
        }
        if (data2.number === void 0) {
          fail(broken, at + ".data.number", "is missing");
        }
        if (data2.label === void 0) {
          fail(broken, at + ".data.label", "is missing");
        }
        if (data2.numberSid === void 0) {
          fail(broken, at + ".data.numberSid", "is missing");
        }
        if (data2.isActive === void 0) {
          fail(broken, at + ".data.isActive", "is missing");
        }
        if (data2.userId === void 0) {
          fail(broken, at + ".data.userId", "is missing");
        }
        if (data2.voiceAgentId === void 0) {
          fail(broken, at + ".data.voiceAgentId", "is missing");
        }
        if (data2.createdAt === void 0) {
          fail(broken, at + ".data.createdAt", "is missing");
        }
        if (data2.updatedAt === void 0) {
          fail(broken, at + ".data.updatedAt", "is missing");
        }
        if (data2.id !== void 0) {
          let data3 = data2.id;
          if (typeof data3 === "string") {
            if (!formats0.test(data3)) {
              fail(broken, at + ".data.id", "must be a uuid");
            }
          } else {
            fail(broken, at + ".data.id", "must be of type string");
          }
        }
        if (data2.number !== void 0) {
          let data4 = data2.number;
          if (typeof data4 === "string") {
            if (!pattern4.test(data4)) {
              fail(broken, at + ".data.number", "must match ^\\+[1-9][0-9]{1,14}$");
            }
          } else {
            fail(broken, at + ".data.number", "must be of type string");
          }
        }
        if (data2.label !== void 0) {
          if (typeof data2.label !== "string") {
            fail(broken, at + ".data.label", "must be of type string");
          }
        }
        if (data2.numberSid !== void 0) {
          let data6 = data2.numberSid;
          if (typeof data6 === "string") {
            if (data6.length < 1) {
              fail(broken, at + ".data.numberSid", "must not be empty");
            }
          } else {
            fail(broken, at + ".data.numberSid", "must be of type string");
          }
        }
        if (data2.isActive !== void 0) {
          if (typeof data2.isActive !== "boolean") {
            fail(broken, at + ".data.isActive", "must be of type boolean");
          }
        }
        if (data2.userId !== void 0) {
          let data8 = data2.userId;
          if (typeof data8 === "string") {
            if (!formats0.test(data8)) {
              fail(broken, at + ".data.userId", "must be a uuid");
            }
          } else {
            fail(broken, at + ".data.userId", "must be of type string");
          }
        }
        if (data2.voiceAgentId !== void 0) {
          let data9 = data2.voiceAgentId;
          if (typeof data9 !== "string" && data9 !== null) {
            fail(broken, at + ".data.voiceAgentId", "must be of type string or null");
          }
          if (typeof data9 === "string") {
            if (!formats0.test(data9)) {
              fail(broken, at + ".data.voiceAgentId", "must be a uuid");
            }
          }
        }
        if (data2.createdAt !== void 0) {
          let data10 = data2.createdAt;
          if (typeof data10 === "string") {
            if (!formats6.test(data10)) {
              fail(broken, at + ".data.createdAt", "must be a date-time");
            }
          } else {
            fail(broken, at + ".data.createdAt", "must be of type string");
          }
        }
        if (data2.updatedAt !== void 0) {
          let data11 = data2.updatedAt;
          if (typeof data11 === "string") {
            if (!formats6.test(data11)) {
              fail(broken, at + ".data.updatedAt", "must be a date-time");
            }
          } else {
            fail(broken, at + ".data.updatedAt", "must be of type string");
          }
        }
      } else {
        fail(broken, at + ".data", "must be of type object");
      }
    }
  } else {
    fail(broken, at, "must be of type object");
  }
  return broken;
}
var compiledErrorResponse = validate23;
function validate23(data, at) {
  const broken = [];
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.message === void 0) {
      fail(broken, at + ".message", "is missing");
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        fail(broken, at + ".message", "must be of type string");
      }
    }
    if (data.messageKey !== void 0) {
      if (typeof data.messageKey !== "string") {
        fail(broken, at + ".messageKey", "must be of type string");
      }
    }
  } else {
    fail(broken, at, "must be of type object");
  }
  return broken;
}

/** A constraint of the description that a value breaks; never the value itself. */
export interface BrokenConstraint {
  /** Where, as a path such as `.data.id`, empty for the value as a whole. */
  readonly field: string;
  /** What is wrong, as the end of a sentence that begins with the field. */
  readonly message: string;
}

/** Finds all that a value breaks of a schema: nothing, if it is valid. */
export type Validate = (value: unknown) => readonly BrokenConstraint[];

export const validateAddTwilioNumberRequest: Validate = (value) => compiledAddTwilioNumberRequest(value, "");
export const validateAddTwilioNumberResponse: Validate = (value) => compiledAddTwilioNumberResponse(value, "");
export const validateErrorResponse: Validate = (value) => compiledErrorResponse(value, "");
