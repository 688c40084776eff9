// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
// @ts-nocheck: Ajv compiles to plain JavaScript; what is exported below it is typed.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var compiledAddTwilioNumberRequest = validate21;
var func1 = require_ucs2length().default;
var pattern4 = new RegExp("^\\+[1-9][0-9]{1,14}$", "u");
var pattern5 = new RegExp("^PN(?:[0-9a-fA-F]{32}|X{32})$", "u");
var pattern6 = new RegExp("^AC(?:[0-9a-fA-F]{32}|X{32})$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.phoneNumber === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phoneNumber" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.label === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "label" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.twilioNumberSid === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "twilioNumberSid" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.twilioAccountSid === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "twilioAccountSid" } };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.twilioAuthToken === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "twilioAuthToken" } };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.phoneNumber !== void 0) {
      let data0 = data.phoneNumber;
      if (typeof data0 === "string") {
        if (func1(data0) < 1) {
          const err5 = { instancePath: instancePath + "/phoneNumber", schemaPath: "#/properties/phoneNumber/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (!pattern4.test(data0)) {
          const err6 = { instancePath: instancePath + "/phoneNumber", schemaPath: "#/properties/phoneNumber/pattern", keyword: "pattern", params: { pattern: "^\\+[1-9][0-9]{1,14}$" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/phoneNumber", schemaPath: "#/properties/phoneNumber/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.label !== void 0) {
      let data1 = data.label;
      if (typeof data1 === "string") {
        if (func1(data1) < 1) {
          const err8 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/label", schemaPath: "#/properties/label/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.twilioNumberSid !== void 0) {
      let data2 = data.twilioNumberSid;
      if (typeof data2 === "string") {
        if (!pattern5.test(data2)) {
          const err10 = { instancePath: instancePath + "/twilioNumberSid", schemaPath: "#/properties/twilioNumberSid/pattern", keyword: "pattern", params: { pattern: "^PN(?:[0-9a-fA-F]{32}|X{32})$" } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/twilioNumberSid", schemaPath: "#/properties/twilioNumberSid/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.twilioAccountSid !== void 0) {
      let data3 = data.twilioAccountSid;
      if (typeof data3 === "string") {
        if (func1(data3) < 1) {
          const err12 = { instancePath: instancePath + "/twilioAccountSid", schemaPath: "#/properties/twilioAccountSid/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (!pattern6.test(data3)) {
          const err13 = { instancePath: instancePath + "/twilioAccountSid", schemaPath: "#/properties/twilioAccountSid/pattern", keyword: "pattern", params: { pattern: "^AC(?:[0-9a-fA-F]{32}|X{32})$" } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/twilioAccountSid", schemaPath: "#/properties/twilioAccountSid/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.twilioAuthToken !== void 0) {
      let data4 = data.twilioAuthToken;
      if (typeof data4 === "string") {
        if (func1(data4) < 1) {
          const err15 = { instancePath: instancePath + "/twilioAuthToken", schemaPath: "#/properties/twilioAuthToken/minLength", keyword: "minLength", params: { limit: 1 } };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/twilioAuthToken", schemaPath: "#/properties/twilioAuthToken/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
  } else {
    const err17 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err17];
    } else {
      vErrors.push(err17);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": { "phoneNumber": true, "label": true, "twilioNumberSid": true, "twilioAccountSid": true, "twilioAuthToken": true }, "dynamicProps": false, "dynamicItems": false };
var compiledAddTwilioNumberResponse = validate22;
var schema34 = { "description": "A Twilio number as Hamsa keeps it.", "type": "object", "required": ["id", "number", "label", "numberSid", "isActive", "userId", "voiceAgentId", "createdAt", "updatedAt"], "x-provenance": { "type": "documented", "required": "documented" }, "properties": { "id": { "description": "Hamsa's identifier of the number, a UUID.", "type": "string", "format": "uuid", "x-provenance": "documented", "examples": ["3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90"] }, "number": { "description": "The registered number, in E.164 form.", "type": "string", "pattern": "^\\+[1-9][0-9]{1,14}$", "x-echoes": "phoneNumber", "x-provenance": { "type": "documented", "pattern": "twilio", "x-echoes": "inferred" }, "examples": ["+14155550123"] }, "label": { "description": "The name under which Hamsa shows the number.", "type": "string", "x-echoes": "label", "x-provenance": { "type": "documented", "x-echoes": "inferred" }, "examples": ["Support Line"] }, "numberSid": { "description": "The number's SID at Twilio. The published example masks it with 28 `X` instead of 32, so that no length is claimed here.", "type": "string", "minLength": 1, "x-echoes": "twilioNumberSid", "x-provenance": { "type": "documented", "minLength": "inferred", "x-echoes": "inferred" }, "examples": ["PN0123456789abcdef0123456789abcdef"] }, "isActive": { "description": "Whether the number is in use, `true` in the published example.", "type": "boolean", "x-provenance": "documented", "examples": [true] }, "userId": { "description": "Identifier of the Hamsa user who owns the number, a UUID.", "type": "string", "format": "uuid", "x-provenance": "documented", "examples": ["7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47"] }, "voiceAgentId": { "description": "Identifier of the voice agent that answers the number, a UUID; `null` until one is assigned.", "type": ["string", "null"], "format": "uuid", "x-provenance": { "type": "documented", "format": "sibling" }, "examples": [null] }, "createdAt": { "description": "When the number was registered, an RFC 3339 date-time in UTC.", "type": "string", "format": "date-time", "x-provenance": "documented", "examples": ["2026-01-15T09:30:00Z"] }, "updatedAt": { "description": "When the number was last changed, an RFC 3339 date-time in UTC; never before `createdAt`.", "type": "string", "format": "date-time", "x-not-before": "createdAt", "x-provenance": { "type": "documented", "format": "documented", "x-not-before": "inferred" }, "examples": ["2026-01-15T09:30:00Z"] } } };
var formats0 = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
var formats6 = /^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.success === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "success" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.message === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "message" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.data === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "data" } };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.success !== void 0) {
      let data0 = data.success;
      if (typeof data0 !== "boolean") {
        const err3 = { instancePath: instancePath + "/success", schemaPath: "#/properties/success/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (true !== data0) {
        const err4 = { instancePath: instancePath + "/success", schemaPath: "#/properties/success/const", keyword: "const", params: { allowedValue: true } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        const err5 = { instancePath: instancePath + "/message", schemaPath: "#/properties/message/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.data !== void 0) {
      let data2 = data.data;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.id === void 0) {
          const err6 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "id" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data2.number === void 0) {
          const err7 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "number" } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data2.label === void 0) {
          const err8 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "label" } };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (data2.numberSid === void 0) {
          const err9 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "numberSid" } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data2.isActive === void 0) {
          const err10 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "isActive" } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (data2.userId === void 0) {
          const err11 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "userId" } };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        if (data2.voiceAgentId === void 0) {
          const err12 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "voiceAgentId" } };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data2.createdAt === void 0) {
          const err13 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "createdAt" } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data2.updatedAt === void 0) {
          const err14 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/required", keyword: "required", params: { missingProperty: "updatedAt" } };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data2.id !== void 0) {
          let data3 = data2.id;
          if (typeof data3 === "string") {
            if (!formats0.test(data3)) {
              const err15 = { instancePath: instancePath + "/data/id", schemaPath: "#/components/schemas/TwilioNumber/properties/id/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/data/id", schemaPath: "#/components/schemas/TwilioNumber/properties/id/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data2.number !== void 0) {
          let data4 = data2.number;
          if (typeof data4 === "string") {
            if (!pattern4.test(data4)) {
              const err17 = { instancePath: instancePath + "/data/number", schemaPath: "#/components/schemas/TwilioNumber/properties/number/pattern", keyword: "pattern", params: { pattern: "^\\+[1-9][0-9]{1,14}$" } };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          } else {
            const err18 = { instancePath: instancePath + "/data/number", schemaPath: "#/components/schemas/TwilioNumber/properties/number/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        if (data2.label !== void 0) {
          if (typeof data2.label !== "string") {
            const err19 = { instancePath: instancePath + "/data/label", schemaPath: "#/components/schemas/TwilioNumber/properties/label/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data2.numberSid !== void 0) {
          let data6 = data2.numberSid;
          if (typeof data6 === "string") {
            if (func1(data6) < 1) {
              const err20 = { instancePath: instancePath + "/data/numberSid", schemaPath: "#/components/schemas/TwilioNumber/properties/numberSid/minLength", keyword: "minLength", params: { limit: 1 } };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
          } else {
            const err21 = { instancePath: instancePath + "/data/numberSid", schemaPath: "#/components/schemas/TwilioNumber/properties/numberSid/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data2.isActive !== void 0) {
          if (typeof data2.isActive !== "boolean") {
            const err22 = { instancePath: instancePath + "/data/isActive", schemaPath: "#/components/schemas/TwilioNumber/properties/isActive/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        if (data2.userId !== void 0) {
          let data8 = data2.userId;
          if (typeof data8 === "string") {
            if (!formats0.test(data8)) {
              const err23 = { instancePath: instancePath + "/data/userId", schemaPath: "#/components/schemas/TwilioNumber/properties/userId/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err23];
              } else {
                vErrors.push(err23);
              }
              errors++;
            }
          } else {
            const err24 = { instancePath: instancePath + "/data/userId", schemaPath: "#/components/schemas/TwilioNumber/properties/userId/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        if (data2.voiceAgentId !== void 0) {
          let data9 = data2.voiceAgentId;
          if (typeof data9 !== "string" && data9 !== null) {
            const err25 = { instancePath: instancePath + "/data/voiceAgentId", schemaPath: "#/components/schemas/TwilioNumber/properties/voiceAgentId/type", keyword: "type", params: { type: schema34.properties.voiceAgentId.type } };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
          if (typeof data9 === "string") {
            if (!formats0.test(data9)) {
              const err26 = { instancePath: instancePath + "/data/voiceAgentId", schemaPath: "#/components/schemas/TwilioNumber/properties/voiceAgentId/format", keyword: "format", params: { format: "uuid" } };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          }
        }
        if (data2.createdAt !== void 0) {
          let data10 = data2.createdAt;
          if (typeof data10 === "string") {
            if (!formats6.test(data10)) {
              const err27 = { instancePath: instancePath + "/data/createdAt", schemaPath: "#/components/schemas/TwilioNumber/properties/createdAt/format", keyword: "format", params: { format: "date-time" } };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/data/createdAt", schemaPath: "#/components/schemas/TwilioNumber/properties/createdAt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        if (data2.updatedAt !== void 0) {
          let data11 = data2.updatedAt;
          if (typeof data11 === "string") {
            if (!formats6.test(data11)) {
              const err29 = { instancePath: instancePath + "/data/updatedAt", schemaPath: "#/components/schemas/TwilioNumber/properties/updatedAt/format", keyword: "format", params: { format: "date-time" } };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
          } else {
            const err30 = { instancePath: instancePath + "/data/updatedAt", schemaPath: "#/components/schemas/TwilioNumber/properties/updatedAt/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/data", schemaPath: "#/components/schemas/TwilioNumber/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": { "success": true, "message": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
var compiledErrorResponse = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.message === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "message" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.message !== void 0) {
      if (typeof data.message !== "string") {
        const err1 = { instancePath: instancePath + "/message", schemaPath: "#/properties/message/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.messageKey !== void 0) {
      if (typeof data.messageKey !== "string") {
        const err2 = { instancePath: instancePath + "/messageKey", schemaPath: "#/properties/messageKey/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": { "message": true, "messageKey": true, "params": true }, "dynamicProps": false, "dynamicItems": false };

/** Which constraint of the description a value breaks, and where; never the value itself. */
export interface BrokenConstraint {
  /** JSON pointer into the value, empty for the value as a whole. */
  readonly instancePath: string;
  /** JSON pointer into the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Says whether a value satisfies a schema; `errors` holds what the last call found broken. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly BrokenConstraint[] | null;
}

export const validateAddTwilioNumberRequest: Validate = compiledAddTwilioNumberRequest;
export const validateAddTwilioNumberResponse: Validate = compiledAddTwilioNumberResponse;
export const validateErrorResponse: Validate = compiledErrorResponse;
