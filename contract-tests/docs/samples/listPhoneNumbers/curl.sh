curl "https://api.tryhamsa.com/v1/voice-agents/phone-number/list?provider=TWILIO&take=10" \
  --fail-with-body \
  --header "Authorization: Token $HAMSA_API_KEY"
