#!/usr/bin/env bash
# Makes the dump of a version for UpgradeIT: a week's work of an office, cut off in the middle of a bulk plan.
#   src/test/resources/releases/make.sh <rapport.jar of that version> <folder with pg_dump 17> <file.dump.gz to write>
# Needs bash, curl and jq; run it in a checkout of that version, whose bpmn/contact.bpmn it adapts.
set -euo pipefail
jar="$1" client="$2" dump="$3"
work="$(mktemp -d)"
port=18123 base="http://localhost:18123" password="ein eigenes Kennwort"

RAPPORT_DATA_DIR="$work/data" java -jar "$jar" --server.port=$port >"$work/rapport.log" 2>&1 &
rapport=$!
trap 'kill -9 $rapport 2>/dev/null || true; kill -INT "$(head -1 "$work/data/postgres/postmaster.pid")"; cat "$work/rapport.log"' EXIT
until curl -sf "$base/actuator/health/readiness" >/dev/null; do sleep 1; done
pg() { PGPASSWORD="$(cat "$work/data/postgres.password" 2>/dev/null || true)" "$client/$1" -h 127.0.0.1 -p "$(cat "$work/data/postgres.port")" -U postgres "${@:2}"; }

# the administrator chooses a password, creates two users and is, for once, everything else too
form() { curl -s --fail-with-body -D "$work/answer" -o "$work/page" -b "$work/cookies" -c "$work/cookies" -H "X-CSRF-TOKEN: $(awk '$6=="RAPPORT_CSRF"{print $7}' "$work/cookies")" "$base$1" "${@:2}"; }
login() { rm -f "$work/cookies"; curl -sf -c "$work/cookies" -o /dev/null "$base/login"; form /login -d username=admin --data-urlencode "password=$1"; }
login "$(sed -n 's/.*user "admin", password "\([^"]*\)".*/\1/p' "$work/rapport.log")"
form /password --data-urlencode "password=$password" --data-urlencode "repeated=$password"
login "$password"
for user in "eva Eva Winter" "jan Jan Sommer"; do
  set -- $user
  form /users -d "idempotencyKey=key-of-$1" -d "login=$1" -d "firstName=$2" -d "name=$3" -d "email=$1@office.example" -d language=de -d groups=staff --data-urlencode "password=$password von $1"
  grep -qi "^location: .*/users" "$work/answer" || { cat "$work/answer" "$work/page"; exit 1; }
done
pg psql -qd postgres -c "insert into act_id_membership values ('admin', 'staff'), ('admin', 'manager'), ('admin', 'processAdmin')"

call() { curl -s --fail-with-body -u "admin:$password" -H 'Content-Type: application/json' -X "$1" "$base$2" ${3:+-d "$3"} || { echo "$@" >&2; return 1; }; }
day() { TZ=Europe/Berlin date -d "$1" +%Y-%m-%dT%H:%M; }
contact() { call POST /api/contacts "$(jq -nc --arg a "$company" --arg s "$1" --arg at "$2" --arg st "$3" --arg d "$4" --argjson r "$5" --arg u "$6" \
  '{addressId: $a, type: "CALL", direction: "OUTGOING", status: $st, start: $at, duration: $d, reminder: $r, reminderLead: (if $r then "P1D" else null end), subject: $s, responsible: $u}')" | jq -er ".id // error(tostring)"; }
close() { call POST "/api/$1/$2/outcome" "$(jq -nc --arg o "$3" --arg d "$4" --argjson v "$(call GET "/api/$1/$2" | jq .version)" '{version: $v, outcome: $o, infotext: "Wie besprochen."} + (if $d == "" then {} else {duration: $d} end)')" >/dev/null; }

company="$(call POST /api/addresses '{"kind": "company", "name": "Ulmer Werkzeugbau GmbH", "town": "Ulm"}' | jq -r .id)"
call POST "/api/addresses/$company/contact-persons" '{"name": "Brandt", "firstName": "Lena"}' >/dev/null
contact "Vor der Anpassung geplant" "$(day '+30 hours')" PLANNED 00:00 true eva >/dev/null

# from now on a contact that is closed stays in the list of reminders (rule 19)
sed -e '/<bpmn:serviceTask id="serviceTask_removeReminders"/,/<\/bpmn:serviceTask>/d' -e '/<bpmn:sequenceFlow id="flow_remindersRemoved"/d' \
  -e '/bpmnElement="serviceTask_removeReminders"/,/<\/bpmndi:BPMNShape>/d' -e '/bpmnElement="flow_remindersRemoved"/,/<\/bpmndi:BPMNEdge>/d' \
  -e 's/<bpmn:incoming>flow_remindersRemoved</<bpmn:incoming>flow_recorded</' -e 's/targetRef="serviceTask_removeReminders"/targetRef="gateway_closed"/' \
  bpmn/contact.bpmn >"$work/contact.bpmn"
curl -sf -o /dev/null -u "admin:$password" -F deployment-name=Erinnerungen-bleiben -F deployment-source=Modeler -F "contact.bpmn=@$work/contact.bpmn" "$base/engine-rest/deployment/create"

contact "Erinnerung steht bevor" "$(day '+26 hours')" PLANNED 00:00 true jan >/dev/null
contact "Ohne Erinnerung" "$(day '+7 days')" PLANNED 00:00 false eva >/dev/null
contact "Überfällig" "$(day '-2 days')" PLANNED 00:00 true eva >/dev/null
contact "Eingetragen, als es geschehen war" "$(day '-3 days')" PERFORMED 00:20 false eva >/dev/null
close contacts "$(contact "Durchgeführt" "$(day '-1 hour')" PLANNED 00:00 false jan)" performed 00:15
close contacts "$(contact "Nicht durchgeführt" "$(day '+2 days')" PLANNED 00:00 false jan)" notPerformed ""

campaign="$(call POST /api/campaigns '{"title": "Herbstaktion"}' | jq -r .id)"
deleted="$(call POST /api/campaigns '{"title": "Abgesagt"}' | jq -r .id)"
call DELETE "/api/campaigns/$deleted" >/dev/null
call PUT "/api/campaigns/$campaign/members/$company" >/dev/null
measure() { call POST /api/measures "$(jq -nc --arg c "$campaign" --arg s "$1" '{subject: $s, campaignId: $c}')" | jq -er ".id // error(tostring)"; }
measure "Katalog verschicken" >/dev/null
close measures "$(measure "Anzeige schalten")" performed ""
for i in $(seq 150); do
  call PUT "/api/campaigns/$campaign/members/$(call POST /api/addresses "{\"kind\": \"company\", \"name\": \"Serie $i\", \"town\": \"Ulm\"}" | jq -r .id)" >/dev/null
done

# killed between the first chunk of contacts and the rest
call POST "/api/campaigns/$campaign/plan-contacts" "$(jq -nc --arg f "$(day '+8 days')" --arg t "$(day '+30 days')" '{type: "CALL", subject: "Herbstaktion vorstellen", reminder: false, startFrom: $f, startTo: $t}')" >/dev/null
until [ "$(pg psql -Atd postgres -c 'select handled from rapport.bulk_plan')" -gt 0 ]; do :; done
kill -9 $rapport
pg psql -Atd postgres -c "select status, handled, total from rapport.bulk_plan" -c "select status, count(*) from rapport.contact group by 1"
# compressed as a whole: a third of what pg_dump makes of it itself
pg pg_dump -d postgres -Fc -Z 0 | gzip -9n >"$dump"
trap 'kill -INT "$(head -1 "$work/data/postgres/postmaster.pid")"' EXIT
ls -l "$dump"
