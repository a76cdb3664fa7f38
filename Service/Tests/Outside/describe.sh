#!/bin/sh
# Asks the service what its OpenAPI document allows and forbids: describe.sh SERVER SCHEMATHESIS [EXAMPLES]
#
# No answer may be a 5xx or one that is not described. What is well formed must be answered as described to the last
# member; heads that are no HTTP are refused before there is an answer to describe, so they are sent in the first round only.
set -eu
server=$1 schemathesis=$2 examples=${3:-20}
folder=$(mktemp -d)
head -c 32 /dev/urandom | base64 >"$folder/secret"
"$server" --port 0 --data "$folder/data" --webhook-secret "$folder/secret" >"$folder/log" 2>&1 &
process=$!
trap 'kill $process 2>/dev/null || true; rm -rf "$folder"' EXIT
until grep -q '^Serving' "$folder/log"; do
    kill -0 $process || { cat "$folder/log"; exit 1; }
    sleep 0.1
done
port=$(sed -n 's#^Serving on .*:\([0-9]*\)/$#\1#p' "$folder/log")
ask() {
    (cd "$folder" && "$schemathesis" run "http://127.0.0.1:$port/openapi.json" --max-examples "$examples" --seed 7 \
        --no-color --request-timeout 20 --warnings off "$@" >out.txt 2>&1) \
        || { cut -c1-400 "$folder/out.txt"; exit 1; }
    tail -n 1 "$folder/out.txt"
}
ask --mode all --checks not_a_server_error,status_code_conformance,unsupported_method
ask --mode positive --checks \
    not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance
kill -0 $process
