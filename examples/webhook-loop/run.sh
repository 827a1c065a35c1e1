#!/usr/bin/env bash
# The whole loop with curl: subscribe, open a conversation, reply, and see the delivery.
# Start the server (npm start) and the receiver first:
#   PORT=4000 SECRET_FILE=/tmp/secret node examples/webhook-loop/receiver.ts
# then: SECRET_FILE=/tmp/secret RECEIVER=http://127.0.0.1:4000 examples/webhook-loop/run.sh
# BEFORE_DELIVERY may hold a command to run between the reply and its delivery.
set -euo pipefail
server=${SERVER:-http://127.0.0.1:3000}
key=${KEY:-sa_test_demo_full}
receiver=${RECEIVER:-http://127.0.0.1:4000}

api() { curl --silent --show-error --fail-with-body --retry 20 --retry-connrefused --retry-delay 1 \
  -X "$1" "$server$2" -H "Authorization: Bearer $key" -H 'Content-Type: application/json' "${@:3}"; }
# The first string member of that name.
member() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/"; }

webhook=$(api POST /v1/webhooks -d "{\"name\":\"Loop\",\"url\":\"$receiver\",\"events\":[\"message.sent\"]}")
member secret <<<"$webhook" > "$SECRET_FILE"
webhook_id=$(sed -E 's/^\{"id":"([^"]*)".*/\1/' <<<"$webhook")
echo "subscribed $webhook_id"

conversation=$(api POST /v1/conversations/outbound -d "{
  \"externalReference\": \"loop-$RANDOM$RANDOM\", \"channel\": \"webchat\", \"subject\": \"Where is my order?\",
  \"contact\": { \"email\": \"erlich.bachman@aviato.example\" },
  \"outboundContext\": { \"originalMessage\": \"Where is my order?\" } }")
id=$(sed -E 's/^\{"id":"([^"]*)".*/\1/' <<<"$conversation")
echo "opened $id"

api POST "/v1/conversations/$id/messages" -d '{"direction":"outbound","text":"It left this morning."}' > /dev/null
echo replied
eval "${BEFORE_DELIVERY:-}"

for _ in $(seq "${PATIENCE:-60}"); do
  # A server that restarts in between is asked again.
  deliveries=$(api GET "/v1/webhooks/$webhook_id/deliveries?status=delivered") || true
  if [[ $deliveries == *'"event":"message.sent"'* ]]; then
    echo "delivered $(sed -E 's/.*"data":\[\{"id":"([^"]*)".*/\1/' <<<"$deliveries")"
    exit 0
  fi
  sleep 0.5
done
echo 'the delivery did not come' >&2
exit 1
