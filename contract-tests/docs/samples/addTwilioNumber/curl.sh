curl https://api.tryhamsa.com/v1/voice-agents/twilio/phone-number \
  --fail-with-body \
  --header "Authorization: Token $HAMSA_API_KEY" \
  --header "Content-Type: application/json" \
  --data @- <<JSON
{
  "phoneNumber": "+14155550123",
  "label": "Support Line",
  "twilioNumberSid": "PN0123456789abcdef0123456789abcdef",
  "twilioAccountSid": "AC0123456789abcdef0123456789abcdef",
  "twilioAuthToken": "$TWILIO_AUTH_TOKEN"
}
JSON
