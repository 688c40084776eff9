import twilio from "twilio";

console.log(await twilio("AC0", "token").incomingPhoneNumbers.create({ phoneNumber: "+14155550123" }));
