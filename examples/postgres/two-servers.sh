#!/usr/bin/env bash
# Two servers on one PostgreSQL: what one takes in, the other knows, and sends when the first one is gone.
# DATABASE_URL=postgres://… ./two-servers.sh
set -euo pipefail
: "${DATABASE_URL:?Say where PostgreSQL is, as postgres://user:password@host/database}"
one=${ONE:-3001} two=${TWO:-3002}

serve() { PORT=$1 MOCK_PORT=0 LOG_LEVEL=warn npx conversation-contracts serve > /dev/null & }
ready() { curl -sf -o /dev/null --retry 60 --retry-delay 1 --retry-all-errors "http://127.0.0.1:$1/healthz"; }
status() { curl -s "http://127.0.0.1:$1/conversations/$2/messages" -H 'X-API-Key: sk_demo' | grep -o '"status":"[A-Z]*"'; }

serve "$one"
first=$!
serve "$two"
trap 'kill $(jobs -p)' EXIT
ready "$one"
ready "$two"

conversation=$(curl -sf "http://127.0.0.1:$one/conversations/compose" -H 'X-API-Key: sk_demo' \
  -H 'Content-Type: application/json' -d '{ "channel_id": 123, "agent_id": 42, "to": "monica.hall@raviga-capital.com",
    "subject": "Your invoice", "content": { "content": "<p>Here it is.</p>" }, "delay": 2 }' |
  grep -o '"conversation_id":[0-9]*' | cut -d: -f2)
echo "on the second server: $(status "$two" "$conversation")"

kill "$first"
wait "$first" || true
echo 'the first server is gone'
until [[ $(status "$two" "$conversation") == *SENT* ]]; do sleep 0.2; done
echo "on the second server: $(status "$two" "$conversation")"
